// The optimizers page: start, optimizers, race, relief, own surface, pad, link, pictures, phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { json } from "../cli/program.mjs";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function visitRace(options) {
  const visit = await lab.visit(options);
  await visit.openPage("optimizers");
  await visit.control("optimizers.map");
  await visit.settled();
  return visit;
}

const rectOf = async (visit, id) => {
  const [x0, y0, x1, y1] = (await visit.control(id)).rect;
  return { x0, y0, width: x1 - x0, height: y1 - y0 };
};

async function dragFrom(visit, from, to) {
  await visit.page.mouse.move(from.x, from.y);
  await visit.page.mouse.down();
  for (let i = 1; i <= 5; ++i) await visit.page.mouse.move(from.x + ((to.x - from.x) * i) / 5, from.y + ((to.y - from.y) * i) / 5);
  await visit.page.mouse.up();
}

test("the start is placed by a click and moved by a drag; optimizers are added, set and removed", async () => {
  const visit = await visitRace();
  const map = await rectOf(visit, "optimizers.map");
  const at = (u, v) => ({ x: map.x0 + u * map.width, y: map.y0 + v * map.height });
  const place = at(0.25, 0.75);
  await visit.page.mouse.click(place.x, place.y);
  await visit.untilNumber("optimizers.start_y", (y) => y < 0);
  const x = await visit.number("optimizers.start_x");
  await dragFrom(visit, place, at(0.5, 0.75));
  await visit.untilNumber("optimizers.start_x", (now) => now > x + 1);
  // What the map and the fields show is the same place: from there the paths begin.
  await visit.setValue("optimizers.add", "lion");
  await visit.control("optimizers.param.beta1[7]");
  await visit.settled();
  const slow = await visit.pictureOf("optimizers.map");
  await visit.setValue("optimizers.param.lr[7]", "0.05");
  await visit.untilValue("optimizers.param.lr[7]", "0.05");
  await visit.settled();
  assert.ok(!slow.equals(await visit.pictureOf("optimizers.map")), "another rate, another path");
  await visit.keepPicture("optimizers-added");
  await visit.click("optimizers.remove[7]");
  await visit.untilGone("optimizers.focus[7]");
  await visit.page.keyboard.press("Control+Z");
  await visit.control("optimizers.focus[7]");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the race is run, scrubbed and rewound; who diverged is told where it is seen", async () => {
  const visit = await visitRace();
  await visit.click("optimizers.rewind");
  await visit.untilValue("optimizers.reading.step", "0");
  await visit.click("optimizers.step");
  await visit.untilValue("optimizers.reading.step", "1");
  await visit.setValue("optimizers.speed", "7");
  await visit.click("optimizers.play");
  await visit.untilValue("optimizers.reading.step", "200");
  await visit.settled();
  await visit.keepPicture("optimizers-end");
  const end = await visit.pictureOf("optimizers.map");
  await visit.page.evaluate(() => globalThis.gradlab.focus("optimizers.scrub"));
  await visit.until((list) => list.find(({ id }) => id === "optimizers.scrub")?.focused, "the scrubber has the keyboard");
  await visit.page.keyboard.press("ArrowLeft");
  await visit.untilValue("optimizers.reading.step", "199");
  await visit.setValue("optimizers.scrub", "20");
  await visit.untilValue("optimizers.reading.step", "20");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  assert.ok(!end.equals(await visit.pictureOf("optimizers.map")));
  const outcomes = (await visit.controls()).filter(({ id }) => id.startsWith("optimizers.outcome"));
  assert.deepEqual(outcomes.filter(({ value }) => value === "diverged at step 16").map(({ label }) => label), ["Momentum"]);
  // A smaller rate keeps it on the ground.
  await visit.setValue("optimizers.param.lr[2]", "0.0005");
  await visit.until((list) => !list.some(({ id, value }) => id.startsWith("optimizers.outcome") && /diverged/.test(value)), "nobody diverges");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a kept race stays beside the next; noise has a seed; distance and rate are drawn, too", async () => {
  const visit = await visitRace();
  await visit.click("optimizers.keep");
  await visit.setValue("optimizers.noise", "7");
  await visit.control("optimizers.seed");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  const first = await visit.pictureOf("optimizers.map");
  await visit.keepPicture("optimizers-noise-kept");
  await visit.click("optimizers.seed");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  assert.ok(!first.equals(await visit.pictureOf("optimizers.map")), "other noise, other paths");
  const pictures = [await visit.pictureOf("optimizers.loss_plot")];
  for (const quantity of ["distance", "rate"]) {
    await visit.setValue("optimizers.quantity", quantity);
    await visit.untilValue("optimizers.quantity", quantity);
    await visit.settled();
    pictures.push(await visit.pictureOf("optimizers.loss_plot"));
  }
  // The rate's own plot has its schedule, and the way to the finder.
  const level = pictures.at(-1);
  await visit.setValue("optimizers.schedule", "cosine");
  await visit.untilValue("optimizers.schedule", "cosine");
  await visit.settled();
  assert.ok(!level.equals(await visit.pictureOf("optimizers.loss_plot")), "the rate falls");
  await visit.click("optimizers.find_rate");
  await visit.control("optimizers.take_rate");
  await visit.settled();
  await visit.keepPicture("optimizers-rate-finder");
  const found = await visit.number("rates.reading.steepest");
  await visit.click("optimizers.take_rate");
  await visit.untilNumber("optimizers.param.lr[6]", (rate) => Math.abs(rate / found - 1) < 0.06);
  await visit.setValue("optimizers.scale", "linear");
  await visit.settled();
  pictures.push(await visit.pictureOf("optimizers.loss_plot"));
  for (let i = 1; i < pictures.length; ++i) assert.ok(!pictures[i].equals(pictures[i - 1]));
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("every surface is shown from above and as a relief, which turns; a typed one races, or is refused at its field", async () => {
  const visit = await visitRace();
  for (const surface of ["quadratic", "saddle", "monkey_saddle", "rosenbrock", "himmelblau", "two_wells", "booth", "rastrigin", "plateau"]) {
    await visit.setValue("optimizers.surface", surface);
    await visit.untilValue("optimizers.surface", surface);
    await visit.settled();
    await visit.keepPicture(`optimizers-${surface}`);
  }
  await visit.click("optimizers.view:relief");
  const { x, y } = await visit.middle("optimizers.relief_view");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  // What the focused optimizer remembers stands on the relief, too: another one, another picture.
  const adam = await visit.pictureOf("optimizers.relief_view");
  await visit.click("optimizers.focus[1]");
  await visit.untilValue("optimizers.focus[1]", "on");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  const still = await visit.pictureOf("optimizers.relief_view");
  assert.ok(!adam.equals(still), "its arrow, without a box");
  const turn = await visit.value("optimizers.reading.turn");
  await dragFrom(visit, { x, y }, { x: x + 150, y: y + 30 });
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  assert.notEqual(await visit.value("optimizers.reading.turn"), turn);
  assert.ok(!still.equals(await visit.pictureOf("optimizers.relief_view")));
  await visit.keepPicture("optimizers-relief");
  await visit.setValue("optimizers.surface", "formula");
  await visit.typeInto("optimizers.formula", "x^2 + a*y^2 + sin(3*x)");
  await visit.control("optimizers.formula_param[a]");
  await visit.page.keyboard.type(" + sinn(y)");
  await visit.until((list) => list.some(({ id, help }) => id === "optimizers.formula" && /sinn/.test(help)), "the mistake is named");
  await visit.keepPicture("optimizers-refused");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the pad's point is dragged: the factor follows, and beyond the edge it diverges", async () => {
  const visit = await visitRace();
  assert.equal(await visit.value("optimizers.reading.factor"), "× 0.894");
  const before = await visit.pictureOf("optimizers.pad");
  await visit.setValue("optimizers.pad_low", "0.05");
  await visit.untilValue("optimizers.reading.factor", "× 0.984"); // the larger root of r² - 1.797 r + 0.8
  await visit.settled();
  assert.ok(!before.equals(await visit.pictureOf("optimizers.pad")), "another bowl, another map");
  await visit.setValue("optimizers.pad_low", "1");
  await visit.untilValue("optimizers.reading.factor", "× 0.894");
  const pad = await rectOf(visit, "optimizers.pad");
  const at = (rate, momentum) => ({ x: pad.x0 + (rate / 0.16) * pad.width, y: pad.y0 + (1 - momentum) * pad.height });
  await dragFrom(visit, at(0.06, 0.8), at(0.15, 0.2));
  await visit.untilValue("optimizers.reading.regime", "diverges");
  await visit.keepPicture("optimizers-pad");
  await dragFrom(visit, at(0.15, 0.2), at(0.111, 0.444));
  await visit.untilNumber("optimizers.pad_rate", (rate) => Math.abs(rate - 0.111) < 0.002);
  const factor = Number.parseFloat((await visit.value("optimizers.reading.factor")).slice(2));
  assert.ok(factor > 0.66 && factor < 0.75, `${factor}`);
  await visit.click("optimizers.race_pair");
  await visit.untilValue("optimizers.surface", "quadratic");
  await visit.untilNumber("optimizers.param.momentum[2]", (momentum) => Math.abs(momentum - 0.444) < 0.01);
  await visit.until((list) => list.some(({ id, value }) => id === "optimizers.outcome[2]" && /there from/.test(value)), "it gets there");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a race worth seeing opens, plays and says what it shows; the pad's best pair by one press, its loss by directions", async () => {
  const visit = await lab.open("optimizers");
  await visit.click("optimizers.examples");
  await visit.settled();
  await visit.keepPicture("optimizers-examples");
  await visit.activate("optimizers.example[wells]");
  await visit.untilGone("optimizers.example[wells]");
  await visit.untilValue("optimizers.surface", "two_wells");
  assert.match(await visit.value("optimizers.reading.example"), /first hollow/);
  await visit.until((list) => list.some(({ id, value }) => id === "optimizers.outcome[2]" && /there from/.test(value)), "momentum gets there");
  await visit.setValue("optimizers.start_x", "1.2");
  await visit.untilGone("optimizers.reading.example");
  await visit.activate("optimizers.pad_best");
  await visit.untilGone("optimizers.pad_best");
  assert.match(await visit.value("optimizers.reading.factor"), /0\.667/);
  const path = await visit.pictureOf("optimizers.pad_run");
  await visit.click("optimizers.pad_run");
  await visit.settled();
  assert.match(await visit.value("optimizers.reading.mode_low"), /0\.66|0\.67/);
  assert.ok(!path.equals(await visit.pictureOf("optimizers.pad_run")));
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a link opens the same view, a reload too; pictures and numbers are saved; the command copied prints the same numbers", async () => {
  const visit = await visitRace({ permissions: ["clipboard-read", "clipboard-write"] });
  await visit.setValue("optimizers.surface", "rosenbrock");
  await visit.setValue("optimizers.scrub", "120");
  await visit.untilValue("optimizers.reading.step", "120");
  await visit.setValue("optimizers.noise", "4");
  await visit.setValue("optimizers.quantity", "rate");
  await visit.setValue("optimizers.schedule", "cosine");
  await visit.untilValue("optimizers.schedule", "cosine");
  await visit.atRest();
  // Everything that the page says of itself, but whether there is something to undo.
  const told = async (page) => (await page.controls()).filter(({ id }) => id.startsWith("optimizers.") && !/undo|redo/.test(id)).map(({ id, value, rect }) => [id, value, rect]);
  const shown = await told(visit);
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  await visit.page.reload();
  await visit.untilReady();
  await visit.untilValue("optimizers.reading.step", "120");
  const other = await lab.visit();
  assert.ok(await other.page.evaluate((address) => globalThis.gradlab.openLink(address), link));
  await other.untilValue("optimizers.reading.step", "120");
  await other.untilValue("optimizers.surface", "rosenbrock");
  await other.atRest();
  assert.deepEqual(await told(other), shown);
  assert.equal(await other.page.evaluate(() => globalThis.gradlab.link()), link);
  await other.close();
  await visit.click("app.keep");
  const drawing = await visit.downloaded(() => visit.click("keep.svg[paths]"));
  assert.equal(drawing.name, "gradlab-paths.svg");
  assert.match(drawing.bytes.toString("utf8"), /^<svg[^]*<\/svg>\s*$/);
  await visit.click("app.keep");
  const numbers = await visit.downloaded(() => visit.click("optimizers.save_csv"));
  const rows = numbers.bytes.toString("utf8").trim().split("\r\n");
  assert.equal(rows.length, 202);
  assert.match(rows[0], /^step,SGD x,SGD y,SGD f/);
  const command = await visit.copied("optimizers.copy_command", (text) => text.startsWith("gradlab descend"));
  assert.match(command, /--noise \S+ --seed 1 --schedule cosine/);
  const path = json("native", [...command.split(" ").slice(1), "--json"]);
  const column = rows[0].split(",").indexOf("Adam x");
  for (const [offset, key] of ["x", "y", "f"].entries())
    assert.deepEqual(rows.slice(1).map((row) => Number(row.split(",")[column + offset])), path[key]);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("on a phone everything stands in one column, in Chinese and dark, too", async () => {
  for (const more of [{}, { language: "zh-CN", dark: true }]) {
    const visit = await visitRace({ width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true, ...more });
    await visit.keepPicture(`optimizers-phone${more.dark ? "-dark-zh" : ""}`);
    for (const id of ["optimizers.focus[6]", "optimizers.loss_plot", "optimizers.pad", "optimizers.pad_rate"]) {
      await visit.middle(id);
      await visit.settled();
      await visit.keepPicture(`optimizers-phone${more.dark ? "-dark-zh" : ""}-${id.replace(/\W/g, "-")}`);
    }
    const outside = (await visit.controls()).filter(({ rect: [x0, , x1] }) => x0 < -1 || x1 > 391);
    assert.deepEqual(outside.map(({ id, rect }) => [id, rect]), []);
    await visit.setValue("optimizers.scrub", "10");
    await visit.untilValue("optimizers.reading.step", "10");
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});
