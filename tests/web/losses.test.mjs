// The losses page, operated as a person does: the saturated neuron, the curves, links, pictures, a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function visitLosses(options) {
  const visit = await lab.visit(options);
  await visit.openPage("losses");
  await visit.control("losses.neuron.play");
  await visit.settled();
  return visit;
}

test("the neuron's start is dragged, both runs are scrubbed and played to their end", async () => {
  const visit = await visitLosses();
  await visit.drag(await visit.middle("losses.neuron.start[mse]"), -40);
  assert.ok((await visit.view()).neuron.b < 0);
  await visit.click("losses.neuron.reset");
  await visit.untilNumber("losses.neuron.b", (b) => b === 2);
  await visit.drag(await visit.middle("losses.neuron.output[bce]"), 5);
  const scrubbed = await visit.number("losses.neuron.step");
  assert.ok(scrubbed > 140 && scrubbed < 180, `${scrubbed}`);
  await visit.setValue("losses.neuron.step", "290");
  await visit.untilNumber("losses.neuron.step", (step) => step === 290);
  await visit.click("losses.neuron.play");
  await visit.untilNumber("losses.neuron.step", (step) => step === 300);
  assert.ok((await visit.number("losses.reading.neuron.value[mse]")) > 5 * (await visit.number("losses.reading.neuron.value[bce]")));
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("losses are read where one points, another is added, and a link opens the same", async () => {
  const visit = await visitLosses();
  const { x, y } = await visit.middle("losses.curves.loss");
  await visit.page.mouse.move(x + 60, y, { steps: 3 });
  await visit.settled();
  const { at_logit: at } = (await visit.view()).curves;
  assert.ok(at > 0.3 && at < 5, `${at}`);
  const hinge = await visit.number("losses.reading.curves.value_at[0]");
  assert.ok(Math.abs(hinge - (1 + at)) < 2e-3, `${hinge} at ${at}`);
  await visit.click("losses.curves.choose");
  await visit.click("losses.curves.add");
  await visit.control("losses.curves.of_loss[5]");
  await visit.setValue("losses.curves.of_loss[5]", "huber");
  await visit.setValue("losses.curves.of_output[5]", "tanh");
  await visit.setValue("losses.curves.param.delta[5]", "0.25");
  await visit.page.keyboard.press("Escape");
  await visit.click("losses.curves.target:1");
  await visit.settled();
  const made = await visit.view();
  assert.deepEqual(made.curves.shown.at(-1), { loss: "huber", output: "tanh", delta: 0.25 });
  assert.equal(made.curves.y, 1);
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  const other = await lab.visit({ link });
  await other.control("losses.neuron.play");
  await other.settled();
  assert.deepEqual(await other.view(), made);
  assert.deepEqual(other.troubles, []);
  await other.close();
  await visit.close();
});

test("a bar of softmax, the cross of the surface and a point among outliers are dragged", async () => {
  const visit = await visitLosses({ height: 1300 });
  await visit.drag(await visit.middle("losses.softmax.bars"), 20, -25);
  await visit.click("losses.softmax.answer[2]");
  await visit.settled();
  const { softmax } = await visit.view();
  assert.notDeepEqual(softmax.logits, [1.2, 2.1, -0.6, 0.4]);
  assert.equal(softmax.answer, 1);
  assert.ok((await visit.number("losses.reading.softmax.gap")) < 1e-8);
  const curvatures = "losses.reading.surface.curvatures[mse]";
  const before = await visit.value(curvatures);
  // Pointing shows what is there, and leaves the cross where it was.
  const over = await visit.middle("losses.surface.map[cross_entropy]");
  await visit.page.mouse.move(over.x, over.y);
  await visit.until((list) => list.some(({ id, value }) => id === curvatures && value !== before), "they are those under the pointer");
  await visit.page.mouse.move(2, 2);
  await visit.untilValue(curvatures, before);
  await visit.drag(await visit.middle("losses.surface.map[cross_entropy]"), 30, -10);
  const { surface } = await visit.view();
  assert.ok(surface.w1 > 0.5 && surface.w2 > 0.1, JSON.stringify(surface));
  assert.notEqual(await visit.value("losses.reading.surface.curvatures[mse]"), before);
  const [x0, y0, x1, y1] = (await visit.control("losses.outliers.plot")).rect;
  // The outlier, where the first view shows it: at (2.6, -4.6) of 4.32 by 6.36.
  const at = { x: (x0 + x1) / 2 + (2.6 / 4.32) * ((x1 - x0) / 2), y: (y0 + y1) / 2 + (4.6 / 6.36) * ((y1 - y0) / 2) };
  const mse = await visit.value("losses.reading.outliers.line_mse");
  const mae = await visit.value("losses.reading.outliers.line_mae");
  await visit.page.mouse.move(at.x, at.y);
  await visit.page.mouse.down();
  await visit.page.mouse.move(at.x, at.y + 25, { steps: 5 });
  await visit.page.mouse.up();
  await visit.settled();
  assert.notEqual(await visit.value("losses.reading.outliers.line_mse"), mse);
  assert.equal(await visit.value("losses.reading.outliers.line_mae"), mae);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("what was set is there again at the next visit, and a part is saved as a drawing", async () => {
  const visit = await visitLosses();
  await visit.setValue("losses.neuron.w", "-3");
  await visit.untilNumber("losses.neuron.w", (w) => w === -3);
  await visit.atRest();
  await visit.page.reload();
  await visit.untilReady();
  await visit.untilNumber("losses.neuron.w", (w) => w === -3);
  await visit.click("app.keep");
  await visit.control("keep.svg[losses-neuron]");
  const { name, bytes } = await visit.downloaded(() => visit.click("keep.svg[losses-neuron]"));
  assert.equal(name, "gradlab-losses-neuron.svg");
  assert.match(bytes.toString(), /^<svg[\s\S]+<\/svg>\s*$/);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("on a phone everything stands in one column and is operated by touch", async () => {
  const visit = await visitLosses({ width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true, language: "zh-CN" });
  const { x, y } = await visit.middle("losses.neuron.output[mse]");
  await visit.page.touchscreen.tap(x, y);
  await visit.untilNumber("losses.neuron.step", (step) => step > 140 && step < 160);
  for (const { id, rect: [x0, , x1] } of await visit.controls()) assert.ok(x0 >= -1 && x1 <= 391, `${id}: ${x0} to ${x1}`);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
