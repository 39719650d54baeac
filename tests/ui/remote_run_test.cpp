// A run whose engine works elsewhere: on a thread, or at the other end of bytes.
#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <deque>
#include <limits>
#include <thread>

#include "core/network/load_data.hpp"
#include "shell/run/remote_runner.hpp"
#include "shell/run/run_server.hpp"
#include "shell/run/thread_link.hpp"

namespace gradlab::ui::test {
namespace {

Spec small_spec() {
  Spec spec;
  spec.data.kind = "gauss";
  spec.data.points = 100;
  spec.layers = {{.units = 4, .batch_norm = true},
                 {0, "sigmoid", {}, false}};  // with batch norm, which has running statistics
  return spec;
}

Trainer<float> trainer_of(const Spec& spec) {
  return *Trainer<float>::create(spec, *load_data(spec.data, spec.seed, NoFiles()));
}

/// A worker in a test: an engine that hears and says nothing but bytes, when it is its turn.
class ByteLink final : public RunLink {
 public:
  explicit ByteLink(RunServer& server) : server_(server) {}

  void post(ToEngine message) override { underway_.push_back(to_bytes(message)); }
  std::optional<RunUpdate> receive() override {
    if (arrived_.empty()) return std::nullopt;
    const std::vector<std::byte> bytes = arrived_.front();
    arrived_.pop_front();
    auto update = update_from(bytes);
    REQUIRE(update);
    return update;
  }

  void turn() {
    for (const auto& bytes : std::exchange(underway_, {})) {
      auto message = engine_message_from(bytes);
      REQUIRE(message);
      server_.receive(*std::move(message));
    }
    server_.work();
    if (const auto update = server_.news()) arrived_.push_back(to_bytes(*update));
  }
  std::size_t arrived() const { return arrived_.size(); }

 private:
  RunServer& server_;
  std::deque<std::vector<std::byte>> underway_, arrived_;
};

/// A page, a worker and the bytes between them; the clock stands unless a test moves it.
struct Worker {
  double now = 0;
  RunServer server{[this] { return now; }};
  ByteLink* link = new ByteLink(server);
  RemoteRunner runner{std::unique_ptr<RunLink>(link)};

