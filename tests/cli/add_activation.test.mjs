// What the README says of adding an activation, done to a copy of the sources: a row and two strings, nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

const root = resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "gradlab-row-"));
const copy = join(scratch, "copy");
const build = join(scratch, "build");

const section = readFileSync(join(root, "README.md"), "utf8").split("\n## ").find((part) => part.startsWith("Add an activation\n"));
const [row, entry, english, chinese] = [...section.matchAll(/```(?:cpp|json)\n(.*?)```/gs)].map(([, code]) => code);

function edit(file, change) {
  const path = join(copy, file);
  const before = readFileSync(path, "utf8");
  const changed = change(before);
  assert.notEqual(changed, before, file);
  writeFileSync(path, changed);
}

const withStrings = (added) => (text) => JSON.stringify({ ...JSON.parse(text), ...JSON.parse(added) }, null, 2);

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const gradlab = (...args) => run(join(build, "gradlab"), ...args);

before(() => {
  const isSource = (path) => !/\/(build|node_modules|\.git)$/.test(path);
  cpSync(root, copy, { recursive: true, filter: isSource });
  edit("core/activations/smooth_rows.hpp", (text) => text.replace("\n}  // namespace gradlab::rows", `\n${row}\n}  // namespace gradlab::rows`));
  edit("core/activations/activations.cpp", (text) => text.replace("mixing_row<rows::Softmax, T>()", `${entry.trim()} mixing_row<rows::Softmax, T>()`));
  edit("assets/strings/en.json", withStrings(english));
  edit("assets/strings/zh.json", withStrings(chinese));
  run("cmake", "-S", copy, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DGRADLAB_UI=OFF");
  run("ninja", "-C", build, "-j", String(cpus().length), "gradlab");
});
after(() => rmSync(scratch, { recursive: true }));

test("the new row is listed, with its group, formula and name", () => {
  const { activations } = JSON.parse(gradlab("list", "activations", "--json"));
  const added = activations.find(({ id }) => id === "squareplus");
  assert.equal(added.name, "Squareplus");
  assert.equal(added.origin, "Barron 2021");
});

test("its values are right, and its derivatives pass the checks, alone and in networks", () => {
  const { f, df, d2f } = JSON.parse(gradlab("eval", "squareplus", "--x=-1e4,0,1.5", "--json"));
  // (x + sqrt(x² + 4)) / 2: 2 / (√(10⁸ + 4) + 10⁴) far left, 1 at 0, and 2 at 1.5, where x² + 4 is the square of 2.5.
  assert.ok(Math.abs(f[0] / 9.9999999e-5 - 1) < 1e-12);
  assert.deepEqual([f[1], df[1], d2f[1]], [1, 0.5, 0.25]);
  assert.deepEqual([f[2], df[2]], [2, 0.8]);
  assert.match(gradlab("check", "squareplus"), /squareplus/);
});

test("a network of it learns", () => {
  const spec = join(scratch, "spec.json");
  writeFileSync(spec, JSON.stringify({ data: { kind: "circle" }, layers: [{ units: 6, activation: "squareplus" }, { activation: "sigmoid" }], optimizer: { id: "adam", lr: 0.03 }, epochs: 40 }));
  const last = JSON.parse(gradlab("train", spec, "--json").trim().split("\n").at(-1));
  assert.ok(last.final && last.test_accuracy > 0.9, JSON.stringify(last));
});
