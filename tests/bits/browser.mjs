// browser.mjs BUILT BROWSER: runs the tests of same bits in a page of that browser and in a worker of it. The page
// sends its results back, so that any browser with a headless mode will do. Prints one line for each, and for
// ./lab bits how many passed.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [built, browser] = process.argv.slice(2);
const folders = { built, bits: dirname(fileURLToPath(import.meta.url)) };
const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

function answer(request, response, take) {
  if (request.method === "POST") {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => (response.end(), take(JSON.parse(body))));
    return;
  }
  const [, folder, ...rest] = normalize(new URL(request.url, "http://localhost").pathname).split("/");
  const file = folders[folder] && join(folders[folder], ...rest);
  if (!file || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}

const profile = mkdtempSync(join(tmpdir(), "gradlab-bits-"));
const firefox = basename(browser).includes("firefox");
const wordsFor = (url) =>
  firefox
    ? ["--headless", "--no-remote", "--profile", profile, url]
    : ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, url];

const server = createServer();
const results = await new Promise((take, fail) => {
  server.on("request", (request, response) => answer(request, response, take));
  server.listen(0, "127.0.0.1", () => {
    const child = spawn(browser, wordsFor(`http://127.0.0.1:${server.address().port}/bits/page.html`), { stdio: "ignore" });
    child.on("error", fail);
    const patience = setTimeout(() => fail(new Error("no answer within 300 s")), 300000);
    server.on("close", () => (clearTimeout(patience), child.kill()));
    child.on("exit", () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  });
}).catch((error) => ({ page: { passed: false, text: error.message } }));
server.close();
server.closeAllConnections();

const all = Object.entries(results);
for (const [place, { passed, text }] of all) {
  console.log(`${passed ? "same" : "OTHER"} bits in ${basename(browser)}, ${place}`);
  if (!passed) console.log(text);
}
const good = all.filter(([, { passed }]) => passed).length;
console.log(`cases: ${good} passed, ${all.length - good} failed`);
process.exitCode = good === all.length ? 0 : 1;
