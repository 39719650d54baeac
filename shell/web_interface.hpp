// What the browser page (web/*.js) and the program say to each other. Plain C names; strings are UTF-8.
//
// The module is an ES module (MODULARIZE, EXPORT_ES6), made with `{canvas, gradlab: host}`; main() only makes itself
// ready and draws nothing. The page then calls, in this order:
//   1. gradlab_asset(name, pointer, size) for "fonts/ui-regular.ttf", "fonts/ui-semibold.ttf", "fonts/math-italic.otf",
//      "fonts/math-regular.otf" (bytes copied to memory from gradlab_allocate(size); the program keeps and owns them).
//      "fonts/cjk.otf" and "strings/zh.json" may come at any later time; the program asks for them (host.requestAsset)
//      when Chinese first shows.
//   2. gradlab_settings(json): what host.saveSettings was given last time, or "" at the first visit.
//   3. gradlab_start(language, dark, reduced_motion): navigator.language, prefers-color-scheme: dark,
//   prefers-reduced-motion: reduce.
//      Language and theme are used only where the settings say nothing. Makes the WebGL 2 context and draws the first
//      frame. Returns 1, or 0 when there is no WebGL 2 (say so in plain words).
// From then on the program schedules its own frames: none while nothing changes.
//
// The program calls these functions of `host` (Module.gradlab); each may be missing:
//   host.saveSettings(json)       keep this text (localStorage) and hand it to gradlab_settings next time
//   host.requestAsset(name)       fetch this file and hand it to gradlab_asset, then call nothing else: a frame follows
//   host.copyText(text)           to the clipboard
//   host.askForFile()             let the person choose a file and hand it to gradlab_file
//   host.paintCharacter(text, em, strong)  a character that no file has, as {width, height, left, top, advance, pixels}
//                                 (PaintedGlyph in shell/ui/system_glyphs.hpp)
//   host.frame(number)            after each frame drawn (for the accessible mirror and tests; keep it cheap)
//   host.textInput(on, x, y, w, h) a text field has the keyboard (CSS px): show the on-screen keyboard on touch devices
//   host.startEngine()            a worker's number, 0 where there are none
//   host.tellEngine(number, bytes), host.endEngine(number)
//
//   host.saveFile(name, type, bytes)              a download
//   host.savePicture(name, svg)                   a drawing (text of an SVG file) as a download in pixels: PNG
//
// Values that can be passed from JS by ccall with "string" arguments are `const char*` below.
#pragma once

#ifdef __EMSCRIPTEN__

#include <cstddef>
#include <cstdint>

extern "C" {

/// Memory for an asset; hand it back through gradlab_asset.
std::uint8_t* gradlab_allocate(std::size_t size);
/// An asset has arrived: fonts are (re)loaded and a frame is drawn if the program runs.
void gradlab_asset(const char* name, std::uint8_t* bytes, std::size_t size);
/// A file that a person chose, dropped or pasted; the bytes come as those of an asset.
void gradlab_file(const char* name, std::uint8_t* bytes, std::size_t size);
void gradlab_settings(const char* json);
int gradlab_start(const char* language, int dark, int reduced_motion);

/// Frames drawn so far: stands still while nothing happens.
int gradlab_frames();
/// Seconds until the next frame: 0 while one is on its way, more where it waits for a time of the program's own (an
/// explanation that is about to show), negative: not before something happens.
double gradlab_next_frame_in();
/// 1 while something that was done has not been drawn to its end.
int gradlab_is_restless();
/// 1 while the page shown waits for word of its training in a worker: an answer, or the next steps of what it does.
int gradlab_expects_news();
/// Ask for a frame (after the page changed something the program cannot see).
void gradlab_wake();

/// The controls of the last frame as JSON (ControlRegistry::json); rects are in CSS px of the canvas. Valid until the
/// next call.
const char* gradlab_controls();
/// Act on a control by its id at the next frame.
void gradlab_activate(const char* id);
void gradlab_set_value(const char* id, const char* text);
void gradlab_focus(const char* id);

/// The page shown ("functions") and going to one; 1 if it exists.
const char* gradlab_page();
int gradlab_open_page(const char* id);
/// Opens what a link (the page's address or its fragment) shows; 0 where it is refused, and the program says why.
int gradlab_open_link(const char* link);
/// A link to what is shown now; empty on a page that has nothing to share.
const char* gradlab_link();
/// "en" or "zh": for the document's lang attribute.
const char* gradlab_language();
/// "light" or "dark": for the document's background and theme-color.
const char* gradlab_theme();

/// What a worker has said (host.startEngine() gives its number): bytes in memory from gradlab_allocate, which the
/// program frees. And that a worker could not be started, or broke off: the page trains itself then.
void gradlab_engine_said(int engine, std::uint8_t* bytes, std::size_t size);
void gradlab_engine_failed(int engine);
/// Idle time between frames, which the program has asked for.
void gradlab_leisure();
/// Whether anybody can see the page.
void gradlab_visible(int visible);

// In a worker, whose module is made with `{gradlab: {say(bytes)}}`: a message for the engine, in memory from
// gradlab_allocate, which it frees; and a moment of work, which returns the seconds until the next is wanted, negative:
// not before a message.
void gradlab_engine_receive(std::uint8_t* bytes, std::size_t size);
double gradlab_engine_turn();

/// Text from an on-screen keyboard or an input method goes to the field that has the keyboard.
void gradlab_type(const char* text);
}

#endif
