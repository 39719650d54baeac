// The worker's side of the program (web/engine.js): the same WebAssembly module, where nothing but these functions is
// called.
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "shell/run/run_server.hpp"
#include "shell/web_interface.hpp"

// clang-format off
EM_JS(void, gradlab_js_engine_says, (const void* bytes, size_t size), { Module["gradlab"]["say"](HEAPU8.slice(bytes, bytes + size)); });
// clang-format on

namespace {

gradlab::ui::RunServer& server() {
  static gradlab::ui::RunServer the_server;
  return the_server;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void gradlab_engine_receive(std::uint8_t* bytes, std::size_t size) {
  if (auto message = gradlab::ui::engine_message_from(std::as_bytes(std::span(bytes, size))))
    server().receive(*std::move(message));
  std::free(bytes);
}

EMSCRIPTEN_KEEPALIVE double gradlab_engine_turn() {
  server().work();
  if (const auto update = server().news()) {
    const std::vector<std::byte> bytes = gradlab::ui::to_bytes(*update);
    gradlab_js_engine_says(bytes.data(), bytes.size());
  }
  return server().next_in();
}
}
