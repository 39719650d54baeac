// Prints how long frames take while the playground trains: node frame_times.mjs [SECONDS]
// Two figures for each set-up: the time from frame to frame, and the time the page's own frame callback takes (what is
// left of the first is the browser and, where there is no graphics card, its software renderer).
import { countFrames, describeFrames } from "./frames.mjs";
import { openLaboratory } from "./page.mjs";

const seconds = Number(process.argv[2] ?? 6);

// The largest network whose every map is in sight: six layers of eight.
const layers = [...Array(6).fill({ units: 8, activation: "tanh" }), { activation: "sigmoid" }];
const deep = { data: { kind: "spiral" }, layers, optimizer: { id: "adam", lr: 0.003 } };

const wide = { width: 1440, height: 900 };
const lab = await openLaboratory();
for (const [title, size, spec] of [["wide", wide], ["6 × 8", wide, deep], ["6 × 8, as fast as it goes", wide, deep], ["medium", { width: 1024, height: 768 }], ["phone", { width: 390, height: 844 }]]) {
  const visit = await lab.visit({ painted: true, ...size });
  await visit.page.evaluate(countFrames);
  await visit.openPage("playground");
  if (spec) {
    await visit.openView("playground", spec);
    await visit.until((list) => list.some(({ id }) => id === "playground.unit[6][8]"), "six layers of eight are drawn");
    await visit.settled();
  }
  if (/fast/.test(title)) await visit.setValue("playground.speed", "7");
  await visit.click("playground.play");
  await visit.page.waitForTimeout(1000);
  await visit.page.evaluate(() => globalThis.frameTimes.restart());
  await visit.page.waitForTimeout(seconds * 1000);
  console.log(`${title}\n${describeFrames(await visit.page.evaluate(() => globalThis.frameTimes))}`);
  await visit.close();
}
await lab.close();
