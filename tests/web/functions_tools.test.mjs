// The functions page beyond its curves, operated as a person does: frame, drag a number, signals, what is taken along,
// links.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";
import { readPng } from "./png.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function openTool(visit, id) {
  await visit.click(`functions.tool:${id}`);
  await visit.settled();
}

test("a drag with Shift frames what is shown, a double click fits again", async () => {
  const visit = await lab.open("functions");
  await visit.settled();
  assert.equal((await visit.view()).view, undefined, "the first view is not one's own");
  const { x, y } = await visit.middle("functions.plot.f");
  const [x0, , x1] = (await visit.control("functions.plot.f")).rect;
  await visit.page.keyboard.down("Shift");
  await visit.page.mouse.move(x - 60, y - 50);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x + 60, y + 50, { steps: 6 });
  await visit.page.mouse.up();
  await visit.page.keyboard.up("Shift");
  await visit.settled();
  const [low, high] = (await visit.view()).view.x;
  const expected = (2 * 4.6 * 120) / (x1 - x0);
  assert.ok(Math.abs(high - low - expected) < 0.05 * expected, `${high - low}, not ${expected}`);
  await visit.page.mouse.dblclick(x, y);
  await visit.settled();
  assert.equal((await visit.view()).view, undefined, "the view was not fitted");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a click pins a point, which a link keeps", async () => {
  const visit = await lab.open("functions");
  await visit.settled();
  const { x, y } = await visit.middle("functions.plot.f");
  await visit.page.mouse.move(x + 40, y + 90, { steps: 3 });
  await visit.page.mouse.click(x + 40, y + 90);
  await visit.settled();
  const { pin } = await visit.view();
  assert.ok(pin > 0.3 && pin < 2, `${pin}`);
  await visit.close();
});

const chips = (list) => list.map(({ id }) => id).filter((id) => /^functions\.chip\[\w+\]$/.test(id));

test("one function alone over [-10, 10], as notes print it, takes a double click", async () => {
  const visit = await lab.open("functions");
  const { x, y } = await visit.middle("functions.choose[mish]");
  await visit.page.mouse.dblclick(x, y);
  await visit.until((list) => chips(list).length === 1, "one function is left");
  await visit.click("functions.open_look");
  assert.equal(await visit.number("functions.look.x[high]"), 10);
  await visit.close();
});

