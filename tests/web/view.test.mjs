// The canvas fills the window at any size and pixel ratio, and rests when nothing happens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const sizeOf = (visit) =>
  visit.page.evaluate(() => {
    const canvas = document.getElementById("canvas");
    const { x, y, width, height } = canvas.getBoundingClientRect();
    return { x, y, width, height, pixels: [canvas.width, canvas.height], scrolls: document.documentElement.scrollHeight > innerHeight };
  });

const filling = (width, height, ratio = 1) => ({
  x: 0,
  y: 0,
  width,
  height,
  pixels: [Math.round(width * ratio), Math.round(height * ratio)],
  scrolls: false,
});

// All controls that are drawn lie within the window's width.
async function assertFits(visit, width) {
  const outside = (await visit.controls()).filter(({ rect: [x0, , x1] }) => x0 < -1 || x1 > width + 1);
  assert.deepEqual(outside.map(({ id, rect }) => [id, rect]), []);
}

test("the canvas follows the window's size", async () => {
  const visit = await lab.visit({ width: 1440, height: 900 });
  assert.deepEqual(await sizeOf(visit), filling(1440, 900));
  for (const [width, height] of [[390, 844], [1024, 768], [844, 390], [1920, 1080]]) {
    await visit.page.setViewportSize({ width, height });
    await visit.page.waitForFunction((w) => document.getElementById("canvas").width === w, width);
    await visit.settled();
    assert.deepEqual(await sizeOf(visit), filling(width, height));
    await assertFits(visit, width);
  }
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

for (const ratio of [1, 1.5, 2, 3]) {
  test(`at a device pixel ratio of ${ratio} the framebuffer is the window's size times it`, async () => {
    const visit = await lab.visit({ width: 800, height: 600, ratio });
    await visit.settled();
    assert.deepEqual(await sizeOf(visit), filling(800, 600, ratio));
    // Controls are in CSS px whatever the ratio.
    await assertFits(visit, 800);
    await visit.close();
  });
}

test("the pixel ratio may change while it runs", async () => {
  const visit = await lab.visit({ width: 800, height: 600 });
  const session = await visit.context.newCDPSession(visit.page);
  for (const ratio of [2, 3, 1.5, 1]) {
    await session.send("Emulation.setDeviceMetricsOverride", { width: 800, height: 600, deviceScaleFactor: ratio, mobile: false });
    // A screen's real change comes with an event, this one does not.
    await visit.page.evaluate(() => dispatchEvent(new Event("resize")));
    await visit.page.waitForFunction((wanted) => document.getElementById("canvas").width === wanted, 800 * ratio);
    await visit.settled();
    assert.deepEqual(await sizeOf(visit), filling(800, 600, ratio));
  }
  await visit.close();
});

// Counts whatever the browser calls the page for: frames, timers, news of its workers.
const countCalls = (page) =>
  page.addInitScript(() => {
    const { setTimeout } = globalThis;
    globalThis.waitUncounted = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
    globalThis.calls = [];
    for (const name of ["requestAnimationFrame", "setTimeout", "setInterval"]) {
      const real = globalThis[name].bind(globalThis);
      globalThis[name] = (act, ...how) => real((...given) => (globalThis.calls.push(name), act(...given)), ...how);
    }
    globalThis.Worker = class extends Worker {
      constructor(...how) {
        super(...how);
        this.addEventListener("message", () => globalThis.calls.push("news of a worker"));
      }
    };
  });

const callsDuring = (visit, seconds) =>
  visit.page.evaluate(async (time) => {
    const [frames, calls] = [globalThis.gradlab.frames(), globalThis.calls.length];
    await globalThis.waitUncounted(time);
    return { frames: globalThis.gradlab.frames() - frames, calls: globalThis.calls.slice(calls) };
  }, seconds);

test("idle costs nothing: at rest no page draws a frame, sets a timer or hears of a worker", async () => {
  const visit = await lab.visit({ prepare: countCalls });
  const states = [];
  for (const page of await visit.pages()) {
    await visit.openPage(page);
    await visit.atRest();
    states.push([page, await callsDuring(visit, 2)]);
  }
  await visit.openPage("playground");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (step) => step > 20);
  await visit.click("playground.play");
  await visit.atRest();
  states.push(["a run that is paused", await callsDuring(visit, 2)]);
  const all = await visit.page.evaluate(() => [...new Set(globalThis.calls)].sort());
  assert.deepEqual(all, ["news of a worker", "requestAnimationFrame", "setTimeout"], "what is counted");
  for (const [name, idle] of states) assert.deepEqual([name, idle], [name, { frames: 0, calls: [] }]);
  await visit.close();
});

test("the first sweep and a hover draw, and then nothing does", async () => {
  const visit = await lab.visit({ motion: true });
  await visit.openPage("functions");
  await visit.atRest();
  assert.equal(await visit.framesDuring(60), 0, "after the sweep");
  const { x, y } = await visit.middle("functions.plot.f");
  await visit.page.mouse.move(x, y);
  await visit.page.mouse.move(x + 20, y);
  await visit.atRest();
  assert.equal(await visit.framesDuring(60), 0, "after pointing at a plot");
  await visit.close();
});

test("the pointer wakes it", async () => {
  const visit = await lab.visit();
  await visit.settled();
  const before = await visit.page.evaluate(() => globalThis.gradlab.frames());
  await visit.page.mouse.move(300, 300);
  await visit.page.waitForFunction((count) => globalThis.gradlab.frames() > count, before);
  await visit.close();
});

test("Ctrl and the wheel do not zoom the browser's page", async () => {
  const visit = await lab.visit();
  const prevented = await visit.page.evaluate(() => {
    const event = new WheelEvent("wheel", { deltaY: 100, ctrlKey: true, clientX: 200, clientY: 200, bubbles: true, cancelable: true });
    document.getElementById("canvas").dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.ok(prevented);
  await visit.close();
});

// Such a question makes the page wait until the graphics process has drawn all that was sent before.
test("a frame never asks for the state of WebGL", async () => {
  const visit = await lab.visit({
    prepare: (page) =>
      page.addInitScript(() => {
        const ask = WebGL2RenderingContext.prototype.getParameter;
        globalThis.stateQuestions = 0;
        WebGL2RenderingContext.prototype.getParameter = function (name) {
          ++globalThis.stateQuestions;
          return ask.call(this, name);
        };
      }),
  });
  await visit.openPage("playground");
  const asked = () => visit.page.evaluate(() => globalThis.stateQuestions);
  const atStart = await asked();
  assert.ok(atStart > 0);
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (step) => step > 0);
  const seen = await visit.page.evaluate(() => globalThis.gradlab.frames());
  await visit.page.waitForFunction((frames) => globalThis.gradlab.frames() > frames, seen + 10);
  assert.equal(await asked(), atStart);
  await visit.close();
});