  const RunState& after_turns(int turns) {
    for (int i = 0; i < turns; ++i) {
      link->turn();
      runner.pump(0);
    }
    return runner.latest();
  }
};

TEST_CASE("a run behind bytes is the run in the frame, bit by bit") {
  FrameRunner frame;
  frame.send(StartRun{trainer_of(small_spec())});
  frame.send(Advance{700});
  while (frame.busy()) frame.pump(1);

  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(Advance{300});
  worker.after_turns(2);
  worker.runner.send(Advance{400});
  while (worker.runner.latest().measured.step < 700) worker.after_turns(1);
  const RunState &here = frame.latest(), &there = worker.after_turns(2);
  CHECK(there.parameters == here.parameters);
  CHECK(there.running == here.running);
  CHECK(there.measured == here.measured);
  CHECK(there.epoch == here.epoch);
  CHECK(there.steps_per_epoch == here.steps_per_epoch);
  const auto points = there.history.points(), expected = here.history.points();
  CHECK(std::vector(points.begin(), points.end()) == std::vector(expected.begin(), expected.end()));
}

TEST_CASE(
    "the loss around the weights, the rate finder, the layers' history and the units' gradients come through bytes") {
  FrameRunner frame;
  frame.send(StartRun{trainer_of(small_spec())});
  frame.send(Advance{60});
  while (frame.busy()) frame.pump(1);
  frame.send(SliceLoss{SlicePlaneKind::path, 1, 7});
  frame.send(FindRate{false});
  frame.send(Diagnose{});
  while (frame.busy()) frame.pump(1);

  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(Advance{60});
  while (worker.runner.latest().measured.step < 60) worker.after_turns(1);
  worker.runner.send(SliceLoss{SlicePlaneKind::path, 1, 7});
  worker.runner.send(FindRate{false});
  worker.runner.send(Diagnose{});
  const std::uint64_t version = worker.runner.latest().version;
  for (int i = 0; i < 1000; ++i) {
    const RunState& now = worker.after_turns(1);
    if (now.look && now.slice && now.slice->finished() && now.rates && now.rates->finished) break;
  }
  const RunState &here = frame.latest(), &there = worker.runner.latest();
  REQUIRE(there.slice);
  CHECK(there.slice->values == here.slice->values);
  CHECK(there.slice->path == here.slice->path);
  CHECK(there.slice->explained == here.slice->explained);
  CHECK(there.slice->here == here.slice->here);
  REQUIRE(there.rates);
  CHECK(there.rates->sweep == here.rates->sweep);
  CHECK(there.rates->step == 60);
  CHECK(there.rates->samples == here.rates->samples);
  CHECK(there.rates->range == here.rates->range);
  CHECK_FALSE(there.rates->wanted.from_start);
  REQUIRE(there.look);
  CHECK(there.look->moments == here.look->moments);
  CHECK(there.look->unit_gradients == here.look->unit_gradients);
  CHECK(there.version == version);  // whoever only asks sees the same run
}

TEST_CASE("news are expected until every order is answered and the engine rests") {
  Worker worker;
  RemoteRunner& runner = worker.runner;
  CHECK_FALSE(runner.expects_news());
  runner.send(StartRun{trainer_of(small_spec())});
  CHECK(runner.expects_news());
  worker.after_turns(3);
  CHECK_FALSE(runner.expects_news());
  for (const RunCommand& command : {RunCommand(Advance{40}), RunCommand(Diagnose{}), RunCommand(SaveRun{}),
                                    RunCommand(SliceLoss{SlicePlaneKind::random, 1, 5}), RunCommand(FindRate{})}) {
    runner.send(command);
    CHECK(runner.expects_news());
    int turns = 0;
    while (runner.expects_news() && ++turns < 1000) worker.after_turns(1);
    CHECK_FALSE(runner.expects_news());
  }
  // What it says last is how it stays.
  CHECK(runner.latest().step == 40);
  CHECK(runner.latest().measured.step == 40);
  CHECK(runner.latest().look);
  CHECK(runner.latest().slice->finished());
  runner.send(SetSpeed{{Speed::Unit::steps, 10}});
  runner.send(Play{});
  worker.after_turns(20);
  CHECK(runner.expects_news());
  runner.send(Pause{});
  worker.after_turns(3);
  CHECK_FALSE(runner.expects_news());
}

TEST_CASE("what a hand does goes to the engine behind bytes, and so do other points") {
  TrainerCommand told;
  SUBCASE("") { told = SetHand{{{1, 0, {}}}, {{30, {0, 3, 1}, 0.1}}}; }
  SUBCASE("") { told = DrawPoints{7}; }
  FrameRunner frame;
  Worker worker;
  for (Runner* runner : {static_cast<Runner*>(&frame), static_cast<Runner*>(&worker.runner)}) {
    runner->send(StartRun{trainer_of(small_spec())});
    runner->send(Advance{30});
    if (runner == &frame) {
      while (frame.busy()) frame.pump(1);
    } else {
      while (worker.runner.latest().measured.step < 30) worker.after_turns(1);
    }
    runner->send(told);
    runner->send(Advance{30});
  }
  while (frame.busy()) frame.pump(1);
  while (worker.runner.latest().measured.step < 60) worker.after_turns(1);
  CHECK(worker.runner.latest().parameters == frame.latest().parameters);
  const auto points = worker.runner.latest().history.points(), expected = frame.latest().history.points();
  CHECK(std::vector(points.begin(), points.end()) == std::vector(expected.begin(), expected.end()));
}

TEST_CASE("what was asked for shows at once, and what was said before it does not undo it") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  CHECK(worker.runner.latest().parameters.size() == trainer_of(small_spec()).network().parameters().size());
  worker.runner.send(Play{});
  CHECK(worker.runner.latest().playing);
  worker.after_turns(2);
  CHECK(worker.runner.latest().playing);

  worker.now += 0.1;
  worker.link->turn();  // an update is under way in which it still plays
  REQUIRE(worker.link->arrived() == 1);
  worker.runner.send(Pause{});
  worker.runner.pump(0);
  CHECK_FALSE(worker.runner.latest().playing);

