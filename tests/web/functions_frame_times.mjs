// Prints how long the page's own frame callback takes while the pointer moves over the plots: every row of the
// catalogue, ten at a time, overlaid; then ten side by side and in a grid. node functions_frame_times.mjs [MOVES]
import { countFrames, describe } from "./frames.mjs";
import { openLaboratory } from "./page.mjs";

const moves = Number(process.argv[2] ?? 200);

const lab = await openLaboratory();
const visit = await lab.visit({ painted: true, prepare: (page) => page.addInitScript(countFrames) });
await visit.openPage("functions");

async function measure(functions, arrangement, surface) {
  const view = { functions: functions.map((id) => ({ id })), arrangement, shown: ["f", "df", "d2f"] };
  await visit.openView("functions", view);
  const { x, y } = await visit.middle(surface);
  await visit.page.evaluate(() => globalThis.frameTimes.restart());
  for (let i = 0; i < moves; ++i) await visit.page.mouse.move(x + 60 * Math.sin(i / 5), y);
  const { own } = await visit.page.evaluate(() => globalThis.frameTimes);
  console.log(`${arrangement}: ${describe(own)}: ${functions.join(" ")}`);
}

const rows = (await visit.controls()).flatMap(({ id }) => id.match(/^functions\.choose\[(\w+)\]$/)?.[1] ?? []);
const curves = rows.filter((id) => !["softmax", "maxout"].includes(id));
for (let from = 0; from < curves.length; from += 10)
  await measure(curves.slice(Math.min(from, curves.length - 10)).slice(0, 10), "overlaid", "functions.plot.overlaid");
await measure(curves.slice(0, 10), "side_by_side", "functions.plot.f");
await measure(curves.slice(0, 10), "grid", `functions.plot.grid[${curves[0]}]`);
await lab.close();
