// Single weights under the hand: pressed on the drawing, written, frozen, taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

// Half way along the link between two units.
async function middleOfLink(visit, from, to) {
  const [[, top, right, bottom], [left, y0, , y1]] = [(await visit.control(from)).rect, (await visit.control(to)).rect];
  return { x: (right + left) / 2, y: ((top + bottom) / 2 + (y0 + y1) / 2) / 2 };
}

test("a link is pressed, its weight written and frozen; training leaves it, and undo takes it back", async () => {
  const visit = await lab.open("playground");
  const { x, y } = await middleOfLink(visit, "playground.unit[1][1]", "playground.unit[2][1]");
  await visit.page.mouse.move(x, y);
  await visit.page.mouse.click(x, y);
  const before = await visit.value("playground.weight[1]");
  await visit.page.waitForFunction(() => document.activeElement?.id === "typing");
  await visit.page.keyboard.press("Control+A");
  await visit.page.keyboard.type("-1.25");
  await visit.page.keyboard.press("Enter");
  await visit.untilValue("playground.weight[1]", "−1.25");
  await visit.click("playground.freeze[1]");
  await visit.untilValue("playground.freeze[1]", "on");
  const free = await visit.value("playground.weight[2]");
  await visit.click("playground.play");
  await visit.until((list) => list.some(({ id, value }) => id === "playground.weight[2]" && value !== free), "another weight has moved");
  await visit.click("playground.play");
  await visit.settled();
  assert.equal(await visit.value("playground.weight[1]"), "−1.25");
  await visit.keepPicture("weight-frozen");
  await visit.click("playground.freeze[1]");
  await visit.untilValue("playground.freeze[1]", "off");
  await visit.click("playground.rewind");
  await visit.untilNumber("playground.reading.step", (step) => step === 0);
  await visit.untilValue("playground.weight[1]", "−1.25");
  for (let taken = 0; (await visit.value("playground.weight[1]")) !== before && taken < 4; ++taken) {
    await visit.click("playground.undo");
    await visit.settled();
  }
  assert.equal(await visit.value("playground.weight[1]"), before);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the pointer on a unit shows what it is: weights, bias, its curve over what it gets, and its gradient", async () => {
  const visit = await lab.open("playground");
  assert.equal(await visit.find("playground.weight[8]"), null);
  const output = await visit.pictureOf("playground.map");
  const { x, y } = await visit.middle("playground.unit[2][5]");
  await visit.page.mouse.move(x, y);
  await visit.control("playground.weight[8]");
  await visit.control("playground.weight[bias]");
  await visit.until((list) => list.some(({ id, value }) => id === "playground.reading.fact.gradient" && /\d/.test(value)), "the gradient is there");
  for (const fact of ["on", "zeros", "mean", "mean_output"])
    assert.match(await visit.value(`playground.reading.fact.${fact}`), /\d/);
  await visit.untilValue("playground.reading.output", "Layer 2, unit 5");
  await visit.settled();
  assert.ok(!output.equals(await visit.pictureOf("playground.map")), "the map shows what the unit answers");
  await visit.keepPicture("unit-pointed-at");
  const away = await visit.middle("playground.rate");
  await visit.page.mouse.move(away.x, away.y);
  await visit.untilGone("playground.weight[8]");
  await visit.untilGone("playground.reading.output");
  await visit.settled();
  assert.ok(output.equals(await visit.pictureOf("playground.map")));
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("dots run along the links while the run plays, unless they are turned off or little motion is asked for", async () => {
  // At a sample a second nothing else moves: what stands still does so for several pictures running, and what moves is
  // another in each of many.
  const moves = async (visit) => {
    const frame = () => visit.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    let still = 0;
    let moved = 0;
    let before = await visit.pictureOf("playground.links");
    for (let tries = 0; tries < 60 && still < 6 && moved < 12; ++tries) {
      await frame();
      const now = await visit.pictureOf("playground.links");
      const same = now.equals(before);
      still = same ? still + 1 : 0;
      moved = same ? 0 : moved + 1;
      before = now;
    }
    return still < 6;
  };
  for (const motion of [true, false]) {
    const visit = await lab.visit({ motion });
    await visit.openPage("playground");
    await visit.setValue("playground.speed", "0");
    await visit.click("playground.play");
    const away = await visit.middle("playground.reading.step");
    await visit.page.mouse.move(away.x, away.y);
    await visit.until((list) => list.some(({ id, label }) => id === "playground.play" && label === "Pause"), "it plays");
    assert.equal(await moves(visit), motion);
    await visit.click("playground.more");
    await visit.untilValue("playground.signals", motion ? "on" : "off");
    await visit.click("playground.signals");
    await visit.page.keyboard.press("Escape");
    await visit.untilGone("playground.signals");
    await visit.page.mouse.move(away.x, away.y);
    assert.equal(await moves(visit), !motion);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});
