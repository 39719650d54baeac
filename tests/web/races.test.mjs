// The races page: optimizers and batch sizes on the playground's network, in workers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const finished = (visit, runs) =>
  visit.until(
    (list) => list.some(({ id, value }) => id === "races.reading.progress" && value === `${runs} of ${runs} runs`),
    `${runs} runs are done`,
  );

const outcomes = async (visit) =>
  (await visit.controls()).filter(({ id }) => id.startsWith("races.outcome")).map(({ label, value }) => [label, value]);

async function race(visit, epochs, seeds, runs) {
  await visit.setValue("races.epochs", String(epochs));
  await visit.setValue("races.seeds", String(seeds));
  await visit.untilValue("races.reading.progress", `${runs} runs`);
  await visit.click("races.start");
  await finished(visit, runs);
}

// As on a machine with so many cores.
const withCores = (cores) => (page) =>
  page.addInitScript((count) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => count }), cores);

test("optimizers race on the playground's network: the same losses with one worker and with three, and after a reload", async () => {
  const seen = [];
  for (const cores of [2, 4]) {
    const visit = await lab.open("races", { prepare: withCores(cores) });
    const workers = [];
    visit.page.on("worker", (worker) => workers.push(worker.url()));
    await race(visit, 3, 2, 10);
    assert.equal(workers.length, cores - 1);
    seen.push(await outcomes(visit));
    if (cores === 4) {
      await visit.keepPicture("races-optimizers");
      // What was set is there after a reload; the race gives the same again.
      await visit.page.waitForFunction(() => JSON.parse(localStorage.getItem("gradlab.settings"))?.views?.races?.includes('"epochs":3'));
      await visit.page.reload();
      await visit.untilReady();
      await visit.untilValue("races.reading.progress", "10 runs");
      await visit.click("races.start");
      await finished(visit, 10);
      seen.push(await outcomes(visit));
    }
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
  assert.equal(seen[0].length, 5);
  for (const [, loss] of seen[0]) assert.match(loss, /^loss \d/);
  assert.deepEqual(seen[1], seen[0]);
  assert.deepEqual(seen[2], seen[0]);
});

test("rates are tuned first; the table is sorted and copied; axes and quantities change what is drawn; a race is stopped", async () => {
  const visit = await lab.open("races", { permissions: ["clipboard-read", "clipboard-write"] });
  await visit.activate("races.rates:tuned");
  await visit.setValue("races.epochs", "2");
  await visit.setValue("races.seeds", "2");
  await visit.click("races.start");
  await finished(visit, 5 * (7 * 3 + 2));
  await visit.control("races.tried");
  await visit.click("races.table[loss]");
  await visit.click("races.table[loss]"); // the smallest first
  const table = await visit.copied("races.copy_table");
  const lines = table.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const losses = lines.slice(1).map((line) => Number(line[lines[0].indexOf("loss")]));
  assert.equal(losses.length, 5);
  assert.deepEqual(losses, losses.toSorted((a, b) => a - b));
  const loss = await visit.value("races.reading.curve[1]");
  await visit.setValue("races.quantity", "test_accuracy");
  await visit.until((list) => list.find(({ id }) => id === "races.reading.curve[1]")?.value !== loss, "accuracies are drawn");
  const before = await visit.pictureOf("races.curves");
  await visit.setValue("races.axis", "seconds");
  await visit.settled();
  assert.ok(!before.equals(await visit.pictureOf("races.curves")));
  await visit.setValue("races.epochs", "2000");
  await visit.setValue("races.seeds", "25");
  await visit.click("races.start");
  await visit.until((list) => list.find(({ id }) => id === "races.start")?.label === "Stop", "it can be stopped");
  await visit.click("races.start");
  await visit.until((list) => list.find(({ id }) => id === "races.start")?.label === "Race", "it was stopped");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("batch sizes race over epochs, updates and seconds, with the noise of a step and the ways on the loss", async () => {
  const visit = await lab.open("races", { language: "zh-CN" });
  await visit.activate("races.of:batches");
  await visit.setValue("races.epochs", "3");
  await visit.setValue("races.seeds", "2");
  await visit.click("races.start");
  await visit.until((list) => list.some(({ id, value }) => id === "races.reading.progress" && value === "已完成 8/8 次训练"), "8 runs are done");
  await visit.control("races.noise_plot");
  await visit.control("races.slice_map");
  await visit.settled();
  await visit.keepPicture("races-batches");
  await visit.activate("races.detail_noise:all");
  await visit.activate("races.detail_ways:all");
  await visit.untilGone("races.slice_map");
  const view = await visit.view();
  assert.equal(view.shown, "batches");
  assert.equal(view.ways_shown, false);
  assert.equal(view.batches.race.epochs, 3);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("digits race on a phone, whose data are fetched for it", async () => {
  const visit = await lab.open("races", { width: 390, height: 844, hasTouch: true, ratio: 2 });
  await visit.setValue("races.network", "digits");
  await visit.setValue("races.epochs", "1");
  await visit.setValue("races.seeds", "1");
  await visit.click("races.start");
  await finished(visit, 5);
  assert.ok(visit.requests.some((url) => url.includes("digits")));
  await visit.setValue("races.quantity", "test_accuracy");
  await visit.until((list) => list.find(({ id }) => id === "races.reading.curve[5]")?.value.includes("%"), "Adam's accuracy is told");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
