// Drives the page as a person does: finds a control by its id in the program's own list and uses mouse and keyboard
// at its place. Waits for conditions, never for time.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { lookAway, paintOnDemand, watch } from "./painting.mjs";
import { artefacts, serveInSubfolder } from "./site.mjs";

const patience = 60_000;

// For a trial: the page as on a machine so many times slower.
const slowness = Number(process.env.GRADLAB_SLOW ?? 1);

// Browser and server for all tests of a file.
export async function openLaboratory(flags) {
  const [server, browser] = await Promise.all([serveInSubfolder(), launch(flags)]);
  return {
    address: server.address,
    browser,
    // A fresh visitor, who asked for little motion unless said otherwise: pictures then stand still at once.
    // It is painted for pictures only, or always if `painted`. `prepare` may do something to the page before it goes anywhere,
    // which is to the front or where a `link` says; then `page` is opened.
    async visit({ language = "en-US", width = 1440, height = 900, ratio = 1, dark = false, motion = false, painted = false, prepare, ready = true, link, page, ...more } = {}) {
      const context = await browser.newContext({
        locale: language,
        viewport: { width, height },
        deviceScaleFactor: ratio,
        colorScheme: dark ? "dark" : "light",
        reducedMotion: motion ? "no-preference" : "reduce",
        ...more,
      });
      const visit = new Visit(context, await context.newPage(), server.address, painted);
      if (!painted) await visit.page.addInitScript(paintOnDemand);
      await prepare?.(visit.page);
      if (slowness > 1) {
        const session = await context.newCDPSession(visit.page);
        await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
      }
      await visit.go(link);
      if (ready) await visit.untilReady();
      if (page) await visit.openPage(page);
      return visit;
    },
    // A fresh visitor of one page.
    open(page, options) {
      return this.visit({ ...options, page });
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

const center = ({ rect: [x0, y0, x1, y1] }) => ({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 });

// The functions up to the class run in the page.

function nextControls() {
  return new Promise((done) => requestAnimationFrame(() => done(globalThis.gradlab.controls())));
}

// A control stands still when no frame is on its way, or when the next has left it where it was. Gives what is wrong as
// a string.
async function restingMiddle({ id, patience, usable }) {
  const program = globalThis.gradlab;
  const end = performance.now() + patience;
  let before = null;
  let wasAsked = false;
  let seen = "is not drawn";
  while (performance.now() < end) {
    const control = program.controls().find((each) => each.id === id);
    const place = control && { x: (control.rect[0] + control.rect[2]) / 2, y: (control.rect[1] + control.rect[3]) / 2 };
    const isInside = place && place.x > 0 && place.y > 0 && place.x < innerWidth && place.y < innerHeight;
    if (place && !isInside && !wasAsked) {
      wasAsked = true;
      program.focus(id);
    }
    const rests = before && place && before.x === place.x && before.y === place.y;
    if (control) seen = !isInside ? "is outside of the window" : usable && !control.enabled ? "cannot be used" : "moves all the time";
    if (isInside && !program.isRestless() && (rests || program.nextFrameIn() !== 0) && (!usable || control.enabled)) return place;
    before = place;
    await new Promise(requestAnimationFrame);
  }
  return `${id} ${seen}`;
}

// Gives what is wrong. A frame that comes later than soon does not belong to what was done: it shows an explanation or
// writes down what was set.
async function untilCalm({ state, patience }) {
  const soon = 0.2;
  const program = globalThis.gradlab;
  // Where the program has not begun, or could not, there is nothing to wait for.
  if (!program) return "";
  const first = program.frames();
  const waits = () => {
    if (program.isRestless() && (state !== "seen" || program.frames() === first)) return "something that was done is not drawn";
    if (state === "seen" || state === "taken") return "";
    const next = program.nextFrameIn();
    if (next >= 0 && (next < soon || state === "at rest")) return "there is always another frame to come";
    if (program.expectsNews()) return "the worker has more to say";
    if (program.fetches()) return "a file is on its way";
    return state !== "settled" && !program.isMirrored() ? "the document is behind" : "";
  };
  for (const end = performance.now() + patience; waits(); ) {
    if (performance.now() > end) return `waited in vain to be ${state}: ${waits()}`;
    await new Promise(requestAnimationFrame);
  }
  return "";
}

export class Visit {
  // What went wrong in the page, in the order it happened: a test that expects nothing compares with [].
  troubles = [];
  requests = [];
  #tapNow;

  constructor(context, page, address, painted) {
    Object.assign(this, { context, page, address, painted });
    page.setDefaultTimeout(patience);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.troubles.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.troubles.push(`uncaught: ${error.message}`));
    page.on("requestfailed", (request) => {
      // Whoever leaves a page or loads it again gives up what was still on its way: the icon, on a fast machine.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") this.troubles.push(`failed: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.troubles.push(`${response.status()}: ${response.url()}`);
    });
    page.on("request", (request) => this.requests.push(request.url()));
    this.#waitAfter(page.mouse, ["move"], "seen");
    this.#waitAfter(page.mouse, ["down", "up", "click", "dblclick", "wheel"], "taken");
    this.#waitAfter(page.keyboard, ["down", "up", "press", "type", "insertText"], "taken");
    this.#tapNow = page.touchscreen.tap.bind(page.touchscreen);
    this.#waitAfter(page.touchscreen, ["tap"], "taken");
  }

  #waitAfter(device, deeds, state) {
    for (const deed of deeds) {
      const act = device[deed].bind(device);
      device[deed] = async (...how) => {
        await act(...how);
        await this.#calm(state);
      };
    }
  }

  go(link = this.address) {
    return this.page.goto(link);
  }

  untilReady() {
    return this.page.waitForFunction(() => globalThis.gradlab?.frames() > 0);
  }

  controls() {
    return this.page.evaluate(() => globalThis.gradlab.controls());
  }

  async find(id) {
    return (await this.controls()).find((control) => control.id === id) ?? null;
  }

  // The record of a control, waiting until it is drawn.
  async control(id) {
    const list = await this.until((all) => all.some((each) => each.id === id), `${id} is drawn`);
    return list.find((each) => each.id === id);
  }

  // Waits until `condition(controls)` holds, asking again after each frame of the browser. Gives the list for which it
  // does.
  async until(condition, what = String(condition)) {
    const end = Date.now() + patience;
    for (let list = await this.controls(); ; list = await this.page.evaluate(nextControls)) {
      if (condition(list)) return list;
      if (Date.now() > end) {
        const seen = list.map(({ id, value }) => `${id}=${value}`).join(" ");
        throw new Error(`waited in vain until ${what}; on the page: ${seen}`);
      }
    }
  }

  untilValue(id, value) {
    return this.until((list) => list.some((each) => each.id === id && each.value === value), `${id} = ${value}`);
  }

  untilNumber(id, holds) {
    return this.until((list) => {
      const found = list.find((each) => each.id === id);
      return found && holds(readNumber(found.value));
    }, `${id}: ${holds}`);
  }

  untilGone(id) {
    return this.until((list) => !list.some((each) => each.id === id), `${id} is gone`);
  }

  // Asks the page until the answer is as wanted, and gives it. For what no frame announces: document, storage, clipboard.
  async eventually(ask, holds, what = String(holds)) {
    const end = Date.now() + patience;
    for (;;) {
      const answer = await ask();
      if (holds(answer)) return answer;
      if (Date.now() > end) throw new Error(`waited in vain until ${what}; the answer is ${JSON.stringify(answer)}`);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  async value(id) {
    return (await this.control(id)).value;
  }

  async number(id) {
    return readNumber(await this.value(id));
  }

  // Where to point at a control, in the window, once it stands still: what is scrolled away is brought there first.
  async middle(id, usable = false) {
    const place = await this.page.evaluate(restingMiddle, { id, patience, usable });
    if (typeof place === "string") throw new Error(place);
    return place;
  }

  restingMiddle(id) {
    return this.middle(id);
  }

  // As a person, who looks before pressing: what the pointer uncovers may move the control away from it.
  async click(id) {
    for (const end = Date.now() + patience; Date.now() < end; ) {
      const { x, y } = await this.middle(id, true);
      await this.page.mouse.move(x, y);
      const now = await this.find(id);
      if (now && center(now).x === x && center(now).y === y) return this.page.mouse.click(x, y);
    }
    throw new Error(`${id} moves away from the pointer`);
  }

  // Writes into a field in place of what is there; `instead`: after it.
  async typeInto(id, text, instead = true) {
    await this.click(id);
    await this.page.waitForFunction(() => document.activeElement?.id === "typing");
    if (instead) await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  // Two taps as quick as fingers are, however long a frame takes.
  async doubleTap(id) {
    const { x, y } = await this.middle(id, true);
    await this.#tapNow(x, y);
    await this.#tapNow(x, y);
    await this.taken();
  }

  async tap(id) {
    const { x, y } = await this.middle(id, true);
    await this.page.touchscreen.tap(x, y);
  }

  async setValue(id, text) {
    await this.control(id);
    await this.page.evaluate(([name, value]) => globalThis.gradlab.setValue(name, value), [id, text]);
    await this.taken();
  }

  // As assistive technology does it: no pointer moves.
  async activate(id) {
    await this.control(id);
    await this.page.evaluate((name) => globalThis.gradlab.activate(name), id);
    await this.taken();
  }

  // By the switch in the top bar, which a phone has in another form.
  async setLanguage(language) {
    const wide = (await this.find("app.language")) !== null;
    await this.click(wide ? `app.language:${language}` : "app.other_language");
    await this.page.waitForFunction((wanted) => globalThis.gradlab.language() === wanted, language);
    await this.settled();
  }

  // The pages that have a tab.
  async pages() {
    const list = await this.controls();
    return list.filter(({ id }) => id.startsWith("app.page:")).map(({ id }) => id.slice("app.page:".length));
  }

  async openPage(id) {
    await this.page.evaluate((name) => globalThis.gradlab.openPage(name), id);
    await this.page.waitForFunction((name) => globalThis.gradlab.page() === name, id);
    await this.settled();
  }

  // Opens a page as a link describes it; gives whether it was taken.
  async openView(page, view) {
    const link = `#${page}/${Buffer.from(JSON.stringify(view)).toString("base64url")}`;
    const isTaken = await this.page.evaluate((text) => globalThis.gradlab.openLink(text), link);
    await this.settled();
    return isTaken;
  }

  // What a link made now says of the page.
  async view() {
    const link = await this.page.evaluate(() => globalThis.gradlab.link());
    return JSON.parse(Buffer.from(link.split("/").at(-1), "base64url").toString());
  }

  // With the mouse, from a place in the window by so many pixels.
  async drag(from, dx, dy = 0) {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
    await this.page.mouse.up();
    await this.settled();
  }

  // How many frames the program draws while the browser could draw `chances`.
  framesDuring(chances) {
    return this.page.evaluate(async (count) => {
      const before = globalThis.gradlab.frames();
      for (let i = 0; i < count; ++i) await new Promise(requestAnimationFrame);
      return globalThis.gradlab.frames() - before;
    }, chances);
  }

  // Waits until the program has drawn to its end what was done: also while it trains. Mouse, keyboard and fingers wait
  // for that by themselves; where the pointer is moved, for the first frame that knows.
  taken() {
    return this.#calm("taken");
  }

  // Waits until what is shown changes no more by itself: everything drawn, every answer of the worker there, every file
  // that was asked for. An explanation may still show after a moment. Not for a page that trains.
  settled() {
    return this.#calm("settled");
  }

  // The same, and the document says of it what there is to say: language, title, colours, the accessible list.
  mirrored() {
    return this.#calm("mirrored");
  }

  // Waits until nothing more is going to happen, here too: no explanation that shows after a moment, nothing to write down.
  atRest() {
    return this.#calm("at rest");
  }

  async #calm(state) {
    const trouble = await this.page.evaluate(untilCalm, { state, patience });
    if (trouble) throw new Error(trouble);
  }

  // What the browser downloads while `deed` is done: its name and its bytes.
  async downloaded(deed) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), deed()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  // What a click puts on the clipboard, for a visitor who may read it.
  async copied(id, holds = (text) => text !== "") {
    await this.page.evaluate(() => navigator.clipboard.writeText(""));
    await this.click(id);
    return this.eventually(() => this.page.evaluate(() => navigator.clipboard.readText()), holds, `${id} has copied`);
  }

  // Gives the page a file through the browser's own dialog, which `deed` opens.
  async choose(file, deed) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), deed()]);
    await chooser.setFiles(file);
  }

  // Of what is on the page now.
  async #screenshot(options) {
    if (this.painted) return this.page.screenshot(options);
    await this.page.evaluate(watch);
    const picture = await this.page.screenshot(options);
    await this.page.evaluate(lookAway);
    return picture;
  }

  picture(area) {
    return this.#screenshot(area && { clip: area });
  }

  async pictureOf(id) {
    const [x0, y0, x1, y1] = (await this.control(id)).rect;
    return this.picture({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
  }

  async keepPicture(name) {
    mkdirSync(artefacts, { recursive: true });
    return this.#screenshot({ path: join(artefacts, `${name}.png`) });
  }

  close() {
    return this.context.close();
  }
}

// "−1,234.5", "70 %" and "1.2e−3" as the program writes them.
export const readNumber = (text) => Number.parseFloat(text.replace(/−/g, "-").replace(/[,\s]/g, ""));
