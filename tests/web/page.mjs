// Drives the page as a person does: finds a control by its id in the program's own list and uses mouse and keyboard
// at its place. Waits for conditions, never for time.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { artefacts, serveInSubfolder } from "./site.mjs";

const patience = 60_000;

// Browser and server for all tests of a file.
export async function openLaboratory(flags) {
  const [server, browser] = await Promise.all([serveInSubfolder(), launch(flags)]);
  return {
    address: server.address,
    browser,
    // A fresh visitor, who asked for little motion unless said otherwise: pictures then stand still at once.
    // `prepare` may do something to the page before it goes anywhere.
    async visit({ language = "en-US", width = 1440, height = 900, ratio = 1, dark = false, motion = false, prepare, ready = true, ...more } = {}) {
      const context = await browser.newContext({
        locale: language,
        viewport: { width, height },
        deviceScaleFactor: ratio,
        colorScheme: dark ? "dark" : "light",
        reducedMotion: motion ? "no-preference" : "reduce",
        ...more,
      });
      const visit = new Visit(context, await context.newPage(), server.address);
      await prepare?.(visit.page);
      await visit.go();
      if (ready) await visit.untilReady();
      return visit;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

export class Visit {
  // What went wrong in the page, in the order it happened: a test that expects nothing compares with [].
  troubles = [];
  requests = [];

  constructor(context, page, address) {
    Object.assign(this, { context, page, address });
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
  }

  go() {
    return this.page.goto(this.address);
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
    await this.until((list) => list.some((each) => each.id === id), `${id} is drawn`);
    return this.find(id);
  }

  // Waits until `condition(controls)` holds, asking again after each frame of the browser.
  async until(condition, what = String(condition)) {
    const end = Date.now() + patience;
    for (;;) {
      const list = await this.controls();
      if (condition(list)) return;
      if (Date.now() > end) {
        const seen = list.map(({ id, value }) => `${id}=${value}`).join(" ");
        throw new Error(`waited in vain until ${what}; on the page: ${seen}`);
      }
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
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

  async value(id) {
    return (await this.control(id)).value;
  }

  async number(id) {
    return readNumber(await this.value(id));
  }

  // Where to point at a control, in the window: what is scrolled away is brought there first.
  async middle(id) {
    const { width, height } = this.page.viewportSize();
    const point = ({ rect: [x0, y0, x1, y1] }) => ({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 });
    const isInside = ({ x, y }) => x > 0 && y > 0 && x < width && y < height;
    if (!isInside(point(await this.control(id)))) {
      await this.page.evaluate((name) => globalThis.gradlab.focus(name), id);
      await this.until((list) => isInside(point(list.find((each) => each.id === id))), `${id} is in the window`);
    }
    return point(await this.control(id));
  }

  // Where a control is once it stands still: a list that opens scrolls to what is chosen in its next frame.
  async restingMiddle(id) {
    let before = await this.middle(id);
    for (let tries = 0; tries < 20; ++tries) {
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const now = await this.middle(id);
      if (now.x === before.x && now.y === before.y) return now;
      before = now;
    }
    return before;
  }

  async click(id) {
    const { x, y } = await this.restingMiddle(id);
    await this.page.mouse.move(x, y);
    await this.page.mouse.click(x, y);
  }

  async setValue(id, text) {
    await this.control(id);
    await this.page.evaluate(([name, value]) => globalThis.gradlab.setValue(name, value), [id, text]);
  }

  // By the switch in the top bar, which a phone has in another form.
  async setLanguage(language) {
    const wide = (await this.find("app.language")) !== null;
    await this.click(wide ? `app.language:${language}` : "app.other_language");
    await this.page.waitForFunction((wanted) => globalThis.gradlab.language() === wanted, language);
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

  // Waits until the program draws no more frames by itself. Not for a page that trains.
  async settled() {
    while ((await this.framesDuring(15)) > 0);
  }

  // Waits until nothing is going to draw any more: no explanation that shows after a moment, nothing to write down.
  async atRest() {
    do {
      await this.page.waitForFunction(() => !globalThis.gradlab.expectsFrame());
    } while ((await this.framesDuring(15)) > 0);
  }

  // What the browser downloads while `deed` is done: its name and its bytes.
  async downloaded(deed) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), deed()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  // Gives the page a file through the browser's own dialog, which `deed` opens.
  async choose(file, deed) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), deed()]);
    await chooser.setFiles(file);
  }

  picture(area) {
    return this.page.screenshot(area && { clip: area });
  }

  async pictureOf(id) {
    const [x0, y0, x1, y1] = (await this.control(id)).rect;
    return this.picture({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
  }

  async keepPicture(name) {
    mkdirSync(artefacts, { recursive: true });
    return this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }

  close() {
    return this.context.close();
  }
}

// "−1,234.5", "70 %" and "1.2e−3" as the program writes them.
export const readNumber = (text) => Number.parseFloat(text.replace(/−/g, "-").replace(/[,\s]/g, ""));
