// Splits the program in two: node split.mjs BINARYEN IN.wasm PATTERNS FIRST.wasm LATER.wasm
// FIRST holds what the first view needs. LATER holds the functions that a line of PATTERNS names (regular expressions
// over their names as people write them) and those that only they call, and the tables named by lines "data PATTERN",
// which nothing else may touch. Where these lie says the linker's map, IN.map. It is fetched when it is
// first wanted (web/later.js), or at the latest by the first call of one of its functions.
//
// In FIRST a function of LATER that something there refers to becomes a door: it asks for LATER if that is not here yet,
// and goes on through a place in the table. LATER fills these places, and, for functions whose address was taken, the
// places they had in the first place, so that such a call is as direct as ever.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [binaryen, input, patternFile, firstFile, laterFile] = process.argv.slice(2);
const features = ["--enable-simd", "--enable-bulk-memory", "--enable-mutable-globals", "--enable-sign-ext",
  "--enable-nontrapping-float-to-int", "--enable-multivalue"];

function run(tool, ...options) {
  const { status, stderr } = spawnSync(join(binaryen, "bin", tool), [...features, ...options], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${tool}: ${stderr}`);
}

// ---------------------------------------------------------------- the program as text

const folder = mkdtempSync(join(tmpdir(), "gradlab-split-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const textFile = (name) => join(folder, name);

run("wasm-dis", input, "-o", textFile("whole.wat"));

// Each form of the module begins with one space and a bracket.
const [, ...forms] = readFileSync(textFile("whole.wat"), "latin1").split(/\n (?=\()/);
forms[forms.length - 1] = forms.at(-1).replace(/\n?\)\s*$/, "");

const kind = (form) => form.match(/^\(([a-z]+)/)[1];
const ofKind = (wanted) => forms.filter((form) => kind(form) === wanted);
const nameOf = (form) => form.match(/\(func (\$[^\s()]+)/)[1];
const spoken = (name) => name.slice(1).replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
const callsOf = (form) => new Set([...form.matchAll(/\((?:call|return_call|ref\.func) (\$[^\s()]+)/g)].map((match) => match[1]));

const functions = new Map(ofKind("func").map((form) => [nameOf(form), form]));
const imported = new Map(ofKind("import").filter((form) => form.includes("(func ")).map((form) => [nameOf(form), form]));
const calls = new Map([...functions].map(([name, form]) => [name, callsOf(form)]));
const [table] = ofKind("table");
const [, tableName, places] = table.match(/^\(table (\$\S+) (\d+)/);
const [element] = ofKind("elem");
const [, elementStart, elementNames] = element.match(/\(i32\.const (\d+)\)(?: func)?((?: \$[^\s()]+)*)\)$/);
const inTable = elementNames.trim().split(" ");
const exported = ofKind("export").map((form) => form.match(/\(func (\$[^\s()]+)\)/)?.[1]).filter(Boolean);
const started = ofKind("start").map((form) => form.match(/\$[^\s()]+/)[0]);

// ---------------------------------------------------------------- who goes where

const lines = readFileSync(patternFile, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const isOfData = (line) => line.startsWith("data ");
const patterns = lines.filter((line) => !isOfData(line)).map((line) => new RegExp(line));
const named = new Set([...functions.keys()].filter((name) => patterns.some((pattern) => pattern.test(spoken(name)))));

const staying = new Set();
const reached = [...exported, ...started, ...inTable].filter((name) => !named.has(name));
while (reached.length > 0) {
  const name = reached.pop();
  if (staying.has(name) || !functions.has(name)) continue;
  staying.add(name);
  for (const called of calls.get(name)) if (!named.has(called)) reached.push(called);
}
const leaving = [...functions.keys()].filter((name) => !staying.has(name));
const leaves = new Set(leaving);

// ---------------------------------------------------------------- whose data go along

const dataPatterns = lines.filter(isOfData).map((line) => new RegExp(line.slice("data ".length)));
const ranges = [];
for (const line of readFileSync(input.replace(/wasm$/, "map"), "utf8").split("\n")) {
  // Address, place in the file, size, and, further in, the name of a symbol.
  const found = line.match(/^\s*([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)\s{10,}(\S.*)$/);
  if (!found || !dataPatterns.some((pattern) => pattern.test(found[3]))) continue;
  const start = Number.parseInt(found[1], 16);
  ranges.push({ name: found[3], start, end: start + Number.parseInt(found[2], 16) });
}

// A table is reached from its beginning. Numbers that lie further in are flags and the like.
for (const name of staying) {
  for (const [, kind, number] of functions.get(name).matchAll(/\((i32\.const |i64\.const |\S+ offset=)(\d+)/g)) {
    // A view of a text is passed as one number: its length above its address.
    const address = kind.startsWith("i64") ? Number(BigInt.asUintN(32, BigInt(number))) : Number(number);
    const touched = ranges.find(({ start }) => address === start);
    if (touched) throw new Error(`${touched.name} is to come later, but ${spoken(name)} seems to use it`);
  }
}

// Each byte of a form as it is written there: a letter, or a backslash with what belongs to it.
const bytesOf = (form) => form.slice(form.indexOf('"') + 1, form.lastIndexOf('"')).match(/\\(?:[0-9a-f]{2}|.)|[^\\]/gis) ?? [];
const dataForm = (start, bytes) => `(data (i32.const ${start}) "${bytes.join("")}")`;

// The linker puts many tables into one form: it is cut where one begins or ends that comes later.
const firstData = [];
const laterData = [];
for (const form of ofKind("data")) {
  const start = Number(form.match(/\(i32\.const (\d+)\)/)?.[1] ?? Number.NaN);
  const bytes = bytesOf(form);
  const inside = ranges.filter((range) => range.start < start + bytes.length && range.end > start);
  if (inside.length === 0) {
    firstData.push(form);
    continue;
  }
  const cuts = [start, ...inside.flatMap((range) => [range.start, range.end]), start + bytes.length];
  const places = [...new Set(cuts.map((cut) => Math.min(Math.max(cut, start), start + bytes.length)))].sort((p, q) => p - q);
  places.slice(1).forEach((end, index) => {
    const from = places[index];
    const isLater = inside.some((range) => from >= range.start && end <= range.end);
    (isLater ? laterData : firstData).push(dataForm(from, bytes.slice(from - start, end - start)));
  });
}

// ---------------------------------------------------------------- the doors

const signature = (form) => {
  const head = form.split("\n")[0];
  const parameters = [...head.matchAll(/\(param \$\S+ (\w+)\)/g)].map((match) => match[1]);
  const result = head.match(/\(result (\w+)\)/)?.[1];
  return { parameters, type: `${parameters.length ? ` (param ${parameters.join(" ")})` : ""}${result ? ` (result ${result})` : ""}` };
};

const placeOf = new Map();
inTable.forEach((name, index) => {
  if (leaves.has(name) && !placeOf.has(name)) placeOf.set(name, Number(elementStart) + index);
});
let freePlace = Number(places);
const called = new Set([...exported, ...inTable]);
for (const name of staying) for (const other of calls.get(name)) called.add(other);
const doors = leaving.filter((name) => called.has(name));
for (const name of doors) if (!placeOf.has(name)) placeOf.set(name, freePlace++);

function door(name) {
  const { parameters, type } = signature(functions.get(name));
  const head = functions.get(name).split("\n")[0].match(/^\(func \$\S+(?: \(type \$\S+\))?/)[0].replace(/ \(type.*$/, "");
  const given = parameters.map((_, index) => `(local.get ${index})`).join(" ");
  return `${head}${type}
  (if (i32.eqz (global.get $later_is_here)) (then (call $want_later)))
  (call_indirect ${tableName}${type} ${given} (i32.const ${placeOf.get(name)})))`;
}

// ---------------------------------------------------------------- two programs

const types = ofKind("type");
const taken = new Set(leaving.flatMap((name) => [...calls.get(name)]).filter((name) => staying.has(name)));
const shared = [...taken].sort();
const [memory] = ofKind("memory");
const memoryName = memory.match(/\$\S+/)[0];
const globals = ofKind("global");

const first = [
  ...types,
  ...ofKind("import"),
  '(import "later" "want" (func $want_later))',
  ...globals,
  "(global $later_is_here (mut i32) (i32.const 0))",
  memory,
  ...firstData,
  table.replace(/ \d+ \d+ funcref/, ` ${freePlace} ${freePlace} funcref`),
  element,
  ...ofKind("export"),
  `(export "l" (global $later_is_here))`,
  `(export "m" (memory ${memoryName}))`,
  `(export "t" (table ${tableName}))`,
  ...globals.map((form, index) => `(export "g${index}" (global ${form.match(/\$[^\s()]+/)[0]}))`),
  ...shared.map((name, index) => `(export "f${index}" (func ${name}))`),
  ...[...staying].map((name) => functions.get(name)),
  ...doors.map(door),
  ...ofKind("start"),
];

const filled = new Map(leaving.flatMap((name) => (placeOf.has(name) ? [[placeOf.get(name), name]] : [])));
inTable.forEach((name, index) => leaves.has(name) && filled.set(Number(elementStart) + index, name));

const globalImport = (form, index) => {
  const [, name, type] = form.match(/^\(global (\$[^\s()]+) (\(mut \w+\)|\w+)/);
  return `(import "first" "g${index}" (global ${name} ${type}))`;
};
const later = [
  ...types,
  ...[...new Set(leaving.flatMap((name) => [...calls.get(name)]))].filter((name) => imported.has(name)).map((name) => imported.get(name)),
  ...shared.map((name, index) => `(import "first" "f${index}" (func ${name}${signature(functions.get(name)).type}))`),
  `(import "first" "m" (memory ${memoryName} ${memory.match(/ (\d+ \d+)\)$/)[1]}))`,
  `(import "first" "t" (table ${tableName} ${freePlace} ${freePlace} funcref))`,
  ...globals.map(globalImport),
  '(import "first" "l" (global $later_is_here (mut i32)))',
  ...laterData,
  ...[...filled].map(([place, name]) => `(elem (i32.const ${place}) ${name})`),
  ...leaving.map((name) => functions.get(name)),
  "(func $arrive (global.set $later_is_here (i32.const 1)))",
  "(start $arrive)",
];

// The first part is made small; in the second is what computes.
for (const [name, parts, out, level] of [["first", first, firstFile, "-Oz"], ["later", later, laterFile, "-O3"]]) {
  writeFileSync(textFile(`${name}.wat`), `(module\n ${parts.join("\n ")}\n)\n`, "latin1");
  run("wasm-as", textFile(`${name}.wat`), "-o", textFile(`${name}.wasm`));
  run("wasm-opt", level, "--strip-debug", "--strip-producers", textFile(`${name}.wasm`), "-o", out);
}
