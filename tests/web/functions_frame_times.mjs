// Prints how long the page's own frame callback takes while ten functions are overlaid and the pointer moves over them:
// node functions_frame_times.mjs
import { openLaboratory } from "./page.mjs";

const ten = ["sigmoid", "tanh", "relu", "gelu", "silu", "mish", "elu", "selu", "softplus", "hardswish"];
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

const timeCallbacks = () => {
  window.ownTimes = [];
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const from = performance.now();
      callback(now);
      window.ownTimes.push(performance.now() - from);
    });
};

const lab = await openLaboratory();
const visit = await lab.visit({ prepare: (page) => page.addInitScript(timeCallbacks) });
await visit.openPage("functions");
const link = (view) => `#functions/${Buffer.from(JSON.stringify(view)).toString("base64url")}`;
for (const arrangement of ["overlaid", "side_by_side", "grid"]) {
  const view = { functions: ten.map((id) => ({ id })), arrangement, shown: ["f", "df", "d2f"] };
  await visit.page.evaluate((fragment) => globalThis.gradlab.openLink(fragment), link(view));
  await visit.settled();
  const surface = arrangement === "side_by_side" ? "functions.plot.f" : arrangement === "grid" ? "functions.plot.grid[sigmoid]" : "functions.plot.overlaid";
  const { x, y } = await visit.middle(surface);
  await visit.page.evaluate(() => (window.ownTimes = []));
  for (let i = 0; i < 60; ++i) await visit.page.mouse.move(x + 60 * Math.sin(i / 5), y);
  const sorted = (await visit.page.evaluate(() => window.ownTimes)).sort((a, b) => a - b);
  const [half, most] = [0.5, 0.95].map((q) => quantile(sorted, q).toFixed(1));
  console.log(`${arrangement}: median ${half} ms, 95 % ${most} ms (${sorted.length} frames)`);
}
await lab.close();
