// The functions page, operated as a person does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

// The picture of a plot with the pointer out of the way.
async function plotAtRest(visit, id = "functions.plot.f") {
  await visit.page.mouse.move(2, 2);
  await visit.settled();
  return visit.pictureOf(id);
}

const assertDiffer = (a, b) => assert.ok(!a.equals(b), "the picture is the same");

const row = (id) => `functions.choose[${id}]`;

test("a function is chosen by its row, and its curve appears", async () => {
  const visit = await lab.open("functions");
  const before = await plotAtRest(visit);
  assert.equal(await visit.value(row("softplus")), "off");
  await visit.click(row("softplus"));
  await visit.until((list) => list.some(({ id, value }) => id === "functions.choose[softplus]" && value !== "off"), "softplus is chosen");
  assertDiffer(await plotAtRest(visit), before);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the slider of α moves the curve", async () => {
  const visit = await lab.open("functions");
  await visit.click(row("leaky_relu"));
  await visit.until((list) => list.some(({ id, role }) => id.startsWith("functions.param[") && role === "slider"), "α has a slider");
  const slider = (await visit.controls()).find(({ id, role }) => id.startsWith("functions.param[") && role === "slider");
  const before = await plotAtRest(visit);
  const [x0, y0, x1, y1] = slider.rect;
  await visit.page.mouse.move(x0 + 0.2 * (x1 - x0), (y0 + y1) / 2);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x0 + 0.8 * (x1 - x0), (y0 + y1) / 2, { steps: 5 });
  await visit.page.mouse.up();
  await visit.until((list) => list.some(({ id, value }) => id === slider.id && value !== slider.value), "α has changed");
  assertDiffer(await plotAtRest(visit), before);
  await visit.close();
});

test("the wheel zooms, a drag pans, and reset brings the view back", async () => {
  const visit = await lab.open("functions");
  const { x, y } = await visit.middle("functions.plot.f");
  // The plots remember the last x that was pointed at, so it is the same one each time.
  const look = async () => {
    await visit.page.mouse.move(2, 2);
    await visit.page.mouse.move(x, y, { steps: 4 });
    await visit.settled();
    return plotAtRest(visit);
  };
  const first = await look();

  await visit.page.mouse.move(x, y);
  await visit.page.mouse.wheel(0, -300);
  const zoomed = await look();
  assertDiffer(zoomed, first);

  await visit.page.mouse.move(x, y);
  await visit.page.mouse.down();
  await visit.page.mouse.move(x + 80, y + 30, { steps: 4 });
  await visit.page.mouse.up();
  assertDiffer(await look(), zoomed);

  await visit.click("functions.reset");
  assert.ok((await look()).equals(first), "the view is not the first one");
  await visit.close();
});

test("pointing at a plot shows what the functions are there", async () => {
  const visit = await lab.open("functions");
  const before = await plotAtRest(visit);
  const { x, y } = await visit.middle("functions.plot.f");
  await visit.page.mouse.move(x + 60, y, { steps: 4 });
  await visit.settled();
  assertDiffer(await visit.pictureOf("functions.plot.f"), before);
  await visit.close();
});

test("two fingers zoom a plot, and do not zoom the page", async () => {
  const visit = await lab.open("functions", { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true });
  const { x, y } = await visit.middle("functions.plot.f");
  const before = await visit.pictureOf("functions.plot.f");
  const session = await visit.context.newCDPSession(visit.page);
  const fingers = (type, apart) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }],
    });
  await fingers("touchStart", 30);
  for (const apart of [40, 55, 70, 90]) await fingers("touchMove", apart);
  await fingers("touchEnd");
  await visit.settled();
  assertDiffer(await visit.pictureOf("functions.plot.f"), before);
  assert.equal(await visit.page.evaluate(() => visualViewport.scale), 1);
  await visit.close();
});
