#include "shell/platform/worker_link.hpp"

#include <emscripten/em_js.h>

#include <deque>
#include <map>
#include <vector>

#include "shell/run/remote_runner.hpp"

// clang-format off
EM_JS(int, gradlab_js_start_engine, (), { return Module["gradlab"]?.["startEngine"]?.() ?? 0; });
EM_JS(void, gradlab_js_tell_engine, (int engine, const void* bytes, size_t size), { Module["gradlab"]["tellEngine"](engine, HEAPU8.slice(bytes, bytes + size)); });
EM_JS(void, gradlab_js_end_engine, (int engine), { Module["gradlab"]["endEngine"](engine); });
// clang-format on

namespace gradlab {
namespace {

class WorkerLink;
std::map<int, WorkerLink*>& links() {
  static std::map<int, WorkerLink*> by_engine;
  return by_engine;
}

class WorkerLink final : public ui::RunLink {
 public:
  explicit WorkerLink(int engine) : engine_(engine) { links()[engine_] = this; }
  ~WorkerLink() override {
    links().erase(engine_);
    gradlab_js_end_engine(engine_);
  }

  void post(ui::ToEngine message) override {
    const std::vector<std::byte> bytes = ui::to_bytes(message);
    gradlab_js_tell_engine(engine_, bytes.data(), bytes.size());
  }
  std::optional<ui::RunUpdate> receive() override {
    if (updates_.empty()) return std::nullopt;
    ui::RunUpdate update = std::move(updates_.front());
    updates_.pop_front();
    return update;
  }
  bool lost() const override { return lost_; }

  void arrived(std::span<const std::byte> bytes) {
    if (auto update = ui::update_from(bytes)) updates_.push_back(*std::move(update));
  }
  void lose() { lost_ = true; }

 private:
  int engine_;
  std::deque<ui::RunUpdate> updates_;
  bool lost_ = false;
};

WorkerLink* find_link(int engine) {
  const auto found = links().find(engine);
  return found == links().end() ? nullptr : found->second;
}

}  // namespace

std::unique_ptr<ui::Runner> make_worker_runner() {
  const int engine = gradlab_js_start_engine();
  if (engine == 0) return nullptr;
  return std::make_unique<ui::RemoteRunner>(std::make_unique<WorkerLink>(engine));
}

bool engine_said(int engine, std::span<const std::byte> bytes) {
  WorkerLink* const link = find_link(engine);
  if (link) link->arrived(bytes);
  return link != nullptr;
}

void engine_failed(int engine) {
  if (WorkerLink* const link = find_link(engine)) link->lose();
}

}  // namespace gradlab
