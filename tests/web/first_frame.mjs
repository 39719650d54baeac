// Prints what the first view costs: node first_frame.mjs [VISITS]
// The time from navigation to the first frame (a fresh visitor each time; and again with a filled cache), and the size
// of every file of the site as it is, by gzip and by brotli.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { openLaboratory } from "./page.mjs";
import { site } from "./site.mjs";

const visits = Number(process.argv[2] ?? 9);
const lazy = /cjk|zh\.json|digits|THIRD_PARTY|gradlab-later|engine\.js/;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const describe = (times) =>
  `median ${median(times).toFixed(0)} ms, fastest ${Math.min(...times).toFixed(0)}, slowest ${Math.max(...times).toFixed(0)} (${times.length} visits)`;

// performance.now() starts at navigation.
const timesOf = (visit) =>
  visit.page.evaluate(() =>
    Object.fromEntries(
      [...performance.getEntriesByType("mark"), ...performance.getEntriesByType("paint")].map(({ name, startTime }) => [name, startTime]),
    ),
  );

async function measure() {
  const lab = await openLaboratory();
  const fresh = [];
  const again = [];
  for (let i = 0; i < visits; ++i) {
    const visit = await lab.visit({ painted: true });
    fresh.push(await timesOf(visit));
    await visit.go();
    await visit.untilReady();
    again.push(await timesOf(visit));
    await visit.close();
  }
  await lab.close();
  for (const [title, list] of [["first visit", fresh], ["again", again]]) {
    console.log(`\n${title}`);
    for (const name of Object.keys(list[0])) console.log(`  ${name.padEnd(24)} ${describe(list.map((each) => each[name]))}`);
  }
}

function sizes() {
  const names = readdirSync(site, { recursive: true })
    .map((name) => relative(site, join(site, name)))
    .filter((name) => !/\.(br|gz)$/.test(name) && statSync(join(site, name)).isFile())
    .sort();
  const rows = names.map((name) => {
    const data = readFileSync(join(site, name));
    // As the host sends it: packed only where that helps.
    return [name, data.length, Math.min(gzipSync(data, { level: 9 }).length, data.length), Math.min(brotliCompressSync(data).length, data.length)];
  });
  const sum = (title, list) => [title, ...[1, 2, 3].map((column) => list.reduce((total, row) => total + row[column], 0))];
  const isFirst = ([name]) => !lazy.test(name);
  const table = [["file", "raw", "gzip", "brotli"], ...rows, sum("first view, English", rows.filter(isFirst)), sum("Chinese glyphs", rows.filter(([name]) => /cjk/.test(name)))];
  for (const [name, ...numbers] of table) console.log(name.padEnd(28), ...numbers.map((each) => String(each).padStart(10)));
}

sizes();
await measure();
