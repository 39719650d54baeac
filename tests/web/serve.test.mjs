// The server that `./lab page` starts, on a folder made for the purpose.
import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { serve } from "../../web/serve.mjs";

let parent, server;

before(async () => {
  parent = mkdtempSync(join(tmpdir(), "gradlab-serve-"));
  const site = join(parent, "site");
  mkdirSync(join(site, "fonts"), { recursive: true });
  writeFileSync(join(parent, "secret.txt"), "not for everyone");
  writeFileSync(join(site, "index.html"), "<!doctype html>");
  writeFileSync(join(site, "gradlab.wasm"), "plain");
  writeFileSync(join(site, "gradlab.wasm.br"), "brotli");
  writeFileSync(join(site, "gradlab.wasm.gz"), "gzip");
  writeFileSync(join(site, "gradlab.js"), "export {};");
  writeFileSync(join(site, "fonts", "cjk.otf"), "OTTO");
  server = await serve(site);
});

after(async () => {
  await server.close();
  rmSync(parent, { recursive: true });
});

// Without fetch's tidying of paths and unpacking of bodies.
function get(path, headers = {}, method = "GET") {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (part) => (body += part)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("files have the types that browsers insist on", async () => {
  const expected = {
    "/": "text/html; charset=utf-8",
    "/gradlab.js": "text/javascript; charset=utf-8",
    "/gradlab.wasm": "application/wasm",
    "/fonts/cjk.otf": "font/otf",
  };
  for (const [path, type] of Object.entries(expected)) {
    assert.equal((await get(path)).headers["content-type"], type, path);
  }
});

test("the smallest form that the browser accepts is sent", async () => {
  const form = async (accepted) => {
    const { headers, body } = await get("/gradlab.wasm", accepted === null ? {} : { "accept-encoding": accepted });
    return [headers["content-encoding"], headers["content-type"], body];
  };
  assert.deepEqual(await form("gzip, deflate, br"), ["br", "application/wasm", "brotli"]);
  assert.deepEqual(await form("gzip"), ["gzip", "application/wasm", "gzip"]);
  assert.deepEqual(await form("br;q=0, gzip;q=0.5"), ["gzip", "application/wasm", "gzip"]);
  assert.deepEqual(await form(null), [undefined, "application/wasm", "plain"]);
});

test("a file that has not changed is asked for but not sent again", async () => {
  const first = await get("/gradlab.js");
  assert.equal(first.headers["cache-control"], "no-cache");
  const second = await get("/gradlab.js", { "if-none-match": first.headers.etag });
  assert.equal(second.status, 304);
  assert.equal(second.body, "");
});

test("nothing outside of the folder is served", async () => {
  for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/fonts/..%2f..%2fsecret.txt", "//secret.txt", "/%zz", "/%00"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("what is not there is 404, and only reading is allowed", async () => {
  assert.equal((await get("/nothing.js")).status, 404);
  assert.equal((await get("/fonts")).status, 404);
  assert.equal((await get("/", {}, "POST")).status, 405);
  assert.equal((await get("/", {}, "HEAD")).body, "");
});
