// The functions page beyond its curves, operated as a person does: frame, drag a number, signals, what is taken along,
// links.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";
import { readPng } from "./png.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function visitFunctions(options) {
  const visit = await lab.visit(options);
  await visit.openPage("functions");
  return visit;
}

async function openTool(visit, id) {
  await visit.click(`functions.tool:${id}`);
  await visit.settled();
}

// What the browser downloads while `deed` is done: its name and its bytes.
async function downloaded(visit, deed) {
  const [download] = await Promise.all([visit.page.waitForEvent("download"), deed()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

// What a link made now says of the page.
async function view(visit) {
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  return JSON.parse(Buffer.from(link.split("/").at(-1), "base64url").toString());
}

test("a drag with Shift frames what is shown, a double click fits again", async () => {
  const visit = await visitFunctions();
  await visit.settled();
  assert.equal((await view(visit)).view, undefined, "the first view is not one's own");
  const { x, y } = await visit.middle("functions.plot.f");
  const [x0, , x1] = (await visit.control("functions.plot.f")).rect;
  await visit.page.keyboard.down("Shift");
  await visit.page.mouse.move(x - 60, y - 50);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x + 60, y + 50, { steps: 6 });
  await visit.page.mouse.up();
  await visit.page.keyboard.up("Shift");
  await visit.settled();
  const [low, high] = (await view(visit)).view.x;
  const expected = (2 * 4.6 * 120) / (x1 - x0);
  assert.ok(Math.abs(high - low - expected) < 0.05 * expected, `${high - low}, not ${expected}`);
  await visit.page.mouse.dblclick(x, y);
  await visit.settled();
  assert.equal((await view(visit)).view, undefined, "the view was not fitted");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a click pins a point, which a link keeps", async () => {
  const visit = await visitFunctions();
  await visit.settled();
  const { x, y } = await visit.middle("functions.plot.f");
  await visit.page.mouse.move(x + 40, y + 90, { steps: 3 });
  await visit.page.mouse.click(x + 40, y + 90);
  await visit.settled();
  const { pin } = await view(visit);
  assert.ok(pin > 0.3 && pin < 2, `${pin}`);
  await visit.close();
});

test("one function alone over [-10, 10] takes three clicks", async () => {
  const visit = await visitFunctions();
  const { x, y } = await visit.restingMiddle("functions.choose[mish]");
  await visit.page.mouse.dblclick(x, y);
  await visit.click("functions.range");
  await visit.until((list) => list.filter(({ id }) => /^functions\.chip\[\w+\]$/.test(id)).length === 1, "one function is left");
  await visit.click("functions.open_look");
  assert.equal(await visit.number("functions.look.x[high]"), 10);
  await visit.close();
});

test("a number in the formula is dragged, and x follows", async () => {
  const visit = await visitFunctions();
  await visit.settled();
  const before = await visit.number("functions.x");
  const number = (await visit.controls()).find(({ id, role }) => id.startsWith("functions.number[f]") && role === "spinbutton");
  const { x, y } = await visit.middle(number.id);
  await visit.page.mouse.move(x, y);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x + 40, y, { steps: 5 });
  await visit.page.mouse.up();
  await visit.untilNumber("functions.x", (now) => now > before + 0.5);
  await visit.close();
});

test("signals and layers answer to their sliders, and then the page rests", async () => {
  const visit = await visitFunctions();
  await openTool(visit, "signals");
  await visit.setValue("functions.signals.mean", "2");
  await visit.untilNumber("functions.signals.mean", (mean) => mean === 2);
  await openTool(visit, "layers");
  await visit.setValue("functions.layers.depth", "50");
  await visit.untilNumber("functions.layers.depth", (depth) => depth === 50);
  await visit.settled();
  assert.equal(await visit.framesDuring(20), 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("softmax is shown by bars that can be dragged", async () => {
  const visit = await visitFunctions();
  await visit.click("functions.choose[softmax]");
  const before = await visit.number("functions.softmax.logit[1]");
  const [x0, y0, x1, y1] = (await visit.control("functions.softmax.bars")).rect;
  const x = x0 + (x1 - x0) / 8;
  await visit.page.mouse.move(x, (y0 + y1) / 2);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x, y1 - 4, { steps: 5 });
  await visit.page.mouse.up();
  await visit.untilNumber("functions.softmax.logit[1]", (now) => now < before - 3);
  await visit.close();
});

test("plots are downloaded as PNG and SVG, samples as CSV", async () => {
  const visit = await visitFunctions();
  await openTool(visit, "take_away");
  const png = await downloaded(visit, () => visit.click("functions.save_png"));
  assert.equal(png.name, "gradlab-plot.png");
  const { width, height } = readPng(png.bytes);
  assert.ok(width > 800 && height > 200, `${width} × ${height}`);
  const svg = await downloaded(visit, () => visit.click("functions.save_svg"));
  assert.equal(svg.name, "gradlab-plot.svg");
  // The browser itself finds it well formed, and sees the names in it.
  const names = await visit.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    return [...parsed.querySelectorAll("svg > text, svg > g > text")].map(({ textContent }) => textContent);
  }, svg.bytes.toString());
  for (const name of ["Sigmoid", "Tanh", "ReLU"]) assert.ok(names.includes(name), `${name} is not in ${names}`);
  const csv = await downloaded(visit, () => visit.click("functions.save_csv"));
  const [head, ...rows] = csv.bytes.toString().trim().split("\r\n");
  assert.equal(head, "x,sigmoid,sigmoid',tanh,tanh',relu,relu'");
  for (const row of rows) {
    const [x, sigmoid] = row.split(",").map(Number);
    assert.ok(Math.abs(sigmoid - 1 / (1 + Math.exp(-x))) < 1e-12, row);
  }
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a link opens exactly this view for another visitor, and a broken one says so", async () => {
  const visit = await visitFunctions();
  await visit.click("functions.choose[elu]");
  await visit.setValue("functions.param[alpha]", "1.5");
  await visit.untilValue("functions.param[alpha]", "1.50");
  await visit.click("functions.arrangement:overlaid");
  await visit.settled();
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  assert.ok(link.startsWith(lab.address), link);

  const other = await lab.visit();
  await other.page.goto(link);
  await other.page.reload();
  await other.untilReady();
  await other.page.waitForFunction(() => globalThis.gradlab.page() === "functions");
  await other.untilValue("functions.param[alpha]", "1.50");
  assert.equal(await other.page.evaluate(() => globalThis.gradlab.link()), link);

  await other.page.evaluate(() => (location.hash = "#functions/e"));
  await other.control("app.notice.close");
  assert.equal(await other.value("functions.param[alpha]"), "1.50");
  await other.close();
  await visit.close();
});
