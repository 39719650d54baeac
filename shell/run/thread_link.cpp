#include "shell/run/thread_link.hpp"

#include <chrono>
#include <utility>

#include "shell/run/run_server.hpp"

namespace gradlab::ui {

ThreadLink::ThreadLink(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { work(); }) {}

ThreadLink::~ThreadLink() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  has_messages_.notify_one();
  thread_.join();
}

void ThreadLink::post(ToEngine message) {
  {
    const std::scoped_lock lock(mutex_);
    messages_.push_back(std::move(message));
  }
  has_messages_.notify_one();
}

std::optional<RunUpdate> ThreadLink::receive() {
  const std::scoped_lock lock(mutex_);
  if (updates_.empty()) return std::nullopt;
  RunUpdate update = std::move(updates_.front());
  updates_.pop_front();
  return update;
}

/// Waits for messages, for ever if the time is negative; false when the end has come.
bool ThreadLink::take_messages(std::vector<ToEngine>& into, double wait_seconds) {
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

void ThreadLink::work() {
  RunServer server;
  std::vector<ToEngine> messages;
  while (take_messages(messages, server.next_in())) {
    for (ToEngine& message : messages) server.receive(std::move(message));
    server.work();
    if (std::optional<RunUpdate> update = server.news()) {
      {
        const std::scoped_lock lock(mutex_);
        updates_.push_back(*std::move(update));
      }
      wake_();
    }
  }
}

}  // namespace gradlab::ui
