#include "shell/platform/worker_link.hpp"

#include <emscripten/em_js.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "shell/run/remote_runner.hpp"

// clang-format off
EM_JS(int, gradlab_js_start_engine, (), { return Module["gradlab"]?.["startEngine"]?.() ?? 0; });
EM_JS(void, gradlab_js_tell_engine, (int engine, const void* bytes, size_t size), { Module["gradlab"]["tellEngine"](engine, HEAPU8.slice(bytes, bytes + size)); });
EM_JS(int, gradlab_js_cores, (), { return navigator.hardwareConcurrency ?? 2; });
EM_JS(void, gradlab_js_end_engine, (int engine), { Module["gradlab"]["endEngine"](engine); });
// clang-format on

namespace gradlab {
namespace {

/// A worker, as bytes that go there and come back.
class WorkerEngine {
 public:
  using Take = std::function<void(std::span<const std::byte>)>;

  /// take: is given what comes back, when it comes.
  WorkerEngine(int number, Take take);
  ~WorkerEngine();
  WorkerEngine(const WorkerEngine&) = delete;
  WorkerEngine& operator=(const WorkerEngine&) = delete;

  void post(const std::vector<std::byte>& bytes) { gradlab_js_tell_engine(number_, bytes.data(), bytes.size()); }
  void take(std::span<const std::byte> bytes) { take_(bytes); }
  bool lost() const { return lost_; }
  void lose() { lost_ = true; }

 private:
  int number_;
  Take take_;
  bool lost_ = false;
};

std::map<int, WorkerEngine*>& engines() {
  static std::map<int, WorkerEngine*> by_number;
  return by_number;
}

WorkerEngine::WorkerEngine(int number, Take take) : number_(number), take_(std::move(take)) {
  engines()[number_] = this;
}
WorkerEngine::~WorkerEngine() {
  engines().erase(number_);
  gradlab_js_end_engine(number_);
}

/// What arrives at a worker's page, read as `Update` when it arrives: its bytes are copied once, and not in a frame.
template <class Base, class Message, class Update, std::optional<Update> (*read)(std::span<const std::byte>)>
class WorkerLink final : public Base {
 public:
  explicit WorkerLink(int engine) : engine_(engine, [this](std::span<const std::byte> bytes) { take(bytes); }) {}

  void post(Message message) override { engine_.post(to_bytes(message)); }
  std::optional<Update> receive() override {
    if (updates_.empty()) return std::nullopt;
    Update update = std::move(updates_.front());
    updates_.pop_front();
    return update;
  }
  bool lost() const override { return engine_.lost(); }

 private:
  void take(std::span<const std::byte> bytes) {
    if (auto update = read(bytes)) updates_.push_back(*std::move(update));
  }

  std::deque<Update> updates_;
  WorkerEngine engine_;
};

using RunWorker = WorkerLink<ui::RunLink, ui::ToEngine, ui::RunUpdate, ui::update_from>;
using TrialWorker = WorkerLink<ui::TrialLink, ui::ToTrialEngine, ui::TrialNews, ui::trial_news_from>;

template <class Link>
std::unique_ptr<Link> start() {
  const int engine = gradlab_js_start_engine();
  return engine == 0 ? nullptr : std::make_unique<Link>(engine);
}

WorkerEngine* find_engine(int number) {
  const auto found = engines().find(number);
  return found == engines().end() ? nullptr : found->second;
}

}  // namespace

std::unique_ptr<ui::Runner> make_worker_runner() {
  auto link = start<RunWorker>();
  if (!link) return nullptr;
  return std::make_unique<ui::RemoteRunner>(std::move(link));
}

ui::TrialEngines worker_engines() {
  return {[] { return start<TrialWorker>(); },
          std::clamp<std::size_t>(static_cast<std::size_t>(gradlab_js_cores()), 2, 9) - 1};
}

bool engine_said(int engine, std::span<const std::byte> bytes) {
  WorkerEngine* const found = find_engine(engine);
  if (found) found->take(bytes);
  return found != nullptr;
}

void engine_failed(int engine) {
  if (WorkerEngine* const found = find_engine(engine)) found->lose();
}

}  // namespace gradlab
