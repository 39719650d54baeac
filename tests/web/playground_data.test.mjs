// Data and inputs of one's own in the playground, set by hand as a person does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function visitPlayground(options) {
  const visit = await lab.visit(options);
  await visit.openPage("playground");
  return visit;
}

test("x² is given to the network by a press, a formula of one's own by typing", async () => {
  const visit = await visitPlayground();
  const inputs = async () => (await visit.controls()).filter(({ id }) => /^playground\.input\[\d+\]$/.test(id)).map(({ label }) => label);
  await visit.click("playground.features_plus");
  await visit.click("playground.feature[x^2]");
  await visit.untilValue("playground.feature[x^2]", "on");
  await visit.click("playground.add_feature");
  await visit.click("playground.own_feature[1]");
  await visit.page.keyboard.type("sin(x)*");
  await visit.until((list) => list.some(({ id, help }) => id === "playground.own_feature[1]" && /column 8/.test(help)), "the mistake is named with its column");
  assert.equal((await inputs()).length, 3);
  await visit.page.keyboard.type("y");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.input[4]" && label === "sin(x)*y"), "the formula is an input");
  await visit.keepPicture("features");
  await visit.click("playground.features_sheet.close");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (now) => now > 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
