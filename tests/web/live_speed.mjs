// Prints how fast the playground trains while it draws, and what its frames take: node live_speed.mjs [SECONDS]
// Each once as it is, and once with calls to draw that do nothing: without a graphics card the browser draws with the
// processor, in whose place a card would be.
// W2 is TensorFlow Playground's largest network: 7 features, 6 layers of 8 tanh units, batch 10; every unit's map is
// shown. digits is a network of 64-128-10 at full speed.
import { openLaboratory } from "./page.mjs";
import { countFrames, describeFrames, drawNothing } from "./frames.mjs";

const seconds = Number(process.argv[2] ?? 6);
const fullSpeed = "7";

const layers = (units, activation, last) => [...units.map((n) => ({ units: n, activation })), { activation: last }];
const specs = {
  W2: {
    data: { kind: "circle", features: ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"] },
    layers: layers([8, 8, 8, 8, 8, 8], "tanh", "tanh"),
    loss: "mse", optimizer: { id: "sgd", lr: 0.03 }, batch: 10, seed: 1,
  },
  digits: {
    data: { kind: "digits" }, layers: layers([128], "relu", "softmax"),
    loss: "cross_entropy", optimizer: { id: "sgd", lr: 0.01, momentum: 0.9 }, batch: 64, seed: 1,
  },
};

const keepSettings = (text) => localStorage.setItem("gradlab.settings", text);

const lab = await openLaboratory();
for (const [title, spec] of Object.entries(specs)) {
  const settings = JSON.stringify({ page: "playground", views: { playground: JSON.stringify(spec) } });
  for (const drawn of [true, false]) {
    const prepare = async (page) => {
      await page.addInitScript(keepSettings, settings);
      if (!drawn) await page.addInitScript(drawNothing);
    };
    const visit = await lab.visit({ motion: true, prepare });
    await visit.page.evaluate(countFrames);
    await visit.setValue("playground.speed", fullSpeed);
    await visit.click("playground.play");
    await visit.untilNumber("playground.reading.step", (now) => now > 100);
    await visit.page.evaluate(() => globalThis.frameTimes.restart());
    const read = async () => [performance.now(), await visit.number("playground.reading.step")];
    const [from, before] = await read();
    await visit.page.waitForTimeout(seconds * 1000);
    const [to, after] = await read();
    const speed = Math.round(((after - before) * spec.batch) / ((to - from) / 1000));
    console.log(`${title}${drawn ? "" : ", drawing nothing"}: ${speed} samples/s`);
    console.log(describeFrames(await visit.page.evaluate(() => globalThis.frameTimes)));
    if (visit.troubles.length > 0) console.log(visit.troubles.join("\n"));
    if (drawn) await visit.keepPicture(`live_speed_${title}`);
    await visit.close();
  }
}
await lab.close();
