// Files of one's own in the playground.
#include <doctest/doctest.h>

#include <chrono>
#include <numeric>
#include <string>

#include "tests/ui/page_harness.hpp"

namespace gradlab::ui::test {
namespace {

struct OwnDataPage : PlaygroundHarness {
  using PlaygroundHarness::PlaygroundHarness;
  void take(std::string name, std::string text) {
    app().take_file(std::move(name), std::move(text));
    frames(3);
    settle(400);
  }
};

/// Two columns, a word, and a number that follows from them.
std::string table(int rows) {
  std::string text = "width;height;colour;price\n";
  for (int i = 0; i < rows; ++i) {
    const int a = i % 17, b = i * 7 % 23;
    text += std::to_string(a) + ";" + std::to_string(b) + ",5;" + (a > 8 ? "red" : "blue") + ";" +
            std::to_string(2 * a + b) + "\n";
  }
  return text;
}

TEST_CASE("a table that is dropped on the page is read and trains") {
  OwnDataPage page;
  page.take("shop.csv", table(60));
  CHECK(page.state().spec.data.kind == "csv");
  CHECK(page.data().samples == 60);
  CHECK(page.has("own_data.label"));
  page.key(ImGuiKey_Escape);
  page.settle(400);
  page.click("playground.step_epoch");
  page.settle(400);
  CHECK(page.state().run->state().epoch == 1);
}

TEST_CASE("a label of many numbers is a number to predict, and can be called a class") {
  OwnDataPage page;
  page.take("shop.csv", table(60));
  CHECK(page.state().spec.data.regression);
  CHECK(page.state().spec.layers.back().activation == "identity");
  CHECK(page.control("playground.reading.target").value.find("number") != std::string::npos);
  page.click("own_data.target:class");
  page.settle(400);
  CHECK_FALSE(page.state().spec.data.regression);
  CHECK(page.state().spec.layers.back().activation == "softmax");
}

/// Letters in clouds that overlap a little.
std::string letters(int classes, int each) {
  std::string text = "x,y,letter\n";
  for (int c = 0; c < classes; ++c)
    for (int i = 0; i < each; ++i)
      text += std::to_string(c % 6 * 10 + i % 5 * 3) + "," + std::to_string(c / 6 * 10 + i / 5 * 3) + ",\"" +
              static_cast<char>('a' + c % 26) + std::to_string(c / 26) + "\"\n";
  return text;
}

TEST_CASE("the answers of many classes are shades, and each cell tells its count to who points at it") {
  for (const Screen screen : screens) {
    CAPTURE(screen.width);
    OwnDataPage page(screen);
    page.take("letters.csv", letters(26, 20));
    page.key(ImGuiKey_Escape);
    page.settle(400);
    page.advance(400);
    REQUIRE(page.data().class_count() == 26);
    REQUIRE(page.has("playground.confusion"));
    check_fits(page);

    const std::vector<std::uint32_t>& counts = page.state().run->figures().test.counts;
    REQUIRE(counts.size() == 26 * 26);
    const Rect square = page.control("playground.confusion").rect;
    const Rect map = page.control("playground.map").rect;  // beside it, and large enough to be read
    CHECK(map.width() >= 150);
    CHECK(map.y1 <= square.y0);
    std::uint32_t told = 0;
    for (std::size_t truth = 0; truth < 26; ++truth) {
      const std::uint32_t all = std::accumulate(&counts[truth * 26], &counts[truth * 26] + 26, 0U);
      for (const std::size_t answer : {truth, (truth + 1) % 26}) {
        page.move({square.x0 + square.width() * (static_cast<float>(answer) + 0.5F) / 26,
                   square.y0 + square.height() * (static_cast<float>(truth) + 0.5F) / 26});
        page.frames(2);
        const Tooltip& words = page.app().ui().tooltip;
        REQUIRE(words.shown);
        CHECK(words.name.find(page.data().class_names[truth]) == 0);
        CHECK(words.name.find(page.data().class_names[answer]) != std::string::npos);
        CHECK(words.sentence == std::to_string(counts[truth * 26 + answer]) + " of " + std::to_string(all));
        told += counts[truth * 26 + answer];
      }
    }
    CHECK(told > 0);
  }
}

TEST_CASE("another column becomes the label, and its words are the classes to find out") {
  OwnDataPage page;
  page.take("shop.csv", table(60));
  page.set("own_data.label", "3");
  page.settle(400);
  page.click("own_data.target:class");
  page.settle(400);
  REQUIRE(page.data().class_names == std::vector<std::string>{"blue", "red"});
  CHECK(page.state().spec.layers.back().activation == "sigmoid");
  CHECK(page.state().spec.loss.id == "bce");
  CHECK(page.control("playground.reading.target").value == "To find out: blue or red");
}

TEST_CASE("a table that cannot be read leaves everything as it was, and says the row and the column") {
  OwnDataPage page;
  const Spec before = page.state().spec;
  const std::vector<float> parameters = page.state().run->state().parameters;
  page.take("bad.csv", "a,b,c\n1,2,x\n3,,y\n5,6,x\n");
  CHECK(page.state().spec == before);
  CHECK(page.state().run->state().parameters == parameters);
  const std::string mistake = page.value("playground.reading.own_data_mistake");
  CHECK_MESSAGE(mistake.find("(3, 2)") != std::string::npos, mistake);
  page.set("own_data.missing", "drop");
  page.settle(400);
  CHECK(page.data().samples == 2);
  CHECK_FALSE(page.has("playground.reading.own_data_mistake"));
}

TEST_CASE("a large table is read while the page goes on, and the reading can be cancelled") {
  OwnDataPage page;
  const Spec before = page.state().spec;
  const std::string large = table(400000);
  page.state().reading_share = 0;  // a piece in each frame, however fast the machine is
  page.app().take_file("large.csv", large);
  page.frames(2);
  REQUIRE(page.state().reading);
  CHECK(page.has("playground.reading.own_data_progress"));
  page.click("own_data.cancel");
  CHECK_FALSE(page.state().reading);
  CHECK(page.state().spec == before);
  page.app().take_file("large.csv", large);
  double longest = 0;
  for (int i = 0; i < 4000 && page.data().samples != 400000; ++i) {
    const auto start = std::chrono::steady_clock::now();
    page.frames();
    longest = std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  CHECK(page.data().samples == 400000);
  MESSAGE("longest frame: ", longest, " s");
  // An edit of the network does not read it again.
  page.key(ImGuiKey_Escape);
  page.settle(20);
  page.click("playground.units[1].more");
  CHECK_FALSE(page.state().reading);
  CHECK(page.data().samples == 400000);
}

TEST_CASE("a large table is taken over in a frame of its own, with its inputs made before") {
  for (const double share : {0.0, 60.0}) {  // a piece in each frame; all that can be done in the first
    INFO(share);
    OwnDataPage page;
    page.state().reading_share = share;
    page.app().take_file("large.csv", table(60000));
    const std::uint64_t before = page.state().run->state().run;
    int frames_of_inputs = 0;
    for (int i = 0; i < 4000 && !(page.state().reading && page.state().reading->ready); ++i) {
      page.frames();
      REQUIRE(page.state().reading);
      frames_of_inputs += page.state().reading->rows ? 1 : 0;
    }
    REQUIRE(page.state().reading->ready);
    if (share == 0) CHECK(frames_of_inputs > 1);
    CHECK(page.state().run->state().run == before);
    CHECK(page.data().samples != 60000);
    page.frames();
    CHECK_FALSE(page.state().reading);
    CHECK(page.state().run->state().run != before);
    CHECK(page.data().samples == 60000);
    CHECK(page.state().own_files.find_inputs(page.state().spec.data, page.state().spec.seed));
  }
}

TEST_CASE("the rows of a table are there once, however many runs there were; its inputs follow scaling and features") {
  OwnDataPage page;
  page.take("shop.csv", table(60));
  page.key(ImGuiKey_Escape);
  page.settle(400);
  const OwnFiles& files = page.state().own_files;
  const Dataset* const rows = &page.data();
  const float standardised = page.state().run->state().measured.train_loss;
  CHECK(files.find_rows(page.state().spec.data, page.state().spec.seed).get() == rows);
  CHECK(files.find_inputs(page.state().spec.data, page.state().spec.seed));
  page.click("playground.units[1].more");
  page.settle(400);
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(&page.data() == rows);
  CHECK(page.state().run->state().measured.train_loss == standardised);
  Spec plain = page.state().spec;
  plain.data.scaling = "none";
  REQUIRE(try_spec(page.state(), plain));
  page.settle(400);
  CHECK(&page.data() == rows);
  CHECK_FALSE(files.find_inputs(plain.data, plain.seed));
  CHECK(page.state().run->state().measured.train_loss != standardised);
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.state().run->state().measured.train_loss == standardised);
}

TEST_CASE("undo goes back from a file to what was before") {
  OwnDataPage page;
  const Spec before = page.state().spec;
  page.take("shop.csv", table(60));
  page.key(ImGuiKey_Escape);
  page.settle(400);
  page.key(ImGuiKey_Z, false, true);
  page.settle(400);
  CHECK(page.state().spec == before);
}

std::string link_to(OwnDataPage& page) {
  page.key(ImGuiKey_Escape);
  page.settle(400);
  page.click("app.share");
  page.frames(2);
  return page.copied_text;
}

TEST_CASE("few rows of a file go with the link, and train the same elsewhere") {
  std::string link;
  std::vector<double> inputs, targets;
  std::vector<std::uint32_t> train_rows;
  float loss = 0;
  {
    OwnDataPage page;
    page.take("shop.csv", table(60));
    link = link_to(page);
    inputs = page.data().inputs, targets = page.data().targets, train_rows = page.data().train_rows;
    loss = page.state().run->state().measured.train_loss;
  }
  OwnDataPage other;
  REQUIRE(other.app().open_link(link));
  other.frames(3);
  other.settle(400);
  CHECK(other.data().inputs == inputs);
  CHECK(other.data().targets == targets);
  CHECK(other.data().train_rows == train_rows);
  CHECK(other.state().run->state().measured.train_loss == loss);
}

TEST_CASE(
    "the same file with other rows takes the place of the first; a link to many rows says that the file is needed") {
  std::string link;
  {
    OwnDataPage page;
    page.take("shop.csv", table(60));
    page.take("shop.csv", table(600));
    CHECK(page.data().samples == 600);
    link = link_to(page);
    CHECK(page.app().notice().find("shop.csv") != std::string::npos);
  }
  OwnDataPage stranger;
  const Spec before = stranger.state().spec;
  CHECK_FALSE(stranger.app().open_link(link));
  CHECK(stranger.app().notice().find("shop.csv") != std::string::npos);
  CHECK(stranger.state().spec == before);
}

TEST_CASE("a phone has the same sheet") {
  OwnDataPage page(phone);
  page.take("shop.csv", table(60));
  CHECK(page.has("own_data.separator"));
  page.set("own_data.separator", "comma");
  page.settle(400);
  CHECK(page.has("playground.reading.own_data_mistake"));
  CHECK(page.data().samples == 60);
}

}  // namespace
TEST_CASE("images wait for their labels, whichever comes first, and are learned from as soon as both are there") {
  // A bar across or a bar down, 4 by 4.
  const std::size_t count = 40, side = 4;
  const auto head = [](std::initializer_list<std::size_t> sizes) {
    std::string bytes{'\0', '\0', '\x08', static_cast<char>(sizes.size())};
    for (const std::size_t size : sizes) bytes += {'\0', '\0', '\0', static_cast<char>(size)};
    return bytes;
  };
  std::string images = head({count, side, side}), labels = head({count});
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t p = 0; p < side * side; ++p)
      images += static_cast<char>((i % 2 ? p / side == 1 : p % side == 1) ? 90 + i : i % 5);
    labels += static_cast<char>(i % 2);
  }
  for (const bool labels_first : {false, true}) {
    OwnDataPage page;
    const Spec before = page.state().spec;
    page.app().take_file(labels_first ? "labels" : "images", labels_first ? labels : images);
    page.settle(400);
    CHECK(page.state().own_data.open);
    CHECK(page.state().spec == before);
    const std::string words = page.value("playground.reading.own_data_state");
    CHECK(words.find(labels_first ? "images that they belong to" : "of their labels") != std::string::npos);
    page.app().take_file(labels_first ? "images" : "labels", labels_first ? images : labels);
    page.settle(400);
    CHECK(page.state().spec.data.kind == "idx");
    CHECK(page.data().samples == count);
    CHECK(page.data().input_count() == side * side);
    CHECK(page.data().class_count() == 2);
    page.set("own_data.limit", "20");
    page.settle(400);
    CHECK(page.data().samples == 20);
    // Labels of another number of images are refused, and nothing is lost.
    const Spec good = page.state().spec;
    page.app().take_file("labels", labels.substr(0, 7) + '\x03' + labels.substr(8, 3));
    page.settle(400);
    CHECK(page.state().spec == good);
    CHECK(page.has("playground.reading.own_data_mistake"));
  }
}

}  // namespace gradlab::ui::test
