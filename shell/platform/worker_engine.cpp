// The worker's side of the program (web/engine.js): the same WebAssembly module, where nothing but these functions is
// called. One engine serves a run or the trials of a race, as it is told.
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "shell/run/run_server.hpp"
#include "shell/run/trial_server.hpp"
#include "shell/web_interface.hpp"

// clang-format off
EM_JS(void, gradlab_js_engine_says, (const void* bytes, size_t size), { Module["gradlab"]["say"](HEAPU8.slice(bytes, bytes + size)); });
// clang-format on

namespace {

gradlab::ui::RunServer& server() {
  static gradlab::ui::RunServer the_server;
  return the_server;
}

gradlab::ui::TrialServer& trial_server() {
  static gradlab::ui::TrialServer the_server;
  return the_server;
}

void say(const std::vector<std::byte>& bytes) { gradlab_js_engine_says(bytes.data(), bytes.size()); }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void gradlab_engine_receive(std::uint8_t* bytes, std::size_t size) {
  const std::span<const std::byte> said = std::as_bytes(std::span(bytes, size));
  if (auto order = gradlab::ui::trial_message_from(said))
    trial_server().receive(*std::move(order));
  else if (auto message = gradlab::ui::engine_message_from(said))
    server().receive(*std::move(message));
  std::free(bytes);
}

EMSCRIPTEN_KEEPALIVE double gradlab_engine_turn() {
  if (trial_server().next_in() == 0) {
    trial_server().work();
    while (const auto news = trial_server().news()) say(gradlab::ui::to_bytes(*news));
    return trial_server().next_in();
  }
  server().work();
  if (const auto update = server().news()) say(gradlab::ui::to_bytes(*update));
  return server().next_in();
}
}
