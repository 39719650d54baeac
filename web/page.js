// From an empty canvas to a running program.
import { Engines } from "./engines.js";
import { Download, MissingFile } from "./files.js";
import { keepGestures } from "./gestures.js";
import { makeHost, missingFileValues } from "./host.js";
import { Later, laterFile } from "./later.js";
import { Mirror } from "./mirror.js";
import { takeFiles } from "./own_file.js";
import { onPixelsChange } from "./pixels.js";
import { Program } from "./program.js";
import { hideScreen, showMessage, showProgress } from "./screen.js";
import { peekSettings, readSettings } from "./settings.js";
import { missingFeature, takeContext } from "./support.js";
import { isForInput, Typing } from "./typing.js";
import { hasWord, languageOf, say, setLanguage } from "./words.js";

const firstFonts = ["fonts/ui-regular.ttf", "fonts/ui-semibold.ttf", "fonts/math-regular.otf", "fonts/math-italic.otf"];
// What split.mjs keeps in the first part.
const firstPage = "functions";
const chineseFiles = ["fonts/cjk.otf", "strings/zh.json"];
const barColours = { light: "#ffffff", dark: "#1b1e24" };

const canvas = document.getElementById("canvas");
const mirrorRoot = document.getElementById("mirror");
const input = document.getElementById("typing");
const reload = ["web.reload", () => location.reload()];
const prefers = (what) => matchMedia(`(prefers-${what})`).matches;

function stopWith(id, values, action) {
  showMessage(id, values, action);
  mirrorRoot.replaceChildren();
}

function crash(reason) {
  stopWith("crashed", { reason: String(reason?.message ?? reason) }, reload);
}

async function download(language, whole) {
  const assets = language === "zh" ? [...firstFonts, ...chineseFiles] : firstFonts;
  const later = whole ? [laterFile] : [];
  const files = new Download(["gradlab.js", "gradlab.wasm", ...later, ...assets], showProgress);
  const [code, compiled, compiledLater, ...bytes] = await Promise.all([
    files.module("gradlab.js"),
    files.wasm("gradlab.wasm"),
    whole ? files.wasm(laterFile) : null,
    ...assets.map((name) => files.bytes(name)),
  ]);
  return { makeModule: code.default, compiled, compiledLater, assets: assets.map((name, i) => [name, bytes[i]]) };
}

async function makeProgram({ makeModule, compiled, compiledLater, assets }, parts) {
  const later = new Later();
  later.compiled = compiledLater;
  parts.later = later;
  parts.engines = new Engines(() => [compiled, later.compiled], () => parts.program);
  const module = await makeModule({
    canvas,
    gradlab: makeHost(parts),
    onAbort: crash,
    instantiateWasm: (imports, receive) => {
      later.start(compiled, imports).then((instance) => receive(instance, compiled), crash);
      return {};
    },
  });
  if (compiledLater) await later.join();
  const program = new Program(module);
  for (const [name, bytes] of assets) program.giveAsset(name, bytes);
  return program;
}

// The document says the same as the program: language, title, colours.
function reflect(program) {
  const theme = program.theme();
  const root = document.documentElement;
  setLanguage(program.language());
  const page = `page.${program.page()}`;
  const title = hasWord(page) ? `${say(page)} · Gradlab` : say("web.title");
  if (document.title !== title) document.title = title;
  const label = say("web.controls");
  if (mirrorRoot.getAttribute("aria-label") !== label) mirrorRoot.setAttribute("aria-label", label);
  if (root.dataset.theme === theme) return;
  root.dataset.theme = theme;
  const [first, ...others] = document.querySelectorAll('meta[name="theme-color"]');
  for (const other of others) other.remove();
  first.removeAttribute("media");
  first.content = barColours[theme] ?? barColours.light;
}

function keepKeys() {
  const ours = (event) => event.target instanceof Element && event.target.closest("#screen, #notices");
  for (const type of ["keydown", "keypress", "keyup"]) {
    addEventListener(
      type,
      (event) => {
        if (ours(event) || isForInput(event, input)) event.stopImmediatePropagation();
      },
      true,
    );
  }
}

function openKeyboardOnTouch(parts) {
  canvas.addEventListener("touchend", (event) => {
    const { clientX: x, clientY: y } = event.changedTouches[0];
    const isHere = ({ rect: [x0, y0, x1, y1] }) => x >= x0 && x < x1 && y >= y0 && y < y1;
    const isField = ({ role, enabled }) => enabled && (role === "textbox" || role === "spinbutton");
    const record = parts.mirror?.records.find((each) => isField(each) && isHere(each));
    if (record) parts.typing.expect(record);
  });
}

// The browser would give the keyboard to whatever is pressed. While a field of the program is edited, the program
// itself says when that ends.
function keepKeyboardOnPress(parts) {
  canvas.addEventListener("mousedown", (event) => {
    if (parts.typing?.isEditing()) event.preventDefault();
  });
}

function watchForTrouble() {
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    stopWith("context_lost", {}, reload);
  });
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) crash(error);
    if (error instanceof MissingFile) stopWith("missing_file", missingFileValues(error), reload);
  });
}

// Whoever does anything will soon want the rest. If it does not arrive, the first call of it says so.
function loadTheRestOnInput(later) {
  const signs = ["pointermove", "pointerdown", "keydown", "wheel", "focusin"];
  const load = () => {
    for (const sign of signs) removeEventListener(sign, load, true);
    later.join().catch(() => {});
  };
  for (const sign of signs) addEventListener(sign, load, true);
}

async function start() {
  const settings = readSettings();
  const peeked = peekSettings(settings);
  const language = peeked.language ?? languageOf(navigator.language);
  setLanguage(language);
  if (peeked.theme) document.documentElement.dataset.theme = peeked.theme;

  const missing = missingFeature() ?? (takeContext(canvas) ? null : "no_webgl");
  if (missing) {
    stopWith(missing, {}, null);
    return;
  }
  showProgress(0);

  const parts = {};
  // Before the program adds its own listeners to the same places.
  keepKeys();
  keepGestures(canvas);
  openKeyboardOnTouch(parts);
  keepKeyboardOnPress(parts);

  const elsewhere = (peeked.page !== undefined && peeked.page !== firstPage) || peeked.hasView || location.hash.length > 1;
  const program = await makeProgram(await download(language, elsewhere), parts);
  parts.program = program;
  parts.typing = new Typing(input, program);
  program.giveSettings(settings);
  if (!program.start(navigator.language, prefers("color-scheme: dark"), prefers("reduced-motion: reduce"))) {
    stopWith("no_webgl", {}, null);
    return;
  }
  const openFragment = () => location.hash.length > 1 && program.openLink(location.hash);
  openFragment();
  addEventListener("hashchange", openFragment);
  performance.mark("gradlab-first-frame");
  hideScreen();
  parts.mirror = new Mirror(mirrorRoot, program, () => reflect(program));
  parts.mirror.frame();
  reflect(program);
  watchForTrouble();
  loadTheRestOnInput(parts.later);
  takeFiles(program, () => parts.typing.isEditing());
  onPixelsChange(() => program.wake());
  document.addEventListener("visibilitychange", () => program.setVisible(!document.hidden));
  // For the tests and for the curious at the browser's console.
  globalThis.gradlab = Object.assign(program, {
    fetches: () => parts.underway.size > 0,
    isMirrored: () => parts.mirror.isCurrent(),
  });
}

start().catch((error) => {
  if (error instanceof MissingFile) {
    stopWith("missing_file", missingFileValues(error), ["web.retry", reload[1]]);
    return;
  }
  console.error(error);
  crash(error);
});
