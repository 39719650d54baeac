// Prints how long frames take while a table of 100,000 rows is read, taken over, edited, trained on and mapped, and of
// each the longest callback of several visits: node table_frame_times.mjs [ROWS] [VISITS]
// The processor's time of a callback does not count what other programs on the machine take.
import { countFrames, describeFrames, median, processorTimes } from "./frames.mjs";
import { openLaboratory } from "./page.mjs";

const rows = Number(process.argv[2] ?? 100_000);
const visits = Number(process.argv[3] ?? 5);
const line = (i) => `${(i % 997) / 100},${((i * 7) % 1013) / 100},${(i * 13) % 31},${((i % 997) / 100 > ((i * 7) % 1013) / 100) ? "above" : "below"}`;
const table = ["width,height,weight,side", ...Array.from({ length: rows }, (_, i) => line(i))].join("\n");

const lab = await openLaboratory();
const longest = new Map();

// Does something and notes the frames until the page rests.
async function watch(visit, title, isFirst, action) {
  await visit.page.evaluate(() => globalThis.frameTimes.restart());
  const processor = await processorTimes(lab, visit, action);
  const frames = await visit.page.evaluate(() => globalThis.frameTimes);
  if (isFirst) console.log(`${title}\n${describeFrames(frames)}`);
  const found = longest.get(title) ?? { clock: [], processor: [] };
  found.clock.push(Math.max(...frames.own));
  found.processor.push(Math.max(...processor));
  longest.set(title, found);
}

async function visitOnce(isFirst) {
  const visit = await lab.visit({ painted: true, width: 1440, height: 900, prepare: (page) => page.addInitScript(countFrames) });
  await visit.openPage("playground");
  await visit.settled();
  await watch(visit, "read and taken over", isFirst, async () => {
    await visit.click("playground.own_data");
    const file = { name: "sides.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
    await visit.choose(file, () => visit.click("own_data.choose"));
    await visit.untilValue("playground.reading.target", "To find out: above or below");
    await visit.settled();
  });
  await visit.click("playground.own_data_sheet.close");
  await visit.settled();
  await watch(visit, "a unit more", isFirst, async () => {
    await visit.click("playground.units[1].more");
    await visit.settled();
  });
  await watch(visit, "undone", isFirst, async () => {
    await visit.page.keyboard.press("Control+z");
    await visit.settled();
  });
  await visit.setValue("playground.speed", "7");
  await visit.settled();
  await watch(visit, "trained at full speed", isFirst, async () => {
    await visit.click("playground.play");
    await visit.page.waitForTimeout(3000);
  });
  if (isFirst) await visit.keepPicture("table-of-many-rows");
  if (visit.troubles.length > 0) console.log(visit.troubles.join("\n"));
  await visit.close();
}

console.log(`${rows} rows, ${(table.length / 1e6).toFixed(1)} MB; the first visit:`);
for (let i = 0; i < visits; ++i) await visitOnce(i === 0);
const row = (times) => `${median(times).toFixed(1).padStart(6)} (${times.map((time) => time.toFixed(1)).join(", ")})`;
console.log(`the longest callback, ms; median of ${visits} visits:`);
for (const [title, { clock, processor }] of longest)
  console.log(`${title}\n        by the clock:          ${row(clock)}\n        the processor's time:  ${row(processor)}`);
await lab.close();
