// How the playground is looked at stays by link and reload; a teacher hides single things; undo takes views back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const reading = (name) => `playground.reading.${name}`;

const looks = [["playground.map_x", "3"], ["playground.map_y", "0"], ["playground.speed", "2"], ["playground.loss_scale", "linear"]];

async function seesAll(visit) {
  for (const [id, value] of looks) await visit.untilValue(id, value);
  await visit.click("playground.more");
  await visit.untilValue("playground.discrete", "on");
  await visit.untilValue("playground.test_points", "off");
  await visit.click("playground.more_sheet.close");
  await visit.click("playground.curves");
  await visit.untilNumber("playground.smoothing", (smoothing) => smoothing === 0.5);
  await visit.click("playground.curves_sheet.close");
  await visit.settled();
}

test("map, loss, speed and smoothing are as they were after a reload and for whoever follows the link", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.data[iris]");
  await visit.untilValue("playground.data[iris]", "on");
  for (const [id, value] of [["playground.map_x", "0"], ["playground.map_y", "3"], ...looks.filter(([id]) => id !== "playground.map_y")]) await visit.setValue(id, value);
  await visit.click("playground.more");
  await visit.click("playground.discrete");
  await visit.untilValue("playground.discrete", "on");
  await visit.click("playground.test_points");
  await visit.untilValue("playground.test_points", "off");
  await visit.click("playground.more_sheet.close");
  await visit.click("playground.curves");
  await visit.setValue("playground.smoothing", "0.5");
  await visit.click("playground.curves_sheet.close");
  await seesAll(visit);
  const link = await visit.page.evaluate(() => globalThis.gradlab.link());
  assert.deepEqual((await visit.view()).look, { whole_classes: true, log_loss: false, map_x: 4, map_y: 1, speed: 2, smoothing: 0.5, test_points: false });
  await visit.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("whole_classes") && text.includes("smoothing")));
  await visit.page.goto(lab.address);
  await visit.page.reload();
  await visit.untilReady();
  await visit.openPage("playground");
  await seesAll(visit);
  const other = await lab.visit({ link });
  await other.page.waitForFunction(() => globalThis.gradlab.page() === "playground");
  await seesAll(other);
  await other.keepPicture("look-by-link");
  assert.deepEqual([...visit.troubles, ...other.troubles], []);
  await visit.close();
  await other.close();
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  test(`points of the test leave the map and come back at ${width} × ${height}`, async () => {
    const visit = await lab.open("playground", { width, height });
    const open = async () => {
      if (width < 700) await visit.click("playground.setup");
      await visit.click("playground.more");
    };
    const map = async () => {
      await visit.click("playground.more_sheet.close");
      await visit.settled();
      return visit.pictureOf("playground.map");
    };
    await open();
    const all = await map();
    await open();
    await visit.click("playground.test_points");
    await visit.untilValue("playground.test_points", "off");
    await visit.keepPicture(`test-points-sheet-${width}`);
    assert.ok(!all.equals(await map()));
    await visit.keepPicture(`test-points-${width}`);
    await open();
    await visit.click("playground.test_points");
    await visit.untilValue("playground.test_points", "on");
    assert.ok(all.equals(await map()));
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  });
}

const hidden = ["play", "penalties", "schedule", "stop", "noise", "test_points"];
const task = { title: "Predict, then step", text: "What does one epoch do?", hidden };

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  test(`a learner does not see what a teacher hid by itself at ${width} × ${height}`, async () => {
    const teacher = await lab.open("playground", { width, height });
    const spec = await teacher.view();
    const view = Buffer.from(JSON.stringify({ spec, class: task })).toString("base64url");
    const link = (await teacher.page.evaluate(() => globalThis.gradlab.link())).replace(/[^/]*$/, view);
    await teacher.close();
    const visit = await lab.visit({ width, height, link });
    await visit.page.waitForFunction(() => globalThis.gradlab.page() === "playground");
    await visit.control("class.again");
    await visit.settled();
    for (const id of ["playground.play", "playground.rewind"]) assert.equal(await visit.find(id), null, id);
    await visit.page.keyboard.press("Space");
    await visit.settled();
    assert.equal(await visit.number(reading("epoch")), 0);
    await visit.click("playground.step_epoch");
    await visit.untilNumber(reading("epoch"), (epoch) => epoch === 1);
    await visit.settled();
    await visit.keepPicture(`hidden-${width}`);
    if (width < 1200) await visit.click("playground.setup");
    await visit.control("playground.points");
    assert.equal(await visit.find("playground.noise"), null);
    await visit.click("playground.more");
    await visit.control("playground.shuffle");
    for (const id of ["playground.l1", "playground.l2_on", "playground.schedule", "playground.stop", "playground.test_points"]) assert.equal(await visit.find(id), null, id);
    await visit.settled();
    await visit.keepPicture(`hidden-more-${width}`);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  });
}

test("undo takes back the simple view, and in a teacher's sheet what was chosen there", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.simple");
  await visit.untilGone("playground.optimizer");
  await visit.page.keyboard.press("Control+Z");
  await visit.control("playground.optimizer");
  await visit.page.keyboard.press("Control+Y");
  await visit.untilGone("playground.optimizer");
  await visit.click("playground.undo");
  await visit.control("playground.optimizer");
  await visit.click("app.keep");
  await visit.click("keep.part:link");
  await visit.click("keep.for_class");
  await visit.setValue("class.rule[rate]", "locked");
  await visit.untilValue("class.rule[rate]", "locked");
  await visit.settled();
  await visit.keepPicture("class-undo");
  await visit.click("class.undo");
  await visit.untilValue("class.rule[rate]", "shown");
  await visit.click("class.redo");
  await visit.untilValue("class.rule[rate]", "locked");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("what is to be seen is explained by a press; an input that is pointed at is shown large", async () => {
  for (const language of ["en-US", "zh-CN"]) {
    const visit = await lab.visit({ width: 1440, height: 900, language });
    await visit.openPage("playground");
    await visit.settled();
    await visit.click("playground.about");
    const words = await visit.control("app.help.word.unit");
    assert.match(words.label, language === "en-US" ? /activation/ : /激活函数/);
    await visit.settled();
    await visit.keepPicture(`first-words-${language}`);
    await visit.click("app.help.sheet.close");
    await visit.settled();
    const { rect: [x0, y0, x1, y1] } = await visit.control("playground.input[1]");
    await visit.page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2);
    await visit.untilValue(reading("output"), language === "en-US" ? "Input x1" : "输入 x1");
    await visit.settled();
    await visit.keepPicture(`input-large-${language}`);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});
