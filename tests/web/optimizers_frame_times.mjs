// Prints how long frames take while ten optimizers race, from above and as a relief, and while the start is dragged:
// node optimizers_frame_times.mjs [SECONDS]
import { countFrames, describe, describeFrames } from "./frames.mjs";
import { openLaboratory } from "./page.mjs";

const seconds = Number(process.argv[2] ?? 5);

const ids = ["sgd", "adagrad", "adadelta", "rmsprop", "adam", "amsgrad", "adamw", "nadam", "radam", "adamax"];
const race = (surface, more) => ({ surface, optimizers: ids.map((id) => ({ id, lr: id === "sgd" ? 0.001 : 0.05 })), ...more });

const lab = await openLaboratory();
const visit = await lab.visit({ painted: true, prepare: (page) => page.addInitScript(countFrames) });
await visit.openPage("optimizers");

for (const [title, view] of [
  ["from above", { race: race("rosenbrock", { steps: 1000 }), step: 0, speed: 6 }],
  ["relief", { race: race("rosenbrock", { steps: 1000 }), step: 0, speed: 6, relief: true }],
  ["own formula, from above", { race: race("formula", { formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + sin(3*x*y)", steps: 1000 }), step: 0, speed: 6 }],
]) {
  await visit.openView("optimizers", view);
  await visit.click("optimizers.play");
  await visit.page.evaluate(() => globalThis.frameTimes.restart());
  await visit.page.waitForTimeout(seconds * 1000);
  console.log(`${title}\n${describeFrames(await visit.page.evaluate(() => globalThis.frameTimes))}`);
  await visit.click("optimizers.play");
}

const view = { race: race("rosenbrock"), step: 200, shown: [-2, 2, -1, 3] };
await visit.openView("optimizers", view);
const [x0, y0, x1, y1] = (await visit.control("optimizers.map")).rect;
const unit = (y1 - y0) / 4;
const start = { x: (x0 + x1) / 2 - 1.2 * unit, y: y0 + 2 * unit };
await visit.page.mouse.move(start.x, start.y);
await visit.page.mouse.down();
await visit.page.evaluate(() => globalThis.frameTimes.restart());
for (let i = 0; i < 150; ++i) await visit.page.mouse.move(start.x + 60 * Math.sin(i / 8), start.y + 40 * Math.cos(i / 8));
await visit.page.mouse.up();
console.log(`the start is dragged\n        own callback:   ${describe((await visit.page.evaluate(() => globalThis.frameTimes)).own)}`);
await lab.close();
