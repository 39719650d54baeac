// The way to an engine that runs trials, and back: in the frame, a thread, or a worker.
#pragma once

#include <memory>
#include <optional>

#include "shell/run/trial_server.hpp"

namespace gradlab::ui {

class TrialLink {
 public:
  virtual ~TrialLink() = default;
  virtual void post(ToTrialEngine message) = 0;
  /// The next news that have arrived.
  virtual std::optional<TrialNews> receive() = 0;
  /// A moment to work, for an engine that has no time of its own.
  virtual void pump(double /*seconds*/) {}
  virtual bool needs_pump() const { return false; }
  /// There is nobody at the other end.
  virtual bool lost() const { return false; }

 protected:
  TrialLink() = default;
  TrialLink(const TrialLink&) = default;
  TrialLink& operator=(const TrialLink&) = default;
};

/// An engine in the page's own frames, where there is no other.
class TrialsInFrame final : public TrialLink {
 public:
  void post(ToTrialEngine message) override { server_.receive(std::move(message)); }
  std::optional<TrialNews> receive() override { return server_.news(); }
  void pump(double seconds) override { server_.work(seconds); }
  bool needs_pump() const override { return true; }

 private:
  TrialServer server_;
};

}  // namespace gradlab::ui
