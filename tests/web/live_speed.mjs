// Prints how fast the playground trains while it draws, and what its frames take: node live_speed.mjs [SECONDS]
// Each once as it is, and once with calls to draw that do nothing: without a graphics card the browser draws with the
// processor, in whose place a card would be.
// W2 is TensorFlow Playground's largest network: 7 features, 6 layers of 8 tanh units, batch 10; every unit's map is
// shown. W4 is 784-128-10 at full speed, on the handwritten digits enlarged to 28 by 28, opened as IDX files.
import { countFrames, describe, describeFrames, drawNothing, processorTimes } from "./frames.mjs";
import { largerDigits } from "./idx.mjs";
import { openLaboratory } from "./page.mjs";

const seconds = Number(process.argv[2] ?? 6);
const fullSpeed = "7";
// So long the browser still compiles what has become hot, on the processors that the training needs.
const warmUp = 8000;

const layers = (units, activation, last) => [...units.map((n) => ({ units: n, activation })), { activation: last }];
const images = largerDigits(28);
const works = {
  W2: {
    spec: {
      data: { kind: "circle", features: ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"] },
      layers: layers([8, 8, 8, 8, 8, 8], "tanh", "tanh"),
      loss: "mse", optimizer: { id: "sgd", lr: 0.03 }, batch: 10, seed: 1,
    },
  },
  W4: {
    files: images,
    spec: {
      data: { kind: "idx", file: images[0].name, label_file: images[1].name, scaling: "unit_interval" },
      layers: layers([128], "relu", "softmax"),
      loss: "cross_entropy", optimizer: { id: "sgd", lr: 0.01, momentum: 0.9 }, batch: 64, seed: 1,
    },
  },
};

async function openFiles(visit, files) {
  await visit.click("playground.own_data");
  await visit.choose(files, () => visit.click("own_data.choose"));
  await visit.until((list) => list.some(({ id }) => id === "playground.reading.target"), "the files are read");
  await visit.settled();
  await visit.click("playground.own_data_sheet.close");
}

async function openWork(visit, { spec, files }) {
  await visit.openPage("playground");
  if (files) await openFiles(visit, files);
  const isTaken = await visit.openView("playground", spec);
  const [batch, loss] = [await visit.number("playground.batch"), await visit.value("playground.loss")];
  if (!isTaken || batch !== spec.batch || loss !== spec.loss) throw new Error("the page trains something else");
}

const lab = await openLaboratory();
for (const [title, work] of Object.entries(works)) {
  for (const drawn of [true, false]) {
    const prepare = async (page) => {
      await page.addInitScript(countFrames);
      if (!drawn) await page.addInitScript(drawNothing);
    };
    const visit = await lab.visit({ painted: true, motion: true, prepare });
    await openWork(visit, work);
    await visit.setValue("playground.speed", fullSpeed);
    await visit.click("playground.play");
    await visit.untilNumber("playground.reading.step", (now) => now > 100);
    await visit.page.waitForTimeout(warmUp);
    await visit.page.evaluate(() => globalThis.frameTimes.restart());
    const read = async () => [performance.now(), await visit.number("playground.reading.step")];
    const [from, before] = await read();
    const processor = await processorTimes(lab, visit, () => visit.page.waitForTimeout(seconds * 1000));
    const [to, after] = await read();
    const speed = Math.round(((after - before) * work.spec.batch) / ((to - from) / 1000));
    console.log(`${title}${drawn ? "" : ", drawing nothing"}: ${speed} samples/s`);
    console.log(describeFrames(await visit.page.evaluate(() => globalThis.frameTimes)));
    console.log(`        the processor's: ${describe(processor)}`);
    if (visit.troubles.length > 0) console.log(visit.troubles.join("\n"));
    if (drawn) await visit.keepPicture(`live_speed_${title}`);
    await visit.close();
  }
}
await lab.close();
