// When something is missing there are words that name it, never a blank page.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openLaboratory } from "./page.mjs";
import { site } from "./site.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

async function messageOf(visit) {
  await visit.page.locator("#message h1").waitFor();
  return visit.page.locator("#message").innerText();
}

async function message(options) {
  const visit = await lab.visit({ ready: false, ...options });
  const text = await messageOf(visit);
  await visit.close();
  return text;
}

const refuse = (pattern, answer) => (page) => page.route(pattern, (route) => (answer ? route.fulfill(answer) : route.abort()));

test("no WebAssembly SIMD", async () => {
  const prepare = (page) => page.addInitScript(() => (WebAssembly.validate = () => false));
  assert.match(await message({ prepare }), /SIMD is missing/);
  assert.match(await message({ prepare, language: "zh-CN" }), /缺少 WebAssembly SIMD/);
});

test("no WebGL 2, found out before anything large is fetched", async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === "webgl2" ? null : real.call(this, kind, ...rest);
      };
    });
  assert.match(await message({ prepare }), /WebGL 2 is missing/);
  assert.match(await message({ prepare, language: "zh-CN" }), /缺少 WebGL 2/);
});

test("no WebGL at all, as with a browser whose graphics are switched off", async () => {
  const other = await openLaboratory(["--disable-gpu", "--disable-3d-apis"]);
  const visit = await other.visit({ ready: false });
  assert.match(await messageOf(visit), /WebGL 2 is missing/);
  await other.close();
});

for (const [what, file, pattern] of [
  ["the program", "gradlab.wasm", "**/gradlab.wasm*"],
  ["the program's JavaScript", "gradlab.js", "**/gradlab.js*"],
  ["a font", "fonts/math-italic.otf", "**/math-italic*"],
  // Where the build had the tool for it, page.js holds all of them.
  ...(existsSync(join(site, "mirror.js")) ? [["a module of the page", "mirror.js", "**/mirror.js"]] : []),
  ["the page's first module", "page.js", "**/page.js"],
]) {
  test(`${what} does not arrive: it is named, with the reason and a button`, async () => {
    const refused = await message({ prepare: refuse(pattern) });
    assert.ok(refused.includes(`${file} could not be loaded (no answer)`), refused);
    assert.match(refused, /Try again/);
    const notFound = await message({ prepare: refuse(pattern, { status: 404, body: "" }), language: "zh-CN" });
    assert.ok(notFound.includes(`无法载入 ${file}（服务器应答 404）`), notFound);
  });
}

test("a host that answers every address with a page of its own", async () => {
  const prepare = refuse("**/gradlab.wasm*", { contentType: "text/html", body: "<html></html>" });
  assert.match(await message({ prepare }), /gradlab\.wasm could not be loaded \(it is incomplete or not what it should be\)/);
});

test("a wasm file of the wrong type works all the same", async () => {
  const visit = await lab.visit({
    prepare: (page) =>
      page.route("**/gradlab.wasm*", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
      }),
  });
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the button tries again", async () => {
  let refusing = true;
  const prepare = (page) => page.route("**/gradlab.wasm*", (route) => (refusing ? route.abort() : route.continue()));
  const visit = await lab.visit({ ready: false, prepare });
  await messageOf(visit);
  refusing = false;
  await visit.page.getByRole("button", { name: "Try again" }).click();
  await visit.untilReady();
  assert.ok(await visit.page.locator("#screen").isHidden());
  await visit.close();
});

test("the Chinese font does not arrive: the program goes on, a notice offers to try again", async () => {
  let refusing = true;
  const prepare = (page) => page.route("**/cjk*", (route) => (refusing ? route.abort() : route.continue()));
  const visit = await lab.visit({ prepare });
  await visit.setLanguage("zh");
  const notice = visit.page.locator(".notice").first();
  await notice.waitFor();
  assert.match(await notice.innerText(), /fonts\/cjk\.otf/);
  await visit.keepPicture("font-missing");
  refusing = false;
  const [response] = await Promise.all([visit.page.waitForResponse("**/cjk*"), notice.locator(".primary").click()]);
  assert.equal(response.status(), 200);
  await notice.waitFor({ state: "detached" });
  await visit.close();
});

test("the graphics processor goes away", async () => {
  const visit = await lab.visit();
  await visit.page.evaluate(() => document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext());
  assert.match(await messageOf(visit), /The picture was lost/);
  await visit.page.getByRole("button", { name: "Load again" }).click();
  await visit.untilReady();
  await visit.close();
});

test("opened from the disk", { skip: !existsSync(join(site, "index.html")) }, async () => {
  const context = await lab.browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.locator("#message h1").waitFor();
  assert.match(await page.locator("#message").innerText(), /\.\/lab page/);
  await context.close();
});

test("without JavaScript", async () => {
  const context = await lab.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(lab.address);
  assert.match(await page.locator("noscript").innerText(), /needs JavaScript/);
  await context.close();
});
