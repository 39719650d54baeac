// What is taken along from the playground and brought back: the run, its data, its network as source text, pictures.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answers, missing } from "../cli/languages.mjs";
import { openLaboratory } from "./page.mjs";
import { readPng } from "./png.mjs";

const folder = mkdtempSync(join(tmpdir(), "gradlab-keep-"));
let lab;
before(async () => (lab = await openLaboratory()));
after(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const reading = (name) => `playground.reading.${name}`;

async function epochs(visit, count) {
  for (let i = 0; i < count; ++i) {
    const epoch = await visit.number(reading("epoch"));
    await visit.click("playground.step_epoch");
    await visit.untilNumber(reading("epoch"), (now) => now === epoch + 1);
  }
  await visit.settled();
}

async function takeAlong(visit, part) {
  await visit.click("app.keep");
  await visit.click(`keep.part:${part}`);
  await visit.settled();
}

const leave = (visit) => visit.click("playground.keep_sheet.close");

async function savedRun(visit) {
  await takeAlong(visit, "file");
  const { name, bytes } = await visit.downloaded(() => visit.click("keep.save_run"));
  assert.equal(name, "gradlab-run.json");
  await leave(visit);
  return bytes;
}

test("a saved run is opened by another visitor and goes on with the same bits; nonsense changes nothing", async () => {
  const here = await lab.open("playground");
  await epochs(here, 2);
  const file = await savedRun(here);
  await epochs(here, 2);

  const there = await lab.open("playground");
  await takeAlong(there, "file");
  const open = (buffer) => there.choose({ name: "run.json", mimeType: "application/json", buffer }, () => there.click("keep.open_run"));
  await open(file);
  await there.untilNumber(reading("epoch"), (now) => now === 2);
  await epochs(there, 2);
  const end = await savedRun(there);
  assert.ok(end.equals(await savedRun(here)), "the two went different ways");

  await takeAlong(there, "file");
  const broken = JSON.parse(file);
  broken.run.order[0] = broken.run.order[1];
  await open(Buffer.from(JSON.stringify(broken)));
  await there.control("app.notice.close");
  await there.keepPicture("keep-refused");
  assert.ok(end.equals(await savedRun(there)), "a broken file changed something");
  assert.deepEqual([...here.troubles, ...there.troubles], []);
  await here.close();
  await there.close();
});

// The page says its losses in history's last row: the programs' answers for the saved table must give the same.
test("the network's code, as the page gives it, answers as the page does, in every language", async () => {
  const visit = await lab.open("playground");
  await epochs(visit, 3);
  const run = JSON.parse(await savedRun(visit));
  await takeAlong(visit, "file");
  const data = await visit.downloaded(() => visit.click("keep.save_data"));
  assert.equal(data.name, "gradlab-data.csv");
  await visit.click("keep.part:code");
  const programs = {};
  for (const language of Object.keys(missing)) {
    await visit.click(`keep.language:${language}`);
    await visit.settled();
    programs[language] = await visit.downloaded(() => visit.click("keep.save_code"));
  }
  await visit.keepPicture("keep-code");
  assert.deepEqual(visit.troubles, []);
  await visit.close();

  const table = data.bytes.toString().trim().split("\r\n").slice(1).map((line) => line.split(","));
  const rows = table.map((cells) => cells.slice(0, -1).join(",")).join("\n") + "\n";
  const [, trainLoss] = run.history.rows.at(-1);
  for (const [language, { name, bytes }] of Object.entries(programs)) {
    if (missing[language]) continue;
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const given = answers(language, file, rows).trim().split("\n").map((line) => line.split(","));
    assert.equal(given.length, table.length, language);
    const losses = run.run.order.map((row) => {
      const p = Number(given[row][0]);
      return -Math.log(table[row].at(-1) === "1" ? p : 1 - p);
    });
    const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length;
    assert.ok(Math.abs(loss - trainLoss) < 1e-5 * trainLoss + 1e-6, `${language}: ${loss} is not the page's ${trainLoss}`);
  }
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  test(`every picture is downloaded as SVG and PNG at ${width} × ${height}`, async () => {
    const visit = await lab.open("playground", { width, height });
    await visit.click("playground.play");
    await visit.untilNumber(reading("epoch"), (now) => now > 2);
    await visit.click("playground.play");
    await visit.settled();
    await takeAlong(visit, "pictures");
    for (const id of ["network", "output", "loss", "layer"]) {
      const svg = await visit.downloaded(() => visit.click(`keep.svg[${id}]`));
      assert.equal(svg.name, `gradlab-${id}.svg`);
      const png = await visit.downloaded(() => visit.click(`keep.png[${id}]`));
      assert.equal(png.name, `gradlab-${id}.png`);
      writeFileSync(join(folder, svg.name), svg.bytes);
      const drawn = await visit.page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
        const size = ["width", "height"].map((name) => Number(parsed.documentElement.getAttribute(name)));
        return { size, errors: parsed.querySelectorAll("parsererror").length, maps: parsed.querySelectorAll("image").length };
      }, svg.bytes.toString());
      assert.equal(drawn.errors, 0, id);
      if (id === "network") assert.ok(drawn.maps >= 16, `${drawn.maps} maps in the network`);
      const { width: across, height: down, at } = readPng(png.bytes);
      assert.deepEqual([across, down], drawn.size.map((length) => Math.round(2 * length)));
      const colours = new Set();
      for (let x = 0; x < across; x += 3) for (let y = 0; y < down; y += 3) colours.add(at(x, y).join());
      assert.ok(colours.size > 20, `${colours.size} colours in ${id}`);
    }
    await visit.keepPicture(`keep-pictures-${width}`);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  });
}