  worker.runner.send(Advance{5});
  worker.after_turns(1);
  worker.link->turn();
  Spec other = small_spec();
  other.layers.erase(other.layers.begin());
  worker.runner.send(StartRun{trainer_of(other)});
  const std::size_t parameters = worker.runner.latest().parameters.size();
  worker.runner.pump(0);  // of the run before
  CHECK(worker.runner.latest().parameters.size() == parameters);
  CHECK(worker.runner.latest().step == 0);
  worker.after_turns(2);
  CHECK(worker.runner.latest().parameters.size() == parameters);
}

TEST_CASE("an engine says no more than its page takes") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(SetSpeed{{Speed::Unit::steps, 1000}});
  worker.runner.send(Play{});
  for (int i = 0; i < 50; ++i, worker.now += 0.01) worker.link->turn();
  CHECK(worker.link->arrived() == 1);
  const std::uint64_t seen = worker.after_turns(1).step;
  worker.link->turn();
  worker.runner.pump(0);
  CHECK(worker.runner.latest().step > seen + 300);
}

TEST_CASE("rewinding tells a page to begin its curve anew") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(Advance{20});
  worker.after_turns(3);
  REQUIRE(worker.runner.latest().history.points().size() == 21);
  worker.runner.send(TrainerCommand{Rewind{}});
  worker.after_turns(2);
  CHECK(worker.runner.latest().step == 0);
  CHECK(worker.runner.latest().history.points().size() == 1);
}

TEST_CASE("going back on the timeline, and on from there, comes through") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(Advance{40});
  worker.after_turns(4);
  CHECK(worker.runner.latest().end == 40);
  worker.runner.send(SeekTo{15});
  worker.after_turns(3);
  CHECK(worker.runner.latest().step == 15);
  CHECK(worker.runner.latest().end == 40);
  CHECK(worker.runner.latest().history.points().size() == 41);
  worker.runner.send(Advance{1});
  worker.after_turns(3);
  CHECK(worker.runner.latest().end == 16);
  CHECK(worker.runner.latest().history.points().size() == 17);
}

TEST_CASE("a changed rate, findings and a divergence come through") {
  Worker worker;
  Spec spec = small_spec();
  spec.layers = {{8, "relu", {}, false}, {0, "identity", {}, false}};
  spec.loss = {"mse", {}};
  worker.runner.send(StartRun{trainer_of(spec)});
  worker.runner.send(Advance{3});
  worker.after_turns(2);
  worker.runner.send(TrainerCommand{SetOptimizer{{"sgd", {{"lr", 10.0}}}}});
  worker.runner.send(Advance{2000});
  for (int i = 0; i < 100 && !worker.runner.latest().diverged; ++i) worker.after_turns(1);
  REQUIRE(worker.runner.latest().diverged);
  CHECK(worker.runner.latest().diverged->cause == "learning_rate");
  const std::uint64_t version = worker.runner.latest().version;
  worker.runner.send(Diagnose{});
  worker.after_turns(2);
  REQUIRE_FALSE(worker.runner.latest().findings.empty());
  CHECK(worker.runner.latest().version == version);
  const Finding& finding = worker.runner.latest().findings.front();
  CHECK_FALSE(finding.id.empty());
  REQUIRE(finding.proposal);
  CHECK(check_spec(*finding.proposal));
}

