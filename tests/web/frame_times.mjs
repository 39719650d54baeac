// Prints how long frames take while the playground trains: node frame_times.mjs [SECONDS]
// Two figures for each set-up: the time from frame to frame, and the time the page's own frame callback takes (what is
// left of the first is the browser and, where there is no graphics card, its software renderer).
import { openLaboratory } from "./page.mjs";

const seconds = Number(process.argv[2] ?? 6);

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

function describe(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [half, most, nearlyAll] = [0.5, 0.95, 0.99].map((q) => quantile(sorted, q).toFixed(1).padStart(6));
  return `median ${half} ms, 95 % ${most} ms, 99 % ${nearlyAll} ms (${values.length} frames)`;
}

const timeCallbacks = () => {
  window.frameTimes = { own: [], starts: [] };
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const from = performance.now();
      callback(now);
      window.frameTimes.own.push(performance.now() - from);
      window.frameTimes.starts.push(now);
    });
};

const lab = await openLaboratory();
for (const [title, size] of [["wide", { width: 1440, height: 900 }], ["medium", { width: 1024, height: 768 }], ["phone", { width: 390, height: 844 }]]) {
  const visit = await lab.visit(size);
  await visit.page.evaluate(timeCallbacks);
  await visit.openPage("playground");
  await visit.click("playground.play");
  await visit.page.waitForTimeout(1000);
  await visit.page.evaluate(() => (window.frameTimes.own.length = window.frameTimes.starts.length = 0));
  await visit.page.waitForTimeout(seconds * 1000);
  const { own, starts } = await visit.page.evaluate(() => window.frameTimes);
  console.log(`${title.padEnd(7)} frame to frame: ${describe(starts.slice(1).map((at, i) => at - starts[i]))}`);
  console.log(`        own callback:   ${describe(own)}`);
  await visit.close();
}
await lab.close();
