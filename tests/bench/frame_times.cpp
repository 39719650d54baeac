// Prints how much processor time the page's own thread takes for a frame while a network trains beside it, or while ten
// optimizers race: all that the program does, without the driver that then draws it. The figure a page of 60 frames a
// second must keep small.
#include <doctest/doctest.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/spec/spec.hpp"
#include "shell/run/thread_link.hpp"
#include "shell/ui/pages/optimizers/state.hpp"
#include "tests/ui/harness.hpp"

namespace gradlab::ui {
namespace {

struct Case {
  std::string_view name;
  std::string_view spec;
  test::Screen screen;
  std::string_view sheet = {};  // opened while it trains
};

// W2 of the comparison with other laboratories, every unit's map in view; and a wide network on the digits.
constexpr std::string_view w2 =
    R"json({"data": {"kind": "spiral", "noise": 0.2, "features": ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"]
}
,
  "layers": [{"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}, {"units": 8, "activation": "tanh"}, {"activation": "sigmoid"}],
  "loss": "bce", "optimizer": {"id": "sgd", "lr": 0.03}, "batch": 10
})json";
constexpr std::string_view digits = R"json({"data": {"kind": "digits"},
  "layers": [{"units": 128, "activation": "relu"}, {"activation": "softmax"}],
  "loss": "cross_entropy", "optimizer": {"id": "sgd", "lr": 0.05, "momentum": 0.9}, "batch": 64})json";
constexpr std::array cases{Case{"W2, wide", w2, {1440, 900, 1}}, Case{"W2, wide, 2 device pixels", w2, {2880, 1800, 2}},
                           Case{"W2, phone", w2, {390 * 3, 844 * 3, 3}},
                           Case{"W2, the landscape being drawn", w2, {1440, 900, 1}, "playground.landscape"},
                           Case{"digits 64-128-10", digits, {1440, 900, 1}}};

double thread_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

double quantile(const std::vector<double>& sorted, double share) {
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

/// Frames at sixty a second, and what each took.
void print_frames(test::Harness& screen, std::string_view name, int frames) {
  constexpr std::chrono::duration<double> interval(1.0 / 60);
  std::vector<double> times;
  auto due = std::chrono::steady_clock::now();
  for (int i = 0; i < frames; ++i) {
    const double before = thread_milliseconds();
    screen.frames(1);
    times.push_back(thread_milliseconds() - before);
    due += std::chrono::duration_cast<std::chrono::nanoseconds>(interval);
    std::this_thread::sleep_until(due);
  }
  std::sort(times.begin(), times.end());
  std::printf("%-34s median %5.2f ms, 95 %% %5.2f ms, 99 %% %5.2f ms, %d vertices\n", std::string(name).c_str(),
              quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99), ImGui::GetDrawData()->TotalVtxCount);
}

bool measure(const Case& one, int frames) {
  test::Harness screen(one.screen);
  PlaygroundState& playground = screen.app().pages().playground;
  playground.make_runner = [] { return std::make_unique<RemoteRunner>(std::make_unique<ThreadLink>([] {})); };
  screen.app().open_page("playground");
  const auto spec = parse_spec(one.spec);
  if (!spec || !try_spec(playground, *spec)) {
    const Error& error = spec ? *playground.refused : spec.error();
    std::printf("%s %s\n", error.id.c_str(), error.field.c_str());
    return false;
  }
  screen.frames(10);
  screen.set("playground.speed", "7");
  screen.frames(2);
  screen.click("playground.play");
  screen.frames(2);
  if (!one.sheet.empty()) screen.activate(one.sheet);
  print_frames(screen, one.name, frames);
  return true;
}

/// Sixty-three layers, as many as there can be.
std::string deepest_spec() {
  std::string layers;
  for (int i = 0; i < 62; ++i) layers += R"json({"units": 8, "activation": "tanh"}, )json";
  return R"json({"data": {"kind": "spiral"}, "layers": [)json" + layers + R"json({"activation": "sigmoid"}]})json";
}

/// Ten optimizers on one surface, the race under way.
void measure_race(bool relief, int frames) {
  constexpr std::string_view race =
      R"json({"race": {"surface": "beale", "start": [0.7, 1.6], "steps": 2000, "optimizers": ["sgd",
      {"id": "sgd", "momentum": 0.5}, "adagrad", "adadelta", "rmsprop", "adam", "nadam", "radam", "adamax", "lion"]},
      "focused": 5, "step": 0, "speed": 6, "relief": )json";
  test::Harness screen(test::Screen{1440, 900, 1});
  screen.app().open_page("optimizers");
  screen.frames(4);
  OptimizersState& state = optimizers_state(screen.app());
  if (!read_optimizers_view(state, std::string(race) + (relief ? "true}" : "false}"))) std::printf("refused\n");
  optimizers_play_or_pause(state);
  print_frames(screen, relief ? "ten optimizers, relief" : "ten optimizers, from above", frames);
}

}  // namespace
}  // namespace gradlab::ui

int main(int count, char** arguments) {
  const int frames = count > 1 ? std::max(60, std::atoi(arguments[1])) : 600;
  const bool first_alone = count > 2;  // for a profile: W2 and nothing else
  for (const auto& one : gradlab::ui::cases) {
    if (gradlab::ui::measure(one, frames)) {
      if (first_alone) return 0;
      continue;
    }
    std::printf("%s: the spec was refused\n", std::string(one.name).c_str());
    return 1;
  }
  const std::string deepest = gradlab::ui::deepest_spec();
  if (!gradlab::ui::measure({"63 layers of 8", deepest, {1440, 900, 1}}, frames)) return 1;
  for (const bool relief : {false, true}) gradlab::ui::measure_race(relief, frames);
  return 0;
}
