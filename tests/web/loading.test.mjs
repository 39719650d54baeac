// The page arrives whole, asks nobody else for anything, and keeps its own policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";
import { colours } from "./png.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

test("it loads from a sub-folder without an error, a failed request or one to another host", async () => {
  const visit = await lab.visit();
  await visit.settled();
  assert.deepEqual(visit.troubles, []);
  assert.deepEqual(visit.requests.filter((url) => !url.startsWith(lab.address)), []);
  const program = visit.requests.filter((url) => /gradlab\.|fonts\//.test(url));
  assert.equal(new Set(program).size, program.length, "nothing large is asked for twice");
  await visit.close();
});

test("the canvas is not blank, and the screen before it is gone", async () => {
  const visit = await lab.visit({ painted: true });
  await visit.settled();
  assert.ok(colours(await visit.picture()) > 50);
  assert.ok(await visit.page.locator("#screen").isHidden());
  await visit.close();
});

test("the policy allows no code from text and no other host, and nothing breaks it", async () => {
  const visit = await lab.visit({
    prepare: (page) =>
      page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(event.violatedDirective));
      }),
  });
  await visit.settled();
  const policy = await visit.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-(eval|inline)'|https?:|\*/);
  assert.deepEqual(await visit.page.evaluate(() => globalThis.violations), []);
  // A test's own code is exempt, but not what it leaves for later.
  const tried = await visit.page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(new Function("return 'ran'")());
          } catch (error) {
            resolve(error.name);
          }
        });
      }),
  );
  assert.equal(tried, "EvalError");
  await visit.close();
});

test("the document holds no script or style of its own", async () => {
  const visit = await lab.visit();
  const inline = await visit.page.evaluate(() => ({
    scripts: [...document.scripts].filter((each) => !each.src && each.type !== "application/json").length,
    styles: document.querySelectorAll("style").length,
  }));
  assert.deepEqual(inline, { scripts: 0, styles: 0 });
  await visit.close();
});

test("the bar counts the bytes while they arrive", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const visit = await lab.visit({
    ready: false,
    prepare: (page) =>
      page.route("**/ui-semibold*", async (route) => {
        await held;
        await route.continue();
      }),
  });
  const bar = () => visit.page.locator("#progress").evaluate((element) => element.value);
  await visit.page.waitForFunction(() => document.getElementById("progress").value > 0.5);
  assert.ok((await bar()) < 1);
  assert.match(await visit.page.locator("#doing").innerText(), /Loading/);
  await visit.keepPicture("loading");
  release();
  await visit.untilReady();
  // The bytes are counted beside their use: the last count may come after it.
  await visit.eventually(bar, (share) => share === 1);
  await visit.close();
});

// Bytes as the server sends them, with the heads of the answers.
async function transferred(options) {
  let bytes = 0;
  const visit = await lab.visit({
    ...options,
    prepare: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    },
  });
  await visit.settled();
  return { visit, bytes: () => bytes };
}

test("the first view transfers at most 350 KB, and Chinese at most 250 KB more", async () => {
  const english = await transferred({ language: "en-US" });
  assert.ok(english.bytes() > 100_000 && english.bytes() <= 350_000, `${english.bytes()} bytes`);
  assert.deepEqual(english.visit.requests.filter((url) => /gradlab-later|cjk|zh\.json/.test(url)), []);
  const chinese = await transferred({ language: "zh-CN" });
  assert.ok(chinese.bytes() <= 350_000 + 250_000, `${chinese.bytes()} bytes`);
  await english.visit.close();
  await chinese.visit.close();
});

test("the second part arrives when somebody does something, once", async () => {
  const visit = await lab.visit();
  const asked = () => visit.requests.filter((url) => url.includes("gradlab-later.wasm")).length;
  await visit.settled();
  assert.equal(asked(), 0);
  await visit.page.mouse.move(500, 300);
  await visit.page.mouse.move(520, 310);
  await visit.openPage("playground");
  await visit.control("playground.play");
  assert.ok(asked() >= 1);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("where the second part is wanted before anybody did anything, it is there all the same", async () => {
  const visit = await lab.open("playground");
  await visit.click("playground.step_epoch");
  await visit.untilNumber("playground.reading.epoch", (epoch) => epoch === 1);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
