// Serves a folder on this machine only: node serve.mjs FOLDER [--port N] [--open]
// Also a module for tests: `const server = await serve(folder)` gives { address, close }.
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
  ".woff2": "font/woff2",
  ".csv": "text/csv; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
};

const encodings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
];

function accepts(header, encoding) {
  return (header ?? "").split(",").some((part) => {
    const [name, ...parameters] = part.split(";").map((word) => word.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

async function readIfThere(path) {
  try {
    return await readFile(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(error.code)) return null;
    throw error;
  }
}

// The path of a request inside of the folder, or null for one that leads out of it.
function pathIn(folder, url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
  if (path.includes("\0")) return null;
  if (path.endsWith("/")) path += "index.html";
  const full = normalize(join(folder, path));
  return full.startsWith(normalize(folder) + sep) ? full : null;
}

async function find(folder, request) {
  const path = pathIn(folder, request.url);
  if (!path) return null;
  for (const { name, ending } of encodings) {
    if (!accepts(request.headers["accept-encoding"], name)) continue;
    const data = await readIfThere(path + ending);
    if (data) return { path, data, encoding: name };
  }
  const data = await readIfThere(path);
  return data && { path, data, encoding: null };
}

async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const file = await find(folder, request);
  if (!file) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not here.\n");
    return;
  }
  const tag = `"${createHash("sha256").update(file.data).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "content-type": types[extname(file.path)] ?? "application/octet-stream",
    // Asked for again each time, sent again only when it has changed.
    "cache-control": "no-cache",
    etag: tag,
    vary: "Accept-Encoding",
    "x-content-type-options": "nosniff",
  };
  if (file.encoding) headers["content-encoding"] = file.encoding;
  const known = (request.headers["if-none-match"] ?? "").split(",").map((word) => word.trim().replace(/^W\//, ""));
  if (known.includes(tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-length": file.data.length });
  response.end(request.method === "HEAD" ? undefined : file.data);
}

export async function serve(folder, { port = 0 } = {}) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections?.();
    });
  return { address: `http://localhost:${server.address().port}/`, close };
}

function open(address) {
  const [command, ...words] = process.platform === "darwin" ? ["open"] : ["xdg-open"];
  spawn(command, [...words, address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

async function main(words) {
  const [folder] = words;
  const position = words.indexOf("--port");
  const wanted = position >= 0 ? Number(words[position + 1]) : null;
  let server;
  try {
    server = await serve(folder, { port: wanted ?? 8080 });
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    if (wanted !== null) {
      console.error(`Port ${wanted} is in use; choose another with --port.`);
      process.exit(1);
    }
    server = await serve(folder);
  }
  console.log(`Gradlab is at ${server.address} (Ctrl+C ends it)`);
  if (words.includes("--open")) open(server.address);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
