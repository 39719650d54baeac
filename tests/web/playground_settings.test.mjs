// Everything that can be set in the playground is set here once, in the browser, and trains.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { idxFile } from "./idx.mjs";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const reading = (name) => `playground.reading.${name}`;

const choices = async (visit, id) => {
  await visit.click(id);
  await visit.control(`${id}:${await visit.value(id)}`);
  const list = (await visit.controls()).map((control) => control.id);
  await visit.click(`${id}:${await visit.value(id)}`);
  await visit.until((now) => !now.some((control) => control.id.startsWith(`${id}:`)), `the list of ${id} is closed`);
  return list.filter((each) => each.startsWith(`${id}:`)).map((each) => each.slice(id.length + 1));
};

test("every data set is chosen from its picture, says its target, and takes a step", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.all_data");
  await visit.control("playground.gallery_data[spiral]");
  const kinds = (await visit.controls()).map(({ id }) => /^playground\.gallery_data\[(\w+)\]$/.exec(id)?.[1]).filter(Boolean);
  assert.ok(kinds.length >= 20, `${kinds.length} sets`);
  for (const kind of kinds) {
    if (kind !== kinds[0]) await visit.click("playground.all_data");
    await visit.control(`playground.gallery_data[${kind}]`);
    await visit.page.evaluate((id) => globalThis.gradlab.focus(id), `playground.gallery_data[${kind}]`); // scrolls to it
    await visit.click(`playground.gallery_data[${kind}]`);
    await visit.until((list) => !list.some(({ id }) => id.startsWith("playground.gallery_data")), "the list is closed");
    await visit.untilValue(`playground.data[${kind}]`, "on");
    assert.match(await visit.value(reading("target")), /^To (find out|predict): ./, kind);
    await visit.untilNumber(reading("step"), (step) => step === 0);
    await visit.click("playground.step_batch");
    await visit.untilNumber(reading("step"), (step) => step === 1);
    await visit.until((list) => list.some(({ id, value }) => id === reading("train_loss") && /\d/.test(value)), `${kind}: its loss`);
  }
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("every optimizer with its parameters, initialiser, loss and schedule is set, and trains", async () => {
  const visit = await lab.open("playground");
  const takesAStep = async (what) => {
    await visit.settled();
    const before = await visit.number(reading("step"));
    await visit.click("playground.step_batch");
    await visit.untilNumber(reading("step"), (step) => step === before + 1);
    assert.equal(await visit.find("playground.refused"), null, what);
  };
  for (const [id, least] of [["playground.optimizer", 10], ["playground.start", 8], ["playground.loss", 3]]) {
    const all = await choices(visit, id);
    assert.ok(all.length >= least, `${id}: ${all}`);
    for (const row of all) {
      await visit.setValue(id, row);
      await visit.untilValue(id, row);
      await takesAStep(`${id} ${row}`);
    }
  }
  await visit.setValue("playground.loss", "bce");
  // The parameters of the optimizer stand under "More", each with a field, and go to the running training.
  for (const [row, parameter, value] of [["rmsprop", "alpha", "0.9"], ["adam", "beta1", "0.8"], ["sgd", "momentum", "0.9"]]) {
    await visit.setValue("playground.optimizer", row);
    await visit.untilValue("playground.optimizer", row);
    await visit.click("playground.more");
    const id = `playground.optimizer_param[${parameter}]`;
    await visit.setValue(`${id}.field`, value);
    await visit.untilValue(`${id}.field`, value);
    await visit.setValue(`${id}.field`, "much");
    await visit.settled();
    assert.equal(await visit.value(id), value, "nonsense leaves what was there");
    await visit.click("playground.more_sheet.close");
    await takesAStep(`${row} ${parameter}`);
  }
  await visit.click("playground.more");
  for (const row of await choices(visit, "playground.schedule")) {
    await visit.setValue("playground.schedule", row);
    await visit.untilValue("playground.schedule", row);
  }
  await visit.click("playground.more_sheet.close");
  await takesAStep("schedule");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("layers and units go up to the limits, and the button says when no more fit", async () => {
  const visit = await lab.open("playground");
  const hidden = Array.from({ length: 61 }, () => ({ units: 2, activation: "tanh" }));
  const spec = { data: { kind: "circle" }, layers: [...hidden, { units: 1, activation: "sigmoid" }], loss: "bce" };
  await visit.page.evaluate((text) => globalThis.gradlab.giveFile("deep.json", new TextEncoder().encode(text)), JSON.stringify(spec));
  await visit.untilValue("playground.data[circle]", "on");
  for (let layers = 62; layers <= 63; ++layers) {
    const before = await visit.page.evaluate(() => globalThis.gradlab.link());
    await visit.click("playground.add_layer");
    await visit.page.waitForFunction((link) => globalThis.gradlab.link() !== link, before);
  }
  await visit.until((list) => list.some(({ id, enabled }) => id === "playground.add_layer" && !enabled), "no more fit");
  assert.match((await visit.control("playground.add_layer")).help, /63 hidden layers/);
  await visit.click("playground.step_batch");
  await visit.untilNumber(reading("step"), (step) => step === 1);
  await visit.settled();
  await visit.keepPicture("many-layers");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("images and labels as IDX files are opened, learned, and which was taken for which is said", async () => {
  const visit = await lab.open("playground");
  const count = 120;
  const side = 6;
  // A bar across, a bar down, or a diagonal, each a bit brighter or darker.
  const image = (i) =>
    Array.from({ length: side * side }, (_, p) => {
      const [row, column] = [Math.floor(p / side), p % side];
      const lit = [row === 2, column === 2, row === column][i % 3];
      return lit ? 200 + (i % 50) : i % 20;
    });
  await visit.click("playground.own_data");
  const files = [
    idxFile("bars-images-idx3-ubyte", [count, side, side], Array.from({ length: count }, (_, i) => image(i)).flat()),
    idxFile("bars-labels-idx1-ubyte", [count], Array.from({ length: count }, (_, i) => i % 3)),
  ];
  await visit.choose(files, () => visit.click("own_data.choose"));
  await visit.until((list) => list.some(({ id, value }) => id === reading("target") && /0.*1.*2/.test(value)), "the classes are known");
  await visit.keepPicture("idx-opened");
  await visit.click("playground.own_data_sheet.close");
  await visit.click("playground.play");
  await visit.untilNumber(reading("test_accuracy"), (accuracy) => accuracy > 99);
  await visit.click("playground.play");
  await visit.until((list) => list.some(({ id, value }) => id === reading("confusion_test") && /^0 [1-9]\d* 0 0; 1 0 [1-9]\d* 0; 2 0 0 [1-9]\d*$/.test(value)), "all right: only the diagonal counts");
  await visit.settled();
  await visit.keepPicture("idx-learned");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("on a phone one button takes a step of the size that was chosen", async () => {
  const visit = await lab.open("playground", { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true });
  await visit.tap("playground.step_epoch");
  await visit.untilNumber(reading("epoch"), (epoch) => epoch === 1);
  await visit.tap("playground.setup");
  await visit.tap("playground.more");
  await visit.tap("playground.step_size:sample");
  await visit.untilValue("playground.step_size", "sample");
  await visit.page.keyboard.press("Escape");
  await visit.page.keyboard.press("Escape");
  await visit.until((list) => list.some(({ id }) => id === "playground.step_sample"), "the button takes a sample");
  await visit.settled();
  await visit.tap("playground.step_sample");
  await visit.control("playground.slow.text");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a tablet held upright shows all of it, one below the other", async () => {
  const visit = await lab.open("playground", { width: 768, height: 1024 });
  await visit.click("playground.play");
  await visit.untilNumber(reading("step"), (step) => step > 50);
  await visit.click("playground.play");
  await visit.settled();
  for (const id of ["playground.speed", "playground.timeline", "playground.curves", "playground.landscape", "playground.map"]) {
    const { rect } = await visit.control(id);
    assert.ok(rect[0] >= 0 && rect[2] <= 768, `${id}: ${rect}`);
  }
  await visit.keepPicture("tablet-upright");
  await visit.click("playground.landscape");
  await visit.control("playground.landscape_sheet.close");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a layer of maxout with batch norm and dropout is set by its sheet, and trains", async () => {
  const visit = await lab.open("playground");
  await visit.setValue("playground.activation[1]", "maxout");
  await visit.untilValue("playground.activation[1]", "maxout");
  await visit.click("playground.layer_settings");
  await visit.click("playground.batch_norm");
  await visit.untilValue("playground.batch_norm", "on");
  await visit.setValue("playground.dropout", "0.2");
  await visit.settled();
  await visit.keepPicture("layer-settings");
  await visit.page.keyboard.press("Escape");
  const loss = await visit.number(reading("train_loss"));
  await visit.click("playground.play");
  await visit.untilNumber(reading("train_loss"), (now) => now < loss / 2);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the diagnosis names the rate, and its press makes the change that it proposes", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.presets");
  await visit.click("playground.preset[rate_too_high]");
  await visit.settled();
  const rate = await visit.number("playground.rate.field");
  await visit.click("playground.play");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.note.fix" && /Try|0\./.test(label)), "a change is proposed");
  await visit.keepPicture("diagnosis-fix");
  await visit.click("playground.note.fix");
  await visit.untilNumber("playground.rate.field", (now) => now < rate);
  await visit.click("playground.undo");
  await visit.untilNumber("playground.rate.field", (now) => now === rate);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("numbers over two inputs are a surface: it says what it predicts where one points, and R²", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.all_data");
  await visit.control("playground.gallery_data[hills]");
  await visit.page.evaluate((id) => globalThis.gradlab.focus(id), "playground.gallery_data[hills]"); // scrolls to it
  await visit.click("playground.gallery_data[hills]");
  await visit.untilValue("playground.data[hills]", "on");
  await visit.click("playground.play");
  await visit.untilNumber(reading("r_squared_test"), (now) => now > 0.8);
  await visit.click("playground.play");
  await visit.settled();
  const { x, y } = await visit.middle("playground.map");
  await visit.page.mouse.move(x + 40, y - 30);
  await visit.until((list) => list.some(({ id, value }) => id === reading("output") && /[−-]?\d\.\d/.test(value)), "a number is predicted");
  await visit.keepPicture("surface");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
