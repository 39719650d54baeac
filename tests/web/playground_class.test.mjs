// Links, tasks for a class, the simple view, "Why?", and digits drawn by hand, as people use them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const reading = (name) => `playground.reading.${name}`;

// Another visitor follows a link.
async function follow(link, options) {
  const visit = await lab.visit({ ...options, link });
  await visit.page.waitForFunction(() => globalThis.gradlab.page() === "playground");
  return visit;
}

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

async function openLinks(visit) {
  await visit.click("app.keep");
  await visit.click("keep.part:link");
  await visit.settled();
}

test("a link carries the set-up and, if wanted, the weights", async () => {
  const here = await lab.open("playground", clipboard);
  await here.click("playground.play");
  await here.untilNumber(reading("epoch"), (now) => now > 3);
  await here.click("playground.play");
  await here.settled();
  const loss = await here.value(reading("train_loss"));
  await openLinks(here);
  await here.click("keep.with_weights");
  const link = await here.copied("keep.copy_link");
  await here.keepPicture("keep-link");
  const there = await follow(link);
  await there.untilValue(reading("train_loss"), loss);
  assert.equal(await there.number(reading("step")), 0);
  assert.deepEqual([...here.troubles, ...there.troubles], []);
  await here.close();
  await there.close();
});

test("what a teacher writes is shown in any characters, also those that the page brings no font for", async () => {
  const teacher = await lab.open("playground");
  await openLinks(teacher);
  await teacher.click("keep.for_class");
  const pictures = [];
  for (const title of ["??", "夔龘", "龘夔", "𠮷🎉"]) {
    await teacher.setValue("class.task_title", title);
    await teacher.settled();
    pictures.push(await teacher.pictureOf("class.task_title"));
  }
  await teacher.keepPicture("class-any-characters");
  for (let i = 0; i < pictures.length; ++i)
    for (let j = 0; j < i; ++j) assert.ok(!pictures[i].equals(pictures[j]), `${i} and ${j}`);
  assert.deepEqual(teacher.troubles, []);
  await teacher.close();
});

test("a teacher sets a task; a learner sees it, meets the locks, and gets the start back, also after a reload", async () => {
  const teacher = await lab.open("playground", clipboard);
  await openLinks(teacher);
  await teacher.click("keep.for_class");
  await teacher.typeInto("class.task_title", "Layers", false);
  await teacher.typeInto("class.task_text", "How few units learn the spiral?", false);
  await teacher.setValue("class.rule[rate]", "locked");
  await teacher.setValue("class.rule[loss]", "hidden");
  await teacher.settled();
  await teacher.keepPicture("class-teacher");
  const link = await teacher.copied("class.copy_link");

  for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    const learner = await follow(link, size);
    await learner.control("class.again");
    await learner.keepPicture(`class-learner-${size.width}`);
    if (size.width < 700) {
      await learner.click("playground.setup");
      await learner.settled();
    }
    const rate = await learner.control("playground.rate");
    assert.equal(rate.enabled, false);
    assert.match(rate.help, /Locked/);
    assert.equal(await learner.find("playground.loss"), null);
    await learner.setValue("playground.noise", "1");
    await learner.untilNumber("playground.noise", (noise) => noise === 1);
    if (size.width < 700) await learner.click("playground.setup_panel.close");
    await learner.settled();
    await learner.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("How few units")));
    await learner.page.goto(lab.address);
    await learner.untilReady();
    await learner.openPage("playground");
    await learner.click("class.again");
    if (size.width < 700) await learner.click("playground.setup");
    await learner.untilNumber("playground.noise", (noise) => noise === 0.2);
    assert.deepEqual(learner.troubles, []);
    await learner.close();
  }
  assert.deepEqual(teacher.troubles, []);
  await teacher.close();
});

test("the simple view leaves what beginners need, and is remembered", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.simple");
  await visit.untilGone("playground.optimizer");
  const ids = (await visit.controls()).map(({ id }) => id);
  for (const id of ["playground.data[spiral]", "playground.units[1]", "playground.activation[1]", "playground.rate", "playground.play"])
    assert.ok(ids.includes(id), `${id} is not in ${ids}`);
  for (const id of ["playground.batch", "playground.seed", "playground.noise", "playground.timeline", "playground.speed"])
    assert.ok(!ids.includes(id), id);
  await visit.keepPicture("simple-view");
  await visit.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("simple")));
  await visit.page.reload();
  await visit.untilReady();
  await visit.openPage("playground");
  await visit.control("playground.play");
  assert.equal(await visit.find("playground.optimizer"), null);
  await visit.click("playground.simple");
  await visit.control("playground.optimizer");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

async function openClaim(visit) {
  await visit.click("playground.presets");
  await visit.click("playground.preset[sigmoid_depth]");
  await visit.settled();
  await visit.click("playground.play");
  await visit.control("playground.note.why");
  await visit.click("playground.play");
  await visit.click("playground.note.why");
  await visit.control("playground.claim_train");
}

