// The playground learns before one's eyes, and repeats what it did.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const reading = (name) => `playground.reading.${name}`;

const step = (visit) => visit.number(reading("step"));
const untilStep = (visit, holds) => visit.untilNumber(reading("step"), holds);

async function chooseData(visit, kind) {
  await visit.click(`playground.data[${kind}]`);
  await visit.untilValue(`playground.data[${kind}]`, "on");
}

test("play makes the loss fall and the map change, until it is paused", async () => {
  const visit = await lab.open("playground");
  const loss = await visit.number(reading("train_loss"));
  const map = await visit.pictureOf("playground.map");
  await visit.click("playground.play");
  await visit.untilNumber(reading("train_loss"), (now) => now < 0.6 * loss);
  await visit.click("playground.play");
  await visit.atRest();
  const paused = await step(visit);
  assert.ok(!map.equals(await visit.pictureOf("playground.map")));
  assert.equal(await visit.framesDuring(30), 0);
  assert.equal(await step(visit), paused);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("Iris is learned to more than 95 % of the test data", async () => {
  const visit = await lab.open("playground");
  await chooseData(visit, "iris");
  await visit.click("playground.play");
  await visit.untilNumber(reading("test_accuracy"), (accuracy) => accuracy > 95);
  await visit.keepPicture("iris-learned");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("one step is one step, and rewind gives the same start and the same way again", async () => {
  const visit = await lab.open("playground");
  const start = await visit.value(reading("train_loss"));
  const walk = async () => {
    for (const wanted of [1, 2, 3]) {
      await visit.click("playground.step_batch");
      await untilStep(visit, (now) => now === wanted);
    }
    await visit.settled();
    return [await visit.value(reading("train_loss")), await visit.value(reading("test_loss"))];
  };
  const first = await walk();
  await visit.click("playground.rewind");
  await untilStep(visit, (now) => now === 0);
  await visit.settled();
  assert.equal(await visit.value(reading("train_loss")), start);
  assert.deepEqual(await walk(), first);
  await visit.close();
});

test("a choice is made from its list, with the mouse", async () => {
  const visit = await lab.open("playground");
  assert.equal(await visit.value("playground.optimizer"), "adam");
  await visit.click("playground.optimizer");
  await visit.click("playground.optimizer:rmsprop");
  await visit.untilValue("playground.optimizer", "rmsprop");
  await visit.close();
});

test("a number is typed into its field", async () => {
  const visit = await lab.open("playground");
  await visit.typeInto("playground.seed", "123");
  await visit.page.keyboard.press("Enter");
  await visit.untilValue("playground.seed", "123");
  await visit.close();
});

test("a layer is added, and the network goes on", async () => {
  const visit = await lab.open("playground");
  const layers = async () => (await visit.controls()).filter(({ id }) => /^playground\.units\[\d+\]$/.test(id)).length;
  const before = await layers();
  await visit.click("playground.add_layer");
  await visit.until((list) => list.filter(({ id }) => /^playground\.units\[\d+\]$/.test(id)).length === before + 1, "there is one layer more");
  await visit.click("playground.play");
  await untilStep(visit, (now) => now > 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("it also learns on a phone", async () => {
  const visit = await lab.open("playground", { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true });
  const loss = await visit.number(reading("train_loss"));
  const { x, y } = await visit.middle("playground.play");
  await visit.page.touchscreen.tap(x, y);
  await visit.untilNumber(reading("train_loss"), (now) => now < loss);
  await visit.close();
});

test("a set is chosen from the list of all: a curve of one input, with R² in place of an accuracy", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.all_data");
  await visit.click("playground.gallery_data[sin]");
  await visit.untilValue("playground.data[sin]", "on");
  await visit.click("playground.play");
  await visit.untilNumber(reading("r_squared_test"), (now) => now > 0.9);
  await visit.keepPicture("sine-learned");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the digits are fetched when they are wanted, and learned to more than 95 %", async () => {
  const visit = await lab.open("playground");
  const asked = () => visit.requests.filter((address) => address.includes("data/digits.csv")).length;
  assert.equal(asked(), 0);
  await visit.click("playground.all_data");
  await visit.click("playground.gallery_data[digits]");
  await visit.untilValue("playground.data[digits]", "on");
  assert.equal(asked(), 1);
  await visit.click("playground.play");
  await visit.untilNumber(reading("test_accuracy"), (accuracy) => accuracy > 95);
  await visit.keepPicture("digits-learned");
  await visit.click("playground.play");
  await visit.settled();
  await visit.click("playground.mistake[1]");
  await visit.until((list) => /z1 = /.test(list.find(({ id }) => id === "playground.slow.text")?.value ?? ""), "the mistake goes through the network");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a preset is opened from its list, and shows its point: six sigmoid layers stand still", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.presets");
  await visit.click("playground.preset[sigmoid_depth]");
  await visit.untilValue("playground.data[circle]", "on");
  await visit.keepPicture("preset-sigmoid-depth");
  await visit.click("playground.play");
  await visit.untilNumber(reading("epoch"), (epoch) => epoch > 40);
  assert.ok((await visit.number(reading("train_loss"))) > 0.69);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a layer learns with a formula of one's own, and L2 is set while it runs", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.layer_settings");
  await visit.setValue("playground.activation[1]", "custom");
  await visit.untilValue("playground.formula", "x / (1 + exp(-x))");
  await visit.setValue("playground.formula", "tanh(a*x)");
  await visit.keepPicture("own-activation");
  await visit.page.keyboard.press("Escape");
  await visit.click("playground.play");
  await visit.untilNumber(reading("step"), (now) => now > 100);
  await visit.click("playground.more");
  await visit.click("playground.l2_on");
  await visit.untilValue("playground.l2_on", "on");
  assert.ok((await step(visit)) > 100);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the timeline goes back to a step of the run, and the same way comes again from there", async () => {
  const visit = await lab.open("playground");
  for (const wanted of [1, 2, 3, 4, 5]) {
    await visit.click("playground.step_batch");
    await untilStep(visit, (now) => now === wanted);
  }
  await visit.settled();
  const loss = await visit.value(reading("train_loss"));
  await visit.setValue("playground.timeline", "2");
  await untilStep(visit, (now) => now === 2);
  await visit.settled();
  assert.notEqual(await visit.value(reading("train_loss")), loss);
  for (const wanted of [3, 4, 5]) {
    await visit.click("playground.step_batch");
    await untilStep(visit, (now) => now === wanted);
  }
  await visit.settled();
  assert.equal(await visit.value(reading("train_loss")), loss);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("one sample in slow motion: by arrow keys through the network, and its new weight is the run's next one", async () => {
  const visit = await lab.open("playground");
  const text = () => visit.value("playground.slow.text");
  const untilText = (pattern) => visit.until((list) => pattern.test(list.find(({ id }) => id === "playground.slow.text")?.value ?? ""), String(pattern));
  await visit.setValue("playground.batch", "1");
  await visit.untilValue("playground.batch.field", "1");
  await visit.click("playground.step_sample");
  await untilText(/z1 = .*·.* = .*\na1 = /);
  await visit.settled();
  const first = await text();
  await visit.page.keyboard.press("ArrowRight");
  await untilText(/z2 = /);
  await visit.page.keyboard.press("ArrowLeft");
  await visit.until((list) => list.find(({ id }) => id === "playground.slow.text")?.value === first, "the first unit again");
  await visit.click("playground.slow_part:back");
  await untilText(/δ1 = ∂L\/∂z1 = a1 - t1/);
  await visit.keepPicture("slow-motion");
  await visit.click("playground.slow_part:update");
  await untilText(/w1 ← /);
  const weight = /w1 ← .* = (\S+)\n/.exec(await text())[1];
  assert.equal(await step(visit), 0);
  await visit.click("playground.slow_sample");
  await untilStep(visit, (now) => now === 1);
  await visit.until((list) => /z1 = \(?([^·)]+)/.exec(list.find(({ id }) => id === "playground.slow.text")?.value)?.[1] === weight, `z1 = ${weight} …`);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("on a phone a sample goes through the network by touch", async () => {
  const visit = await lab.open("playground", { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true });
  const untilText = (pattern) => visit.until((list) => pattern.test(list.find(({ id }) => id === "playground.slow.text")?.value ?? ""), String(pattern));
  await visit.tap("playground.slow");
  await untilText(/z1 = /);
  await visit.tap("playground.slow_on");
  await untilText(/z2 = /);
  await visit.keepPicture("slow-motion-phone");
  await visit.tap("playground.slow_close");
  await visit.control("playground.layer_details");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a run stops at the accuracy that was asked for, and says so", async () => {
  const visit = await lab.open("playground");
  await chooseData(visit, "gauss");
  await visit.click("playground.more");
  await visit.setValue("playground.stop", "accuracy");
  await visit.untilValue("playground.stop", "accuracy");
  await visit.keepPicture("stop-conditions");
  await visit.page.keyboard.press("Escape");
  await visit.untilGone("playground.stop");
  await visit.click("playground.play");
  await visit.until((list) => list.find(({ id }) => id === "playground.note.fix")?.label === "Play on", "it has stopped");
  await visit.settled();
  assert.ok((await visit.number(reading("test_accuracy"))) > 95);
  assert.ok((await visit.number(reading("epoch"))) >= 1);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
