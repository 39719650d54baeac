// Fills the page's template: node make_page.mjs TEMPLATE OUT STRINGS_FOLDER PAGE_SCRIPT NAME=FILE...
// {{en:web.about}} becomes a word, {{url:NAME}} a file's address with its version, {{preload_modules}} the links for
// the page's own modules, {{data}} the words and files as JSON for words.js and guard.js.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [template, out, strings, pageScript, ...pairs] = process.argv.slice(2);

// The page needs its own words and the names of the pages, for the title.
const wanted = /^(web\..*|page\.[a-z_]+)$/;
const words = {};
for (const language of ["en", "zh"]) {
  const all = JSON.parse(readFileSync(join(strings, `${language}.json`), "utf8"));
  words[language] = Object.fromEntries(Object.entries(all).filter(([id]) => wanted.test(id)));
}

const files = {};
for (const pair of pairs) {
  const split = pair.indexOf("=");
  const data = readFileSync(pair.slice(split + 1));
  files[pair.slice(0, split)] = { size: data.length, version: createHash("sha256").update(data).digest("hex").slice(0, 8) };
}

const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function known(table, name) {
  if (!(name in table)) throw new Error(`${template}: nothing is known of ${name}`);
  return table[name];
}

// What page.js imports, and what that imports: nothing where it was made one file.
function modulesOf(file, found = new Set()) {
  const source = readFileSync(join(dirname(pageScript), file), "utf8");
  for (const [, name] of source.matchAll(/^(?:import|export)\b[^;]*?\bfrom "\.\/([^"]+)";/gm)) {
    if (found.has(name)) continue;
    found.add(name);
    modulesOf(name, found);
  }
  return [...found].sort();
}

const fill = {
  en: (id) => escapeHtml(known(words.en, id)),
  zh: (id) => escapeHtml(known(words.zh, id)),
  url: (name) => `${name}?v=${known(files, name).version}`,
  preload_modules: () => modulesOf("page.js").map((name) => `<link rel="modulepreload" href="${name}">`).join("\n    "),
  // "<" would end the script element early if "/script" followed it.
  data: () => JSON.stringify({ words, files }).replaceAll("<", "\\u003c"),
};

const page = readFileSync(template, "utf8").replace(/\{\{(\w+)(?::([^}]+))?\}\}/g, (_, kind, name) => known(fill, kind)(name));
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