test("a finding's Why opens the claim that explains it, which can be seen at work", async () => {
  const visit = await lab.open("playground");
  await openClaim(visit);
  await visit.until((list) => list.some(({ id, value }) => id === reading("claim_truth") && /1\/4096/.test(value)), "the claim's words");
  await visit.keepPicture("claim");
  await visit.click("playground.claim_show");
  await visit.untilNumber(reading("epoch"), () => true);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

// As on a machine with so many cores.
const withCores = (cores) => (page) =>
  page.addInitScript((count) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => count }), cores);
const noWorkers = (page) => page.addInitScript(() => delete globalThis.Worker);

test("a claim is trained from ten seeds: with one worker, with three and with none the same is found", async () => {
  const outcomes = [];
  for (const [prepare, workers] of [[withCores(2), 1], [withCores(4), 3], [noWorkers, 0]]) {
    const visit = await lab.open("playground", { prepare });
    await openClaim(visit);
    const before = visit.page.workers().length;
    const started = [];
    visit.page.on("worker", (worker) => started.push(worker.url()));
    await visit.click("playground.claim_train");
    await visit.until((list) => list.some(({ id, value }) => id === reading("claim_runs") && value.startsWith("10 of 10 runs")), "ten runs are done");
    await visit.until((list) => list.find(({ id }) => id === "playground.claim_train")?.label === "Train from ten seeds", "they are over");
    await visit.settled();
    outcomes.push(await visit.value(reading("claim_runs")));
    assert.equal(started.length, workers);
    await visit.eventually(() => visit.page.workers().length, (count) => count === before);
    if (workers === 3) await visit.keepPicture("claim-from-ten-seeds");
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
  assert.match(outcomes[0], /: (9|10) show it$/);
  assert.deepEqual(outcomes, Array(3).fill(outcomes[0]));
});

test("the runs of a claim are stopped by a press, and by closing its sheet", async () => {
  const visit = await lab.open("playground", { prepare: withCores(3), language: "zh-CN" });
  await openClaim(visit);
  const resting = visit.page.workers().length;
  const untilLabel = (label) => visit.until((list) => list.find(({ id }) => id === "playground.claim_train")?.label === label, label);
  const untilRunning = (workers) => visit.eventually(() => visit.page.workers().length, (count) => count === resting + workers);
  // The workers' program never arrives: they are at it for as long as one likes.
  await visit.page.route("**/gradlab.js*", () => {});
  await visit.click("playground.claim_train");
  await untilLabel("停止");
  await untilRunning(2);
  assert.equal(await visit.value(reading("claim_runs")), "0/10 次训练：0 次如此 · 工作线程：2");
  await visit.keepPicture("claim-from-ten-seeds-zh");
  await visit.click("playground.claim_train");
  await untilLabel("用十个种子训练");
  await untilRunning(0);
  await visit.click("playground.claim_train");
  await untilLabel("停止");
  await visit.click("playground.claim_sheet.close");
  await visit.untilGone("playground.claim_train");
  await untilRunning(0);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  test(`a digit is drawn by hand and known at ${width} × ${height}`, async () => {
    const visit = await lab.open("playground", { width, height });
    if (width < 700) {
      await visit.click("playground.setup");
      await visit.click("playground.presets");
    } else {
      await visit.click("playground.presets");
    }
    await visit.click("playground.preset[digits]");
    await visit.control("playground.draw_digit");
    await visit.settled();
    await visit.setValue("playground.speed", "7");
    await visit.click("playground.play");
    await visit.untilNumber(reading("epoch"), (epoch) => epoch >= 25);
    await visit.click("playground.play");
    await visit.settled();
    // The same network on every machine, however fast.
    await visit.setValue("playground.timeline", "1000");
    await visit.untilNumber("playground.timeline", (step) => step === 1000);
    await visit.settled();
    await visit.click("playground.draw_digit");
    await visit.settled();
    const [x0, y0, x1, y1] = (await visit.control("playground.digit_pad")).rect;
    const { mouse } = visit.page;
    const draw = async (points) => {
      const at = ([x, y]) => [x0 + (0.25 + 0.5 * x) * (x1 - x0), y0 + (0.25 + 0.5 * y) * (y1 - y0)];
      await mouse.move(...at(points[0]));
      await mouse.down();
      for (const point of points.slice(1)) await mouse.move(...at(point), { steps: 2 });
      await mouse.up();
    };
    const circle = Array.from({ length: 21 }, (_, i) => [0.5 + 0.28 * Math.cos((i / 10) * Math.PI), 0.5 + 0.45 * Math.sin((i / 10) * Math.PI)]);
    await draw(circle);
    await visit.untilValue(reading("digit"), "0");
    await visit.keepPicture(`digit-${width}`);
    await visit.click("playground.digit_clear");
    await visit.untilValue(reading("digit"), "");
    await draw([[0.35, 0.25], [0.52, 0.08], [0.52, 0.95]]);
    await visit.until((list) => list.some(({ id, value }) => id === reading("digit") && value && value !== "0"), "another digit is seen");
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  });
}
