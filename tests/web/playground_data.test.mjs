// Data and inputs of one's own in the playground, set by hand as a person does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

test("x² is given to the network by a press, a formula of one's own by typing", async () => {
  const visit = await lab.open("playground");
  const inputs = async () => (await visit.controls()).filter(({ id }) => /^playground\.input\[\d+\]$/.test(id)).map(({ label }) => label);
  await visit.click("playground.features_plus");
  await visit.click("playground.feature[x^2]");
  await visit.untilValue("playground.feature[x^2]", "on");
  await visit.click("playground.add_feature");
  await visit.typeInto("playground.own_feature[1]", "sin(x)*", false);
  await visit.until((list) => list.some(({ id, help }) => id === "playground.own_feature[1]" && /column 8/.test(help)), "the mistake is named with its column");
  assert.equal((await inputs()).length, 3);
  await visit.page.keyboard.type("y");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.input[4]" && label === "sin(x)*y"), "the formula is an input");
  await visit.keepPicture("features");
  await visit.click("playground.features_sheet.close");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (now) => now > 0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

// Two groups along a line, with a header, as a spreadsheet of some countries writes it.
const rows = (count) => Array.from({ length: count }, (_, i) => `${i % 20},5;${(i * 7) % 11};${i % 20 > 9 ? "ripe" : "raw"}`);
const table = (count) => ["weight;size;state", ...rows(count)].join("\n");

test("a file is chosen, read in steps, and learned", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.own_data");
  const file = { name: "fruit.csv", mimeType: "text/csv", buffer: Buffer.from(table(100_000)) };
  await visit.choose(file, () => visit.click("own_data.choose"));
  await visit.untilValue("playground.reading.target", "To find out: raw or ripe");
  await visit.keepPicture("own-data");
  await visit.click("playground.own_data_sheet.close");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.test_accuracy", (accuracy) => accuracy > 99);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a table is pasted, its mistake is named, and the run stays as it was", async () => {
  const visit = await lab.open("playground");
  const paste = (text) =>
    visit.page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, text);
  await paste("a,b,kind\n1,2,x\n3,oops,y\n5,6,x\n7,8,y\n");
  await visit.until((list) => list.some(({ id, value }) => id === "playground.reading.own_data_mistake" && /row 3/.test(value) && /column 2/.test(value)), "the mistake is named");
  assert.equal(await visit.value("playground.data[spiral]"), "on");
  await paste(table(60));
  await visit.untilValue("playground.data[csv]", "on");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a column that no network can use is left out of a table; the choice is undone, and stays after a reload", async () => {
  const visit = await lab.open("playground");
  const people = ["name,height,weight,kind", ...Array.from({ length: 60 }, (_, i) => `N${i},${i % 17},${(i * 7) % 23},${i % 17 > 8 ? "tall" : "short"}`)].join("\n");
  await visit.page.evaluate((text) => globalThis.gradlab.giveFile("people.csv", new TextEncoder().encode(text)), people);
  await visit.until((list) => list.some(({ id, value }) => id === "playground.reading.own_data_mistake" && /column 1/.test(value)), "the column is named");
  await visit.click("playground.column[1]");
  await visit.untilValue("playground.data[csv]", "on");
  await visit.untilGone("playground.reading.own_data_mistake");
  assert.equal(await visit.value("playground.column[1]"), "off");
  await visit.settled();
  await visit.keepPicture("columns-own");
  await visit.click("playground.own_data_sheet.close");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.features" && label === "2 of 3"), "two of three are inputs");
  await visit.click("playground.features");
  await visit.click("playground.column[3]");
  await visit.untilValue("playground.column[3]", "off");
  await visit.click("playground.features_sheet.close");
  await visit.click("playground.undo");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.input[2]" && label === "weight"), "the second is an input again");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.test_accuracy", (accuracy) => accuracy > 90);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the answers of 26 classes are a picture with a map beside it, on a desktop and a phone", async () => {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
  const rows = letters.flatMap((letter, c) => Array.from({ length: 20 }, (_, i) => `${(c % 6) * 10 + (i % 5) * 3},${Math.floor(c / 6) * 10 + Math.floor(i / 5) * 3},${letter}`));
  for (const size of [{}, { width: 390, height: 844 }]) {
    const visit = await lab.open("playground", size);
    await visit.page.evaluate((text) => globalThis.gradlab.giveFile("letters.csv", new TextEncoder().encode(text)), ["x,y,letter", ...rows].join("\n"));
    await visit.control("playground.own_data_sheet.close");
    await visit.click("playground.own_data_sheet.close");
    const answers = await visit.control("playground.confusion"), map = await visit.control("playground.map");
    assert.match(answers.label, /taken for which/);
    const [left, top, right] = answers.rect, [mapLeft, , mapRight, mapBottom] = map.rect;
    assert.ok(right - left > 200 && mapRight - mapLeft > 150, JSON.stringify([answers.rect, map.rect]));
    assert.ok(mapBottom <= top, "one above the other");
    await visit.activate("playground.play");
    await visit.untilNumber("playground.reading.test_accuracy", (accuracy) => accuracy > 30);
    await visit.activate("playground.play");
    await visit.settled();
    await visit.keepPicture(`answers-26-${size.width ?? 1440}`);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});

test("of Iris two columns are enough, and a link and a reload know which", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.data[iris]");
  await visit.untilValue("playground.data[iris]", "on");
  await visit.click("playground.features");
  await visit.click("playground.column[1]");
  await visit.untilValue("playground.column[1]", "off");
  await visit.click("playground.column[2]");
  await visit.untilValue("playground.column[2]", "off");
  await visit.control("playground.feature[x^2]");
  await visit.settled();
  await visit.keepPicture("columns-iris");
  await visit.click("playground.features_sheet.close");
  await visit.settled();
  assert.deepEqual((await visit.view()).data.columns, ["3", "4"]);
  await visit.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("columns")));
  await visit.page.goto(lab.address);
  await visit.page.reload();
  await visit.untilReady();
  await visit.openPage("playground");
  await visit.until((list) => list.some(({ id, label }) => id === "playground.features" && label === "2 of 4"), "two of four");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.test_accuracy", (accuracy) => accuracy > 90);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a file is dropped on the page", async () => {
  const visit = await lab.open("playground", { width: 390, height: 844 });
  await visit.page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "fruit.csv", { type: "text/csv" }));
    document.querySelector("#canvas").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, table(80));
  await visit.control("own_data.label");
  await visit.keepPicture("own-data-phone");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("points are drawn on the map with the mouse, and learned", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.draw");
  await visit.click("playground.draw.clear");
  await visit.settled();
  const [x0, y0, x1, y1] = (await visit.control("playground.map")).rect;
  const at = (x, y) => [x0 + x * (x1 - x0), y0 + y * (y1 - y0)];
  const draw = async (tool, from, to) => {
    await visit.click(`playground.draw.${tool}`);
    await visit.page.mouse.move(...at(...from));
    await visit.page.mouse.down();
    await visit.page.mouse.move(...at(...to), { steps: 12 });
    await visit.page.mouse.up();
    await visit.settled();
  };
  await draw("blue", [0.2, 0.2], [0.8, 0.3]);
  await draw("orange", [0.2, 0.8], [0.8, 0.7]);
  await visit.untilValue("playground.data[inline]", "on");
  await draw("orange", [0.2, 0.1], [0.8, 0.1]);
  const full = await visit.pictureOf("playground.map");
  await draw("eraser", [0.2, 0.1], [0.8, 0.1]);
  assert.ok(!full.equals(await visit.pictureOf("playground.map")));
  await visit.keepPicture("drawing");
  await visit.click("playground.draw.done");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.test_accuracy", (accuracy) => accuracy > 99);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("new points are put under the trained network by a press, and a reload keeps them", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.play");
  await visit.untilNumber("playground.reading.step", (now) => now > 200);
  await visit.click("playground.play");
  await visit.settled();
  const step = await visit.number("playground.reading.step"), loss = await visit.number("playground.reading.test_loss");
  await visit.click("playground.redraw");
  await visit.untilNumber("playground.reading.test_loss", (now) => now !== loss);
  assert.equal(await visit.number("playground.reading.step"), step, "the training stands where it stood");
  await visit.keepPicture("new-points");
  const spec = () => visit.page.evaluate(() => JSON.parse(JSON.parse(localStorage.getItem("gradlab.settings")).views.playground));
  await visit.atRest();
  const { seed } = (await spec()).data;
  assert.ok(seed > 0);
  await visit.page.reload();
  await visit.settled();
  assert.equal((await spec()).data.seed, seed);
  await visit.page.keyboard.press("Control+z");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
