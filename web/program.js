// The compiled program, as the page sees it: shell/web_interface.hpp in JavaScript.
export class Program {
  #module;

  constructor(module) {
    this.#module = module;
  }

  #call(name, result, types = [], values = []) {
    return this.#module.ccall(`gradlab_${name}`, result, types, values);
  }

  giveAsset(name, bytes) {
    this.#call("asset", null, ["string", "number", "number"], [name, this.#copyIn(bytes), bytes.length]);
  }

  #copyIn(bytes) {
    const at = this.#call("allocate", "number", ["number"], [bytes.length]);
    // Asking for memory may have moved it, so the view is taken only now.
    this.#module.HEAPU8.set(bytes, at);
    return at;
  }

  giveFile(name, bytes) {
    this.#call("file", null, ["string", "number", "number"], [name, this.#copyIn(bytes), bytes.length]);
  }

  engineSaid(engine, bytes) {
    this.#call("engine_said", null, ["number", "number", "number"], [engine, this.#copyIn(bytes), bytes.length]);
  }

  engineFailed(engine) {
    this.#call("engine_failed", null, ["number"], [engine]);
  }

  setVisible(visible) {
    this.#call("visible", null, ["number"], [visible ? 1 : 0]);
  }

  giveSettings(json) {
    this.#call("settings", null, ["string"], [json]);
  }

  start(language, dark, reducedMotion) {
    return this.#call("start", "number", ["string", "number", "number"], [language, Number(dark), Number(reducedMotion)]) === 1;
  }

  frames() {
    return this.#call("frames", "number");
  }

  // Seconds; 0: at once, negative: none before something happens.
  nextFrameIn() {
    return this.#call("next_frame_in", "number");
  }

  // What was done has not been drawn to its end.
  isRestless() {
    return this.#call("is_restless", "number") === 1;
  }

  // Its training in a worker is going to say something.
  expectsNews() {
    return this.#call("expects_news", "number") === 1;
  }

  wake() {
    this.#call("wake", null);
  }

  // Text, so that a list that has not changed need not be read again.
  controlsText() {
    return this.#call("controls", "string");
  }

  controls() {
    return JSON.parse(this.controlsText());
  }

  activate(id) {
    this.#call("activate", null, ["string"], [id]);
  }

  setValue(id, text) {
    this.#call("set_value", null, ["string", "string"], [id, text]);
  }

  focus(id) {
    this.#call("focus", null, ["string"], [id]);
  }

  page() {
    return this.#call("page", "string");
  }

  openPage(id) {
    return this.#call("open_page", "number", ["string"], [id]) === 1;
  }

  openLink(link) {
    return this.#call("open_link", "number", ["string"], [link]) === 1;
  }

  link() {
    return this.#call("link", "string");
  }

  language() {
    return this.#call("language", "string");
  }

  theme() {
    return this.#call("theme", "string");
  }

  type(text) {
    this.#call("type", null, ["string"], [text]);
  }
}
