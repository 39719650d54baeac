// Training happens in a worker, so that the page stays free; without workers it happens in the page, with the same numbers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const fullSpeed = "7";
const reading = (name) => `playground.reading.${name}`;
const step = (visit) => visit.number(reading("step"));

async function lossAfterEpochs(visit, epochs) {
  for (let epoch = 1; epoch <= epochs; ++epoch) {
    await visit.click("playground.step_epoch");
    await visit.untilNumber(reading("epoch"), (now) => now === epoch);
  }
  await visit.settled();
  return [await visit.value(reading("train_loss")), await visit.value(reading("test_loss"))];
}

test("a run goes on while the page itself is held up", async () => {
  const visit = await lab.open("playground");
  assert.equal(visit.page.workers().length, 1);
  await visit.setValue("playground.speed", fullSpeed);
  await visit.click("playground.play");
  await visit.untilNumber(reading("step"), (now) => now > 500);
  const stepsInASecond = async (isHeld) => {
    const before = await step(visit);
    await visit.page.evaluate(async (held) => {
      const end = performance.now() + 1000;
      while (performance.now() < end) if (!held) await new Promise(requestAnimationFrame);
    }, isHeld);
    await visit.framesDuring(4);  // for the news to arrive
    return (await step(visit)) - before;
  };
  // The page's own share of a second would be one frame's: a hundredth. A machine that does something else may starve
  // the worker in one second, not in each of many.
  const free = await stepsInASecond(false);
  const held = [];
  while (held.length < 10 && !(held.at(-1) > 0.2 * free)) held.push(await stepsInASecond(true));
  assert.ok(held.at(-1) > 0.2 * free, `${free} steps in a free second, ${held} in busy ones`);
  await visit.click("playground.play");
  await visit.settled();
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("where no worker can be made, or it does not arrive, the page trains itself and gets the very same numbers", async () => {
  const ways = {
    worker: undefined,
    none: (page) => page.addInitScript(() => delete globalThis.Worker),
    missing: (page) => page.route("**/engine.js*", (route) => route.abort()),
  };
  const losses = {};
  for (const [way, prepare] of Object.entries(ways)) {
    const visit = await lab.open("playground", { prepare });
    losses[way] = await lossAfterEpochs(visit, 3);
    await visit.eventually(() => visit.page.workers().length, (count) => count === (way === "worker" ? 1 : 0));
    await visit.close();
  }
  assert.deepEqual(losses.none, losses.worker);
  assert.deepEqual(losses.missing, losses.worker);
});

test("while a network trains, what its units do is measured between frames, also where a browser knows no idle time", async () => {
  const count = () => {
    const ask = globalThis.requestIdleCallback.bind(globalThis);
    globalThis.idleTimes = 0;
    globalThis.requestIdleCallback = (use, ...more) => ask((idle) => (++globalThis.idleTimes, use(idle)), ...more);
  };
  const ways = { idle: count, none: () => delete globalThis.requestIdleCallback };
  for (const [way, prepare] of Object.entries(ways)) {
    const visit = await lab.open("playground", { prepare: (page) => page.addInitScript(prepare) });
    await visit.click("playground.play");
    for (let times = 0; times < 3; ++times) {
      const before = await visit.value(reading("fact.mean"));
      await visit.until((list) => list.some(({ id, value }) => id === reading("fact.mean") && value !== before), "the units' figures are renewed");
    }
    if (way === "idle") assert.ok((await visit.page.evaluate(() => globalThis.idleTimes)) >= 3);
    await visit.click("playground.play");
    await visit.settled();
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});

// As a browser says it of a tab in the background.
const setHidden = (visit, hidden) =>
  visit.page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("a hidden tab waits, unless it is asked to go on", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.play");
  await visit.untilNumber(reading("step"), (now) => now > 20);
  await setHidden(visit, true);
  await visit.settled();
  const held = await step(visit);
  await visit.framesDuring(30);
  assert.equal(await step(visit), held);
  await setHidden(visit, false);
  await visit.untilNumber(reading("step"), (now) => now > held);

  await visit.click("playground.more");
  await visit.click("playground.unseen");
  await visit.untilValue("playground.unseen", "on");
  const before = await step(visit);
  await setHidden(visit, true);
  await visit.untilNumber(reading("step"), (now) => now > before + 20);
  await visit.close();
});
