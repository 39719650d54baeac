// An engine on a thread of its own. Server: what works there (RunServer, TrialServer).
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace gradlab::ui {

template <class Server>
class EngineThread {
 public:
  using Message = typename Server::Message;
  using Update = typename Server::Update;

  /// wake: called on the engine's thread when an update has arrived; must not call back into the engine.
  explicit EngineThread(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { work(); }) {}
  ~EngineThread() {
    {
      const std::scoped_lock lock(mutex_);
      ends_ = true;
    }
    has_messages_.notify_one();
    thread_.join();
  }
  EngineThread(const EngineThread&) = delete;
  EngineThread& operator=(const EngineThread&) = delete;

  void post(Message message) {
    {
      const std::scoped_lock lock(mutex_);
      messages_.push_back(std::move(message));
    }
    has_messages_.notify_one();
  }

  /// The next update that has arrived.
  std::optional<Update> receive() {
    const std::scoped_lock lock(mutex_);
    if (updates_.empty()) return std::nullopt;
    Update update = std::move(updates_.front());
    updates_.pop_front();
    return update;
  }

 private:
  void work();
  bool take_messages(std::vector<Message>& into, double wait_seconds);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable has_messages_;
  std::vector<Message> messages_;  // guarded by mutex_, as is what follows
  std::deque<Update> updates_;
  bool ends_ = false;
  std::thread thread_;  // last: it uses the rest
};

/// Waits for messages, for ever if the time is negative; false when the end has come.
template <class Server>
bool EngineThread<Server>::take_messages(std::vector<Message>& into, double wait_seconds) {
  std::unique_lock lock(mutex_);
  const auto has_come = [this] { return ends_ || !messages_.empty(); };
  if (wait_seconds < 0) {
    has_messages_.wait(lock, has_come);
  } else if (wait_seconds > 0) {
    has_messages_.wait_for(lock, std::chrono::duration<double>(wait_seconds), has_come);
  }
  into = std::exchange(messages_, {});
  return !ends_;
}

template <class Server>
void EngineThread<Server>::work() {
  Server server;
  std::vector<Message> messages;
  while (take_messages(messages, server.next_in())) {
    for (Message& message : messages) server.receive(std::move(message));
    server.work();
    if (std::optional<Update> update = server.news()) {
      {
        const std::scoped_lock lock(mutex_);
        updates_.push_back(*std::move(update));
      }
      wake_();
    }
  }
}

}  // namespace gradlab::ui
