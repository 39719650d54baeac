// The accessible list names every control of the program, and operates it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLaboratory } from "./page.mjs";

let lab;
before(async () => (lab = await openLaboratory()));
after(() => lab.close());

// The elements and the program's own list, as they are once neither changes.
async function bothLists(visit) {
  await visit.mirrored();
  const { elements, controls } = await visit.page.evaluate(() => ({
    elements: [...document.querySelectorAll("#mirror [data-id]")].map((each) => ({
      id: each.dataset.id,
      role: each.getAttribute("role") ?? each.localName,
      name: each.getAttribute("aria-label"),
      left: Math.round(each.getBoundingClientRect().left),
    })),
    controls: globalThis.gradlab.controls(),
  }));
  const ids = (list) => list.map(({ id }) => id).sort();
  assert.deepEqual(ids(elements), ids(controls));
  return { elements, controls };
}

const element = (visit, id) => visit.page.locator(`#mirror [data-id="${id}"]`);

test("every control of every page has an element with its role, name and place", async () => {
  const visit = await lab.visit();
  for (const page of await visit.pages()) {
    await visit.openPage(page);
    const { elements, controls } = await bothLists(visit);
    assert.ok(controls.length > 3);
    for (const control of controls) {
      const made = elements.find(({ id }) => id === control.id);
      assert.equal(made.role, control.role, control.id);
      assert.ok(control.label.length > 0 && made.name.startsWith(control.label), `${control.id} is called "${made.name}"`);
      if (control.role !== "radiogroup") assert.equal(made.left, Math.round(control.rect[0]), control.id);
    }
  }
  await visit.close();
});

test("parts of a group stand inside of it", async () => {
  const visit = await lab.visit();
  await bothLists(visit);
  const roles = await visit.page.evaluate(() =>
    [...document.querySelectorAll('#mirror [role="radio"], #mirror [role="tab"]')].map((each) => [
      each.getAttribute("role"),
      each.parentElement.getAttribute("role"),
    ]),
  );
  assert.ok(roles.length > 0);
  for (const [part, group] of roles) assert.equal(group, { radio: "radiogroup", tab: "tablist" }[part]);
  await visit.close();
});

test("its elements are seen by a screen reader but not on the screen, and take no click from the mouse", async () => {
  const visit = await lab.visit();
  await bothLists(visit);
  const style = await visit.page.locator("#mirror").evaluate((each) => {
    const { display, visibility, opacity, pointerEvents } = getComputedStyle(each);
    return { display, visibility, opacity, pointerEvents };
  });
  assert.deepEqual(style, { display: "block", visibility: "visible", opacity: "0", pointerEvents: "none" });
  assert.equal(await visit.page.evaluate(() => document.elementFromPoint(400, 300).id), "canvas");
  await visit.close();
});

test("operating an element operates the control, once", async () => {
  const visit = await lab.visit();
  await bothLists(visit);
  await element(visit, "app.theme").evaluate((each) => each.click());
  await visit.page.waitForFunction(() => globalThis.gradlab.theme() === "dark");
  await visit.settled();
  assert.equal(await visit.page.evaluate(() => globalThis.gradlab.theme()), "dark");
  await element(visit, "app.page:playground").evaluate((each) => each.click());
  await visit.page.waitForFunction(() => globalThis.gradlab.page() === "playground");
  await visit.close();
});

test("focus by keyboard in the program takes the browser's focus along, and Enter acts once", async () => {
  const visit = await lab.visit();
  await bothLists(visit);
  await visit.page.evaluate(() => globalThis.gradlab.focus("app.theme"));
  await visit.page.waitForFunction(() => document.activeElement?.dataset.id === "app.theme");
  await visit.page.keyboard.press("Enter");
  await visit.page.waitForFunction(() => globalThis.gradlab.theme() === "dark");
  await visit.settled();
  assert.equal(await visit.page.evaluate(() => globalThis.gradlab.theme()), "dark");
  await visit.page.keyboard.press("Tab");
  await visit.page.waitForFunction(() => document.activeElement?.dataset.id && document.activeElement.dataset.id !== "app.theme");
  await visit.close();
});

test("it speaks the language of the program", async () => {
  const visit = await lab.visit({ language: "zh-CN" });
  const { elements } = await bothLists(visit);
  assert.match(elements.find(({ id }) => id === "app.theme").name, /[\u4e00-\u9fff]/);
  await visit.close();
});
