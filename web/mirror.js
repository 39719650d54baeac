// The controls that the program drew, once more as elements: for screen readers, which cannot see into a canvas.
// The program has the keyboard and decides what is focused; the element of the same name takes the browser's focus
// along, so that it is read out. What assistive technology does to an element goes back to the program by its id.
import { describe, groupOf, makeElement, makeGroup } from "./mirror_elements.js";

const soonest = 30;
const between = 250;
const nativeKeys = new Set(["Enter", " ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

export class Mirror {
  #root;
  #program;
  #elements = new Map();
  #text = "";
  #records = [];
  #timer = 0;
  #last = 0;
  #following = false;
  #afterUpdate;

  constructor(root, program, afterUpdate) {
    this.#root = root;
    this.#program = program;
    this.#afterUpdate = afterUpdate;
    root.addEventListener("click", (event) => this.#act(event, (id) => program.activate(id)));
    root.addEventListener("input", (event) => this.#act(event, (id) => program.setValue(id, event.target.value)));
    root.addEventListener("focusin", (event) => this.#following || this.#act(event, (id) => program.focus(id)));
    // These keys have reached the program already; the element must not act on them a second time.
    const keep = (event) => nativeKeys.has(event.key) && event.preventDefault();
    root.addEventListener("keydown", keep);
    root.addEventListener("keyup", keep);
  }

  // The controls as they were at the last update.
  get records() {
    return this.#records;
  }

  // All that was drawn is in the document.
  isCurrent() {
    return this.#timer === 0;
  }

  // A frame was drawn: look soon, but not often while it trains.
  frame() {
    if (this.#timer) return;
    const wait = Math.max(soonest, this.#last + between - performance.now());
    this.#timer = setTimeout(() => this.update(), wait);
  }

  update() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#last = performance.now();
    const text = this.#program.controlsText();
    if (text !== this.#text) {
      this.#text = text;
      this.#records = JSON.parse(text);
      this.#rebuild();
      this.#follow();
    }
    this.#afterUpdate();
  }

  #act(event, what) {
    const { id } = event.target.dataset;
    if (id && event.target.getAttribute("aria-disabled") !== "true") what(id);
  }

  #rebuild() {
    const children = new Map([[this.#root, []]]);
    const kept = new Map();
    const place = (key, parent, make) => {
      if (!kept.has(key)) {
        kept.set(key, this.#elements.get(key) ?? make());
        children.get(parent).push(kept.get(key));
      }
      return kept.get(key);
    };
    for (const record of this.#records) {
      const group = groupOf(record);
      let parent = this.#root;
      if (group) {
        parent = place(group.key, this.#root, () => makeGroup(group));
        if (!children.has(parent)) children.set(parent, []);
      }
      const element = place(record.id, parent, () => makeElement(record));
      if (record.role === "radiogroup" && !children.has(element)) children.set(element, []);
      describe(element, record);
    }
    for (const [key, element] of this.#elements) if (!kept.has(key)) element.remove();
    for (const [parent, list] of children) arrange(parent, list);
    this.#elements = kept;
  }

  #follow() {
    const record = this.#records.find(({ focused }) => focused);
    const element = record && this.#elements.get(record.id);
    const now = document.activeElement;
    if (!element || element === now) return;
    // Never away from an input, a message or a notice.
    if (now && now !== document.body && !this.#root.contains(now)) return;
    this.#following = true;
    element.focus({ preventScroll: true });
    this.#following = false;
  }
}

// Brings the children into this order; what stands right already is not touched, so that focus stays.
function arrange(parent, list) {
  let next = parent.firstElementChild;
  for (const element of list) {
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}
