// ./lab bench: Gradlab and others at the same works, in turn, in one run. Says what it does on standard error, prints
// the table, and writes results.json and speed.svg.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createReadStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { picture } from "./picture.mjs";
import { growth, stepTime, works } from "./works.mjs";

const { values: asked } = parseArgs({
  options: {
    native: { type: "string" },
    wasm: { type: "string" },
    page: { type: "string" },
    peers: { type: "string" },
    sources: { type: "string" },
    python: { type: "string", default: "python3" },
    openblas: { type: "string" },
    out: { type: "string" },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "0.3" },
    works: { type: "string" },
    "no-growth": { type: "boolean", default: false },
  },
});
const rounds = Number(asked.rounds), seconds = Number(asked.seconds);
const say = (text) => process.stderr.write(`${text}\n`);

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/// The page's files: this folder, what was built for the page, and the other libraries.
function serve() {
  const folders = { bench: asked.sources, built: asked.page, peers: asked.peers };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const [, folder, ...rest] = path.split("/");
    const file = folders[folder] && join(folders[folder], ...rest);
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

async function openPage(browser, port) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => say(`page: ${error.message}`));
  await page.goto(`http://127.0.0.1:${port}/bench/bench.html`);
  await page.waitForFunction(() => window.ready || window.trouble, null, { timeout: 60000 });
  const trouble = await page.evaluate(() => window.trouble);
  if (trouble) throw new Error(trouble);
  return page;
}

const lines = (text) => text.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
const run = (program, words, more = {}) =>
  lines(execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26, env: { ...process.env, ...more } }));

/// Who is measured: a name, where it runs, and a function from works' names to their figures a second.
function contestants(page) {
  const ours = (words) => ["--seconds", String(seconds), ...words];
  const inPage = async (call, names) => {
    const figures = [];
    for (const name of names) figures.push(await page.evaluate(call[0], [...call[1], name, seconds]));
    return figures;
  };
  const all = [
    { who: "Gradlab", where: "Chromium", measure: (names) => inPage([([name, s]) => window.gradlab(name, s), []], names) },
    { who: "Gradlab", where: "Node", measure: (names) => run(process.execPath, [asked.wasm, ...ours(names)]) },
    { who: "Gradlab", where: "native", measure: (names) => run(asked.native, ours(names)) },
  ];
  for (const peer of ["synaptic", "brain.js", "ConvNetJS", "TensorFlow.js wasm"])
    all.push({ who: peer, where: "Chromium", measure: (names) => inPage([([p, name, s]) => window.measurePeer(p, name, s), [peer]], names) });
  const torch = (names, more) => run(asked.python, [join(asked.sources, "peers_torch.py"), String(seconds), ...names], more);
  all.push({ who: "PyTorch", where: "native", measure: (names) => torch(names) });
  const openblas = { LD_LIBRARY_PATH: asked.openblas, OPENBLAS_NUM_THREADS: "1" };
  if (asked.openblas) all.push({ who: "PyTorch with OpenBLAS", where: "native", measure: (names) => torch(names, openblas) });
  return all;
}

const median = (sorted) => sorted[Math.floor(sorted.length / 2)];

/// Every contestant in turn, and then all again.
async function measureAll(all, names, times) {
  const taken = all.map(() => names.map(() => []));
  const facts = {};
  for (let round = 1; round <= times; ++round) {
    say(`· round ${round} of ${times}: ${names.join(" ")}`);
    for (const [c, one] of all.entries()) {
      let figures;
      try {
        figures = await one.measure(names);
      } catch (error) {
        if (round === 1) say(`  ${one.who} (${one.where}) is left out: ${String(error.message).split("\n")[0]}`);
        continue;
      }
      figures.forEach((figure, n) => {
        if (figure === null) return;
        const line = typeof figure === "number" ? { per_second: figure } : figure;
        if (line.diverged) throw new Error(`${names[n]} diverged`);
        taken[c][n].push(line.per_second);
        if (line.multiply_adds) facts[names[n]] = { multiply_adds: line.multiply_adds, parameters: line.parameters };
      });
    }
  }
  return names.map((name, n) => ({
    work: name, ...facts[name],
    figures: all.flatMap(({ who, where }, c) => {
      const sorted = [...taken[c][n]].sort((a, b) => a - b);
      if (sorted.length === 0) return [];
      return [{ who, where, median: median(sorted), lowest: sorted[0], highest: sorted.at(-1), runs: sorted.length }];
    }),
  }));
}

