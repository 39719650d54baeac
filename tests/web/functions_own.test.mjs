// A function of one's own, typed as a person does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const formula = "functions.own.formula[own1]";
const derivative = "functions.own.derivative[own1]";

async function visitOwn(options) {
  const visit = await lab.visit(options);
  await visit.openPage("functions");
  await visit.click("functions.own.add");
  await visit.control(formula);
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  return visit;
}

async function typeInto(visit, id, text) {
  await visit.typeInto(id, text);
  await visit.untilValue(id, text);
}

test("a formula is typed, and its slope appears by itself", async () => {
  const visit = await visitOwn();
  const before = await visit.pictureOf("functions.plot.df");
  await typeInto(visit, formula, "sin(2*x)");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  assert.ok(!(await visit.pictureOf("functions.plot.df")).equals(before), "the plot of the slope is the same");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("what is wrong with a formula is said below it, with the column", async () => {
  const visit = await visitOwn();
  await typeInto(visit, formula, "x*sigmod(x)");
  await visit.until((list) => list.some(({ id, help }) => id === formula && /column 3/.test(help) && /sigmoid/.test(help)), "the mistake is named");
  await visit.setLanguage("zh");
  await visit.until((list) => list.some(({ id, help }) => id === formula && /第 3 列/.test(help)), "the mistake is named in Chinese");
  await visit.close();
});

test("a wrong derivative shades the plot of the slope where it is wrong", async () => {
  const visit = await visitOwn();
  await typeInto(visit, formula, "max(0, x)");
  await typeInto(visit, derivative, "x > 0");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  const right = await visit.pictureOf("functions.plot.df");
  await typeInto(visit, derivative, "max(1, x)");
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  assert.ok(!(await visit.pictureOf("functions.plot.df")).equals(right), "nothing is shaded");
  await visit.close();
});

test("a typed function goes to the playground and trains there", async () => {
  const visit = await visitOwn();
  await typeInto(visit, formula, "sin(x)");
  await visit.click("functions.to_playground");
  await visit.page.waitForFunction(() => globalThis.gradlab.page() === "playground");
  await visit.until((list) => list.some(({ id, value }) => id.startsWith("playground.activation") && value === "custom"), "a layer has it");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.epoch", (epoch) => epoch > 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
