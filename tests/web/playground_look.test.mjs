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
