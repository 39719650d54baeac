// Curves over the run, runs that are kept to compare with, and the map of the loss around the weights.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const steps = async (visit, count) => {
  for (let taken = 0; taken < count; ++taken) {
    const before = await visit.number("playground.reading.epoch");
    await visit.click("playground.step_epoch");
    await visit.untilNumber("playground.reading.epoch", (now) => now === before + 1);
  }
  await visit.settled();
};

test("a run is kept with a name and stays in the chart; every layer's figures are drawn and smoothed", async () => {
  const visit = await lab.open("playground");
  await steps(visit, 3);
  const alone = await visit.pictureOf("playground.loss_chart");
  await visit.click("playground.curves");
  await visit.click("playground.keep_run");
  await visit.control("playground.kept_name[1]");
  const pictures = [];
  for (const figure of ["gradients", "weights", "outputs", "accuracy", "loss"]) {
    await visit.setValue("playground.figure", figure);
    await visit.untilValue("playground.figure", figure);
    await visit.settled();
    pictures.push(await visit.keepPicture(`curves-${figure}`));
  }
  for (let i = 1; i < pictures.length; ++i) assert.ok(!pictures[i].equals(pictures[i - 1]));
  await visit.setValue("playground.smoothing", "0.9");
  await visit.untilValue("playground.smoothing", "0.90");
  await visit.settled();
  assert.ok(!pictures.at(-1).equals(await visit.picture()));
  await visit.setValue("playground.smoothing", "0");
  await visit.page.keyboard.press("Escape");
  await visit.untilGone("playground.figure");
  await visit.setValue("playground.rate.field", "0.1");
  await visit.click("playground.rewind");
  await visit.untilNumber("playground.reading.step", (step) => step === 0);
  await steps(visit, 3);
  assert.ok(!alone.equals(await visit.pictureOf("playground.loss_chart")));
  await visit.keepPicture("run-kept");
  await visit.click("playground.curves");
  await visit.control("playground.kept_name[1]");
  await visit.keepPicture("run-kept-sheet");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the rate finder works beside the page and its rate is taken; a schedule is drawn under the losses, also on a phone", async () => {
  for (const phone of [false, true]) {
    const visit = await lab.visit(phone ? { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true } : {});
    await visit.openPage("playground");
    await visit.activate("playground.rates");
    await visit.untilValue("playground.reading.rates_done", "100 %");
    await visit.keepPicture(`rates${phone ? "-phone" : ""}`);
    const found = await visit.number("rates.reading.steepest");
    await visit.setValue("playground.schedule", "exponential");
    await visit.setValue("playground.schedule_param[gamma].field", "0.5");
    await visit.settled();
    await visit.setValue("playground.rates_from", "here");
    await visit.untilValue("playground.reading.rates_done", "100 %");
    await visit.activate("playground.take_rate");
    await visit.untilGone("playground.rates_from");
    await visit.settled();
    const start = await visit.number("playground.reading.rate_strip");
    assert.ok(Math.abs(Math.log(start / found)) < 0.06, `${start} is taken where ${found} was found`);
    await visit.setValue("playground.speed", "7");
    await visit.click("playground.play");
    await visit.untilNumber("playground.reading.rate_strip", (rate) => rate < start / 3);
    await visit.click("playground.play");
    await visit.settled();
    await visit.keepPicture(`schedule-strip${phone ? "-phone" : ""}`);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});

test("the loss around the weights is worked out beside the page, on each of the planes, also on a phone", async () => {
  for (const phone of [false, true]) {
    const visit = await lab.visit(phone ? { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true } : {});
    await visit.openPage("playground");
    await visit.setValue("playground.speed", "7");
    await visit.click("playground.play");
    await visit.untilNumber("playground.reading.epoch", (epoch) => epoch >= 2);
    await visit.click("playground.play");
    await visit.settled();
    await visit.click("playground.landscape");
    for (const plane of ["random", "gradient", "path"]) {
      await visit.setValue("playground.landscape_plane", plane);
      await visit.untilValue("playground.landscape_plane", plane);
      await visit.untilValue("playground.reading.landscape_done", "100 %");
      await visit.settled();
      await visit.keepPicture(`landscape-${plane}${phone ? "-phone" : ""}`);
    }
    const coarse = await visit.pictureOf("playground.landscape_map");
    await visit.setValue("playground.landscape_resolution", "41");
    await visit.untilValue("playground.landscape_resolution", "41");
    await visit.settled();
    await visit.untilValue("playground.reading.landscape_done", "100 %");
    assert.ok(!coarse.equals(await visit.pictureOf("playground.landscape_map")));
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});

test("the map shows probabilities or classes, and says the probability where one points", async () => {
  const visit = await lab.open("playground");
  const smooth = await visit.pictureOf("playground.map");
  await visit.click("playground.more");
  await visit.click("playground.discrete");
  await visit.untilValue("playground.discrete", "on");
  await visit.page.keyboard.press("Escape");
  await visit.untilGone("playground.discrete");
  await visit.settled();
  const classes = await visit.pictureOf("playground.map");
  assert.ok(!smooth.equals(classes));
  await visit.keepPicture("map-classes");
  const { x, y } = await visit.middle("playground.map");
  await visit.page.mouse.move(x + 31, y + 40);
  await visit.settled();
  await visit.control("playground.reading.output");
  assert.ok(!classes.equals(await visit.pictureOf("playground.map")));
  const [, place, p] = /^\((.+)\): Probability of blue: (0\.\d{3})$/.exec(await visit.value("playground.reading.output"));
  await visit.keepPicture("map-probability");
  // Half a map further it is another place, with another probability.
  await visit.page.mouse.move(x - 90, y - 60);
  await visit.until((list) => list.some(({ id, value }) => id === "playground.reading.output" && !value.includes(place) && !value.endsWith(p)), "another probability");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
