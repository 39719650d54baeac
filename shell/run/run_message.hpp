// What a page and an engine elsewhere (run_server.hpp) say to each other, and the same as bytes for a worker, which
// shares no memory with the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "shell/run/run.hpp"

namespace gradlab::ui {

/// A command with its place in the order of all that were sent, from 1.
struct Order {
  std::uint64_t number = 0;
  RunCommand command;
};
struct Seen {};  ///< the page has taken the latest update: it is ready for another
using ToEngine = std::variant<Order, Seen>;

/// How a run stands, and what of its history is new.
struct RunUpdate {
  std::uint64_t heard = 0;           ///< number of the latest order that is in here
  RunState state;                    ///< its history holds only what is new
  std::uint64_t history_before = 0;  ///< moments that were sent earlier; 0: the history begins anew
  bool has_findings = false;         ///< state.findings and state.look are new
  bool rests = true;                 ///< the engine has nothing more to do before it is told something
};

/// Bytes mean the same to programs of one build only.
std::vector<std::byte> to_bytes(const ToEngine& message);
std::vector<std::byte> to_bytes(const RunUpdate& update);
/// Nothing if the bytes are not a message.
std::optional<ToEngine> engine_message_from(std::span<const std::byte> bytes);
std::optional<RunUpdate> update_from(std::span<const std::byte> bytes);

}  // namespace gradlab::ui
