// Lays out the deployable folder: node stage.mjs FOLDER NAME=FILE...
// Beside each file that shrinks lie its .br and .gz, for hosts that serve such. What is no longer named is removed;
// what has not changed is not compressed again.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, ...pairs] = process.argv.slice(2);
const worthwhile = 0.95;
const kept = new Set();

function compressed(data) {
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  return { ".br": brotliCompressSync(data, { params: parameters }), ".gz": gzipSync(data, { level: 9 }) };
}

for (const pair of pairs) {
  const [name, source] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  const target = join(folder, name);
  const data = readFileSync(source);
  for (const ending of ["", ".br", ".gz"]) kept.add(name + ending);
  if (existsSync(target) && readFileSync(target).equals(data)) continue;
  mkdirSync(dirname(target), { recursive: true });
  for (const [ending, packed] of Object.entries(compressed(data))) {
    rmSync(target + ending, { force: true });
    if (packed.length < data.length * worthwhile) writeFileSync(target + ending, packed);
  }
  // Last, so that an interrupted run compresses again.
  writeFileSync(target, data);
}

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const name = relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/");
  if (entry.isFile() && !kept.has(name)) rmSync(join(folder, name));
}
