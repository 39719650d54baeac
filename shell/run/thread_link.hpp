// An engine on a thread of its own.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "shell/run/remote_runner.hpp"

namespace gradlab::ui {

class ThreadLink final : public RunLink {
 public:
  /// wake: called on the engine's thread when an update has arrived; must not call back into the link.
  explicit ThreadLink(std::function<void()> wake);
  ~ThreadLink() override;

  void post(ToEngine message) override;
  std::optional<RunUpdate> receive() override;

 private:
  void work();
  bool take_messages(std::vector<ToEngine>& into, double wait_seconds);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable has_messages_;
  std::vector<ToEngine> messages_;  // guarded by mutex_, as is what follows
  std::deque<RunUpdate> updates_;
  bool ends_ = false;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace gradlab::ui
