// Pictures of both pages in both languages and themes at three sizes, kept for people to look at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";
import { colours } from "./png.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

const sizes = {
  phone: { width: 390, height: 844, ratio: 2, hasTouch: true, isMobile: true },
  medium: { width: 1024, height: 768 },
  wide: { width: 1440, height: 900 },
};

for (const [size, options] of Object.entries(sizes)) {
  for (const language of ["en", "zh"]) {
    for (const dark of [false, true]) {
      test(`${size}, ${language}, ${dark ? "dark" : "light"}: different pages are different pictures`, async () => {
        const visit = await lab.visit({ language: language === "en" ? "en-US" : "zh-CN", dark, ...options });
        const pictures = [];
        for (const page of ["functions", "playground"]) {
          await visit.openPage(page);
          const picture = await visit.keepPicture(`${page}-${size}-${dark ? "dark" : "light"}-${language}`);
          assert.ok(colours(picture) > 50, `${page} is blank`);
          pictures.push(picture);
        }
        assert.notDeepEqual(pictures[0], pictures[1]);
        assert.deepEqual(visit.troubles, []);
        await visit.close();
      });
    }
  }
}
