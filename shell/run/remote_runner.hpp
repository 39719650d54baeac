// A runner whose engine works elsewhere. What was asked for shows at once, before the engine has answered: a button
// that was pressed must not look as it did before.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "shell/run/run_message.hpp"

namespace gradlab::ui {

/// The way to an engine and back: a thread, or a worker.
class RunLink {
 public:
  virtual ~RunLink() = default;
  virtual void post(ToEngine message) = 0;
  /// The next update that has arrived.
  virtual std::optional<RunUpdate> receive() = 0;
  /// There is nobody at the other end.
  virtual bool lost() const { return false; }

 protected:
  RunLink() = default;
  RunLink(const RunLink&) = default;
  RunLink& operator=(const RunLink&) = default;
};

class RemoteRunner final : public Runner {
 public:
  explicit RemoteRunner(std::unique_ptr<RunLink> link) : link_(std::move(link)) {}

  void send(RunCommand command) override;
  void pump(double budget_seconds) override;
  const RunState& latest() const override { return state_; }
  bool busy() const override { return false; }
  bool expects_news() const override { return heard_ < orders_ || !rests_; }
  bool lost() const override { return link_->lost(); }

 private:
  void show_start(const StartRun& start);
  void show(RunUpdate update);

  std::unique_ptr<RunLink> link_;
  RunState state_;
  bool has_run_ = false;
  std::uint64_t orders_ = 0, heard_ = 0;
  bool rests_ = true;  // the engine, when it was last heard of
  std::uint64_t engine_version_ = 0;
  std::uint64_t start_order_ = 0;    // of the latest StartRun: what was said before it is of another run
  std::uint64_t playing_order_ = 0;  // of the latest Play or Pause
};

}  // namespace gradlab::ui
