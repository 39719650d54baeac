// Engines on threads: one for a run, and those for the trials of a race.
#pragma once

#include "shell/run/engine_thread.hpp"
#include "shell/run/remote_runner.hpp"
#include "shell/run/run_server.hpp"
#include "shell/run/trial_link.hpp"

namespace gradlab::ui {

class ThreadLink final : public RunLink {
 public:
  /// wake: as EngineThread says.
  explicit ThreadLink(std::function<void()> wake) : thread_(std::move(wake)) {}
  void post(ToEngine message) override { thread_.post(std::move(message)); }
  std::optional<RunUpdate> receive() override { return thread_.receive(); }

 private:
  EngineThread<RunServer> thread_;
};

class TrialThread final : public TrialLink {
 public:
  explicit TrialThread(std::function<void()> wake) : thread_(std::move(wake)) {}
  void post(ToTrialEngine message) override { thread_.post(std::move(message)); }
  std::optional<TrialNews> receive() override { return thread_.receive(); }

 private:
  EngineThread<TrialServer> thread_;
};

}  // namespace gradlab::ui
