// Prints how long frames take while a table of 100,000 rows is read, trained on and mapped:
// node table_frame_times.mjs [ROWS]
import { countFrames, describeFrames } from "./frames.mjs";
import { openLaboratory } from "./page.mjs";

const rows = Number(process.argv[2] ?? 100_000);
const line = (i) => `${(i % 997) / 100},${((i * 7) % 1013) / 100},${(i * 13) % 31},${((i % 997) / 100 > ((i * 7) % 1013) / 100) ? "above" : "below"}`;
const table = ["width,height,weight,side", ...Array.from({ length: rows }, (_, i) => line(i))].join("\n");

const lab = await openLaboratory();
const visit = await lab.visit({ width: 1440, height: 900, prepare: (page) => page.addInitScript(countFrames) });
await visit.openPage("playground");
await visit.settled();
const times = async (title) => {
  const frames = await visit.page.evaluate(() => globalThis.frameTimes);
  console.log(`${title}\n${describeFrames(frames)}`);
  await visit.page.evaluate(() => globalThis.frameTimes.restart());
};

await visit.page.evaluate(() => globalThis.frameTimes.restart());
await visit.click("playground.own_data");
const chosen = visit.page.waitForEvent("filechooser");
await visit.click("own_data.choose");
await (await chosen).setFiles({ name: "sides.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
await visit.untilValue("playground.reading.target", "To find out: above or below");
await visit.settled();
await times(`${rows} rows, ${(table.length / 1e6).toFixed(1)} MB, being read`);
await visit.click("playground.own_data_sheet.close");
await visit.setValue("playground.speed", "7");
await visit.settled();
await times("network and map made");
await visit.click("playground.play");
await visit.page.waitForTimeout(5000);
await times("trained at full speed");
await visit.keepPicture("table-of-many-rows");
if (visit.troubles.length > 0) console.log(visit.troubles.join("\n"));
await lab.close();