const short = (n) => (n >= 1e6 ? `${(n / 1e6).toPrecision(3)} M` : n >= 1e3 ? `${(n / 1e3).toPrecision(3)} k` : n.toPrecision(3));

/// Samples a second, median (lowest – highest); the last column is ours in the browser over the best other there.
function table(results) {
  const columns = [...new Set(results.flatMap(({ figures }) => figures.map(({ who, where }) => `${who}, ${where}`)))];
  const rows = results.map(({ work, figures }) => {
    const cells = columns.map((column) => {
      const found = figures.find(({ who, where }) => `${who}, ${where}` === column);
      return found ? `${short(found.median)} (${short(found.lowest)}–${short(found.highest)})` : "–";
    });
    const ratio = (place) => {
      const own = figures.find(({ who, where }) => who === "Gradlab" && where === place);
      const others = figures.filter(({ who, where }) => who !== "Gradlab" && where === place);
      return own && others.length > 0 ? (own.median / Math.max(...others.map((o) => o.median))).toPrecision(3) : "–";
    };
    return `| ${work} | ${cells.join(" | ")} | ${ratio("Chromium")} × | ${ratio("native")} × |`;
  });
  const head = ["", ...columns, "ours / best other, Chromium", "ours / best other, native"];
  return [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows].join("\n");
}

/// Nanoseconds for each multiply-add; and for each layer more, beside its multiply-adds at the pace of the widest layers.
function growthTable(results) {
  const places = [...new Set(results.flatMap(({ figures }) => figures.map(({ who, where }) => `${who}, ${where}`)))];
  const shown = (number) => (Number.isFinite(number) ? number.toPrecision(3) : "–");
  const row = (title, number) => `| ${title} | ${places.map((place) => shown(number(place))).join(" | ")} |`;
  const rows = results.map((point) => row(point.work, (place) => stepTime(point, place) / point.multiply_adds));

  const wide = results.filter(({ work }) => work.startsWith("width="));
  const deep = results.filter(({ work }) => work.startsWith("depth="));
  const [least, most] = [deep[0], deep[deep.length - 1]];
  const layers = Number(most.work.slice(6)) - Number(least.work.slice(6));
  rows.push(row("ns / layer, beside them", (place) => {
    const pace = Math.min(...wide.map((point) => stepTime(point, place) / point.multiply_adds));
    const more = stepTime(most, place) - stepTime(least, place);
    return (more - (most.multiply_adds - least.multiply_adds) * pace) / layers;
  }));
  return [`| ns / multiply-add | ${places.join(" | ")} |`, `|${"---|".repeat(places.length + 1)}`, ...rows].join("\n");
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.GRADLAB_CHROMIUM, args: ["--no-sandbox", "--disable-background-networking"] });
try {
  const page = await openPage(browser, server.address().port);
  const all = contestants(page);
  const names = asked.works ? asked.works.split(",") : Object.keys(works);
  const results = await measureAll(all, names, rounds);
  console.log(table(results));
  let curves = [];
  if (!asked["no-growth"]) {
    const points = Object.entries(growth).flatMap(([kind, values]) => values.map((n) => `${kind}=${n}`));
    curves = await measureAll(all.filter(({ who }) => ["Gradlab", "TensorFlow.js wasm", "PyTorch"].includes(who)), points, Math.min(3, rounds));
    console.log(`\n${growthTable(curves)}`);
  }
  const machine = { processor: cpus()[0].model, chromium: browser.version(), node: process.version };
  mkdirSync(asked.out, { recursive: true });
  writeFileSync(join(asked.out, "results.json"), JSON.stringify({ machine, rounds, seconds, results, growth: curves }, null, 2));
  writeFileSync(join(asked.out, "speed.svg"), picture(results, curves, works));
  say(`written: ${join(asked.out, "results.json")}, ${join(asked.out, "speed.svg")}`);
} finally {
  await browser.close();
  server.close();
}