TEST_CASE("a sample's way through the network comes through, number by number, and leaves the run as it is") {
  for (const bool by_row : {false, true}) {
    const TraceSample wanted{3, by_row ? std::optional<std::uint32_t>(7) : std::nullopt};
    FrameRunner frame;
    frame.send(StartRun{trainer_of(small_spec())});
    frame.send(Advance{25});
    while (frame.busy()) frame.pump(1);
    frame.send(wanted);
    Worker worker;
    worker.runner.send(StartRun{trainer_of(small_spec())});
    worker.runner.send(Advance{25});
    while (worker.runner.latest().measured.step < 25) worker.after_turns(1);
    const std::uint64_t version = worker.runner.latest().version;
    worker.runner.send(wanted);
    worker.after_turns(2);
    CHECK(worker.runner.latest().version == version);
    REQUIRE(worker.runner.latest().traced);
    const TracedSample &there = *worker.runner.latest().traced, &here = *frame.latest().traced;
    CHECK(there.place == here.place);
    CHECK(there.place == (by_row ? std::nullopt : std::optional<std::size_t>(3)));
    CHECK(there.batch == here.batch);
    REQUIRE(there.numbers);
    REQUIRE(here.numbers);
    CHECK(there.numbers->row == here.numbers->row);
    CHECK(there.numbers->loss == here.numbers->loss);
    CHECK(there.numbers->after == here.numbers->after);
    CHECK(there.numbers->gradient == here.numbers->gradient);
    CHECK(there.numbers->settings == here.numbers->settings);
    REQUIRE(there.numbers->layers.size() == 2);
    CHECK(there.numbers->layers[0].sums == here.numbers->layers[0].sums);
    CHECK(there.numbers->layers[1].deltas == here.numbers->layers[1].deltas);
    CHECK(worker.runner.latest().parameters == frame.latest().parameters);
  }
}

TEST_CASE("why a run has stopped comes through") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(TrainerCommand{SetStop{{"accuracy", {{"accuracy", 0.5}}}}});
  worker.runner.send(SetSpeed{{Speed::Unit::unlimited, 0}});
  worker.runner.send(Play{});
  for (int i = 0; i < 1000 && !worker.runner.latest().stopped; ++i) {
    worker.after_turns(1);
    worker.now += 0.01;
  }
  REQUIRE(worker.runner.latest().stopped);
  const StopReason& why = *worker.runner.latest().stopped;
  CHECK(why.rule == "accuracy");
  CHECK(why.epoch == worker.runner.latest().epoch);
  CHECK(why.value > why.limit);
  CHECK(why.limit == 0.5);
  CHECK(why.on_test);
  CHECK_FALSE(worker.runner.latest().playing);
}

TEST_CASE("nothing moves while a run is held") {
  Worker worker;
  worker.runner.send(StartRun{trainer_of(small_spec())});
  worker.runner.send(Play{});
  worker.runner.send(Hold{true});
  for (int i = 0; i < 10; ++i, worker.now += 0.1) worker.after_turns(1);
  CHECK(worker.runner.latest().step == 0);
  CHECK(worker.server.next_in() < 0);
  worker.runner.send(Hold{false});
  for (int i = 0; i < 10; ++i, worker.now += 0.1) worker.after_turns(1);
  CHECK(worker.runner.latest().step > 0);
}

TEST_CASE("bytes that are no message are none") {
  const std::vector<std::byte> message = to_bytes(ToEngine{Order{1, StartRun{trainer_of(small_spec())}}});
  for (std::size_t length = 0; length < message.size(); length += 7)
    CHECK_FALSE(engine_message_from(std::span(message).first(length)));
  CHECK_FALSE(update_from({}));
}

TEST_CASE("a message of many numbers takes their room once") {
  Spec spec = small_spec();
  spec.data.points = 5000;
  const std::vector<std::byte> message = to_bytes(ToEngine{Order{1, StartRun{trainer_of(spec)}}});
  CHECK(message.size() > std::size_t{5000} * 3 * sizeof(double));
  CHECK(message.capacity() - message.size() < 5000);
  CHECK(engine_message_from(message));
}

TEST_CASE("a run on a thread is the run in the frame, and wakes the page") {
  FrameRunner frame;
  frame.send(StartRun{trainer_of(small_spec())});
  frame.send(Advance{500});
  while (frame.busy()) frame.pump(1);

  std::atomic<int> woken = 0;
  RemoteRunner runner(std::make_unique<ThreadLink>([&] {
    ++woken;
    woken.notify_one();
  }));
  runner.send(StartRun{trainer_of(small_spec())});
  runner.send(Advance{500});
  for (int seen = 0; runner.latest().measured.step < 500;) {
    woken.wait(seen);
    seen = woken;
    runner.pump(0);
  }
  CHECK(runner.latest().parameters == frame.latest().parameters);
  CHECK(runner.latest().history.points().size() == frame.latest().history.points().size());
}

}  // namespace
}  // namespace gradlab::ui::test