test("on a phone it takes three taps, and the view's sheet arranges the plots", async () => {
  const visit = await lab.open("functions", { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true });
  await visit.settled();
  await visit.tap("functions.open_choose");
  await visit.doubleTap("functions.choose[softsign]");
  await visit.until((list) => chips(list).join() === "functions.chip[softsign]", "softsign is left alone");
  await visit.settled();
  assert.equal((await visit.view()).reach, 10);
  await visit.tap("functions.open_look");
  await visit.tap("functions.arrangement:grid");
  await visit.control("functions.plot.grid[softsign]");
  await visit.control("app.share");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("maxout's planes are tilted and raised with the mouse", async () => {
  const visit = await lab.open("functions");
  await visit.click("functions.choose[maxout]");
  await visit.click("functions.maxout.inputs:two");
  await visit.settled();
  const [x0, y0, x1, y1] = (await visit.control("functions.maxout.map")).rect;
  const at = (x, y) => [((x0 + x1) / 2) + (x / 6) * (x1 - x0), ((y0 + y1) / 2) - (y / 6) * (y1 - y0)];
  const drag = async (from, to) => {
    await visit.page.mouse.move(...at(...from));
    await visit.page.mouse.down();
    await visit.page.mouse.move(...at(...to), { steps: 6 });
    await visit.page.mouse.up();
  };
  await drag([1.4, 0.5], [2, 2]);
  await visit.untilNumber("functions.maxout.weight[3]", (weight) => Math.abs(weight - 2) < 0.05);
  await visit.untilNumber("functions.maxout.second_weight[3]", (weight) => Math.abs(weight - 2) < 0.05);
  const before = await visit.number("functions.maxout.bias[1]");
  await drag([-2.5, 1], [-2.5, 2]);
  await visit.untilNumber("functions.maxout.bias[1]", (bias) => Math.abs(bias - before - 1) < 0.05);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("Tab and Enter alone choose a function, and the ring says where the keyboard is", async () => {
  const visit = await lab.open("functions");
  await visit.settled();
  const reached = new Set();
  for (let i = 0; i < 120 && !reached.has("functions.choose[softsign]"); ++i) {
    await visit.page.keyboard.press("Tab");
    await visit.settled();
    const here = (await visit.controls()).find(({ focused }) => focused);
    if (here) reached.add(here.id);
  }
  assert.ok(reached.has("functions.choose[softsign]"), [...reached].join());
  await visit.page.keyboard.press("Enter");
  await visit.control("functions.chip[softsign]");
  await visit.close();
});

test("a number in the formula is dragged, and x follows", async () => {
  const visit = await lab.open("functions");
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
  const visit = await lab.open("functions");
  await openTool(visit, "signals");
  await visit.setValue("functions.signals.mean", "2");
  await visit.untilNumber("functions.signals.mean", (mean) => mean === 2);
  await openTool(visit, "layers");
  await visit.setValue("functions.layers.depth", "50");
  await visit.untilNumber("functions.layers.depth", (depth) => depth === 50);
  await visit.atRest();
  assert.equal(await visit.framesDuring(60), 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("softmax is shown by bars that can be dragged", async () => {
  const visit = await lab.open("functions");
  await visit.click("functions.choose[softmax]");
  await visit.control("functions.softmax.bars");
  await visit.settled();
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
  const visit = await lab.open("functions");
  await openTool(visit, "take_away");
  const png = await visit.downloaded(() => visit.click("functions.save_png"));
  assert.equal(png.name, "gradlab-plot.png");
  const { width, height } = readPng(png.bytes);
  const svg = await visit.downloaded(() => visit.click("functions.save_svg"));
  assert.equal(svg.name, "gradlab-plot.svg");
  // The browser itself finds it well formed, and sees the names in it: as shapes, so that no font is needed.
  const { names, fonts, size } = await visit.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      names: [...parsed.querySelectorAll("g[aria-label]")].map((each) => each.getAttribute("aria-label")),
      fonts: parsed.querySelectorAll("text, [font-family]").length,
      size: ["width", "height"].map((name) => Number(parsed.documentElement.getAttribute(name))),
    };
  }, svg.bytes.toString());
  assert.equal(fonts, 0);
  // Twice as fine as this screen.
  assert.ok(size[0] > 800 && size[1] > 200, `${size}`);
  assert.deepEqual([width, height], size.map((length) => Math.round(2 * length)));
  for (const name of ["Sigmoid", "Tanh", "ReLU"]) assert.ok(names.includes(name), `${name} is not in ${names}`);
  const csv = await visit.downloaded(() => visit.click("functions.save_csv"));
  const [head, ...rows] = csv.bytes.toString().trim().split("\r\n");
  assert.equal(head, "x,sigmoid,sigmoid',tanh,tanh',relu,relu'");
  for (const row of rows) {
    const [x, sigmoid] = row.split(",").map(Number);
    assert.ok(Math.abs(sigmoid - 1 / (1 + Math.exp(-x))) < 1e-12, row);
  }
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("code in four languages, the formula, the values and the table of facts are copied", async () => {
  const visit = await lab.open("functions", { permissions: ["clipboard-read", "clipboard-write"] });
  await openTool(visit, "take_away");
  const copied = (control, pattern) => visit.copied(control, (text) => pattern.test(text));
  const code = {};
  for (const [language, holds] of Object.entries({
    cpp: /#include <cmath>[^]*tanh_slope\(/,
    numpy: /import numpy[^]*def tanh_slope\(/,
    pytorch: /import torch[^]*def tanh_slope\(/,
    javascript: /function tanhDerivative\(/,
  })) {
    await visit.click(`functions.language:${language}`);
    code[language] = await copied("functions.copy_code", holds);
  }
  // What was copied runs by itself.
  const slope = new Function(`${code.javascript.replace(/^export /gm, "")}; return tanhDerivative;`)();
  assert.ok(Math.abs(slope(0.5) - (1 - Math.tanh(0.5) ** 2)) < 1e-12);
  assert.match(await copied("functions.copy_formula", /^f\(x\)/), /tanh|exp/);
  assert.match(await copied("functions.copy_values", /^x = 0\.5/), /tanh\t0\.462117157260/);

  await openTool(visit, "facts");
  await visit.click("functions.open_compare");
  await visit.click("functions.compare.head[largest_slope]");
  const table = await copied("functions.compare.copy_csv", /^function,/);
  const first = table.split(/\r?\n/).slice(1, 4).map((line) => line.split(",")[0]);
  assert.deepEqual(first, ["Tanh", "ReLU", "Sigmoid"], "the largest slope comes first");
  assert.match(await copied("functions.compare.copy", /^\t/), /\tRange|\t.*Range/);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a link opens exactly this view for another visitor, and a broken one says so", async () => {
  const visit = await lab.open("functions");
  await visit.click("functions.choose[elu]");
  await visit.setValue("functions.param[alpha]", "1.5");
  await visit.untilValue("functions.param[alpha]", "1.50");
  await visit.click("functions.arrangement:overlaid");
  await visit.settled();
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  assert.ok(link.startsWith(lab.address), link);

  const other = await lab.visit({ link });
  await other.page.waitForFunction(() => globalThis.gradlab.page() === "functions");
  await other.untilValue("functions.param[alpha]", "1.50");
  await other.settled();
  assert.equal(await other.page.evaluate(() => globalThis.gradlab.link()), link);

  await other.page.evaluate(() => (location.hash = "#functions/e"));
  await other.control("app.notice.close");
  assert.equal(await other.value("functions.param[alpha]"), "1.50");
  await other.close();
  await visit.close();
});
