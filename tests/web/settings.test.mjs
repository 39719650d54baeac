// Language, theme and what is kept of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const documentOf = (visit) =>
  visit.page.evaluate(() => ({
    lang: document.documentElement.lang,
    theme: document.documentElement.dataset.theme,
    bar: document.querySelector('meta[name="theme-color"]').content,
    title: document.title,
  }));

const untilDocument = (visit, name, value) =>
  visit.page.waitForFunction(
    ([key, wanted]) => ({ lang: document.documentElement.lang, theme: document.documentElement.dataset.theme })[key] === wanted,
    [name, value],
  );

const chinese = /[\u4e00-\u9fff]/;
const tabWords = (list) => list.filter(({ role }) => role === "tab").map(({ label }) => label);
// The document may speak a language before the frame that draws its words, and that may wait for a file of words.
const untilTabs = (visit, holds, what) => visit.until((list) => tabWords(list).length > 0 && tabWords(list).every(holds), what);
const isChinese = (word) => chinese.test(word);
const isEnglish = (word) => !chinese.test(word);
const askedForChinese = (visit) => visit.requests.some((url) => url.includes("cjk"));

test("an English browser starts in English; the language changes at once and back", async () => {
  const visit = await lab.visit({ language: "en-GB" });
  await visit.settled();
  assert.equal((await documentOf(visit)).lang, "en");
  await untilTabs(visit, isEnglish, "the tabs are English");
  const english = await visit.picture();

  await visit.setLanguage("zh");
  await untilDocument(visit, "lang", "zh-CN");
  await untilTabs(visit, isChinese, "the tabs are Chinese");
  await visit.page.waitForFunction((pattern) => new RegExp(pattern).test(document.title), chinese.source);
  await visit.settled();
  assert.notDeepEqual(await visit.picture(), english);

  await visit.setLanguage("en");
  await untilDocument(visit, "lang", "en");
  await untilTabs(visit, isEnglish, "the tabs are English again");
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("what was set is there again after a reload, and can be taken back", async () => {
  const visit = await lab.visit({ language: "en" });
  await visit.openPage("playground");
  const units = await visit.value("playground.units[1]");
  await visit.click("playground.units[1].more");
  await visit.untilValue("playground.units[1]", String(Number(units) + 1));
  await visit.page.keyboard.press("Control+z");
  await visit.untilValue("playground.units[1]", units);
  await visit.page.keyboard.press("Control+Shift+z");
  await visit.untilValue("playground.units[1]", String(Number(units) + 1));
  await visit.atRest();
  assert.ok(await visit.page.evaluate(() => JSON.parse(localStorage.getItem("gradlab.settings")).views.playground));
  await visit.page.reload();
  await visit.untilReady();
  await visit.untilValue("playground.units[1]", String(Number(units) + 1));
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("the Chinese font is fetched only when Chinese is shown", async () => {
  const visit = await lab.visit({ language: "en-US" });
  await visit.settled();
  assert.ok(!askedForChinese(visit));
  const [request] = await Promise.all([visit.page.waitForRequest("**/fonts/cjk.otf*"), visit.setLanguage("zh")]);
  assert.ok(request);
  await visit.close();
});

test("a Chinese browser starts in Chinese, with its font from the first frame on", async () => {
  for (const language of ["zh-CN", "zh", "zh-Hans-SG"]) {
    const visit = await lab.visit({ language });
    assert.equal((await documentOf(visit)).lang, "zh-CN");
    assert.ok(tabWords(await visit.controls()).every(isChinese));
    assert.ok(askedForChinese(visit));
    await visit.settled();
    assert.equal(visit.requests.filter((url) => url.includes("cjk")).length, 1);
    assert.deepEqual(visit.troubles, []);
    await visit.close();
  }
});

test("the theme is the system's at first, and changes by its button", async () => {
  const visit = await lab.visit({ dark: true });
  assert.deepEqual(await documentOf(visit).then(({ theme, bar }) => [theme, bar]), ["dark", "#1b1e24"]);
  await visit.click("app.theme");
  await untilDocument(visit, "theme", "light");
  assert.equal((await documentOf(visit)).bar, "#ffffff");
  await visit.close();
});

test("a reload keeps language, theme and page", async () => {
  const visit = await lab.visit();
  await visit.setLanguage("zh");
  await visit.click("app.theme");
  await visit.openPage("playground");
  await visit.settled();
  await visit.go();
  await visit.untilReady();
  const { lang, theme } = await documentOf(visit);
  assert.deepEqual([lang, theme], ["zh-CN", "dark"]);
  assert.equal(await visit.page.evaluate(() => globalThis.gradlab.page()), "playground");
  await visit.close();
});

test("it works where nothing can be kept, and with settings that are broken", async () => {
  const blocked = await lab.visit({
    prepare: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        }),
      ),
  });
  await blocked.click("app.theme");
  await untilDocument(blocked, "theme", "dark");
  assert.deepEqual(blocked.troubles, []);
  await blocked.close();

  const broken = await lab.visit({ prepare: (page) => page.addInitScript(() => localStorage.setItem("gradlab.settings", '{"language": 7, "pa')) });
  assert.deepEqual(broken.troubles, []);
  await broken.close();
});
