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

// Work of the page's own thread over so many seconds of the clock, in seconds.
async function workDuring(visit, seconds) {
  const session = await visit.context.newCDPSession(visit.page);
  await session.send("Performance.enable");
  const work = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const frames = () => visit.page.evaluate(() => globalThis.gradlab.frames());
  const before = { work: await work(), frames: await frames() };
  await visit.page.evaluate((time) => new Promise((done) => setTimeout(done, 1000 * time)), seconds);
  const spent = { work: (await work()) - before.work, frames: (await frames()) - before.frames };
  await session.detach();
  return spent;
}

test("idle costs nothing: after five seconds of nothing no page has drawn a frame or worked", async () => {
  const visit = await lab.visit();
  const states = [];
  for (const page of await visit.pages()) {
    await visit.openPage(page);
    await visit.atRest();
    states.push([page, await workDuring(visit, 5)]);
  }
  await visit.openPage("playground");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (step) => step > 20);
  await visit.click("playground.play");
  await visit.atRest();
  states.push(["a run that is paused", await workDuring(visit, 5)]);
  for (const [name, { work, frames }] of states) {
    assert.equal(frames, 0, `${name}: frames were drawn`);
    // What is left is the measuring itself.
    assert.ok(work < 0.25, `${name}: ${work} s of work in 5 s`);
  }
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
  assert.ok((await visit.framesDuring(30)) > 5);
  assert.equal(await asked(), atStart);
  await visit.close();
});
