// One control of the program as one element. Roles come from the program and are those of ARIA.

const groupRoles = { radio: "radiogroup", tab: "tablist", option: "listbox" };
const tags = { button: "button", link: "button", switch: "button", tab: "button", radio: "button", combobox: "button", slider: "input" };

// "playground.optimizer:adam" is a part of "playground.optimizer". ARIA wants parts inside of their group.
export function groupOf({ id, role }) {
  const end = id.lastIndexOf(":");
  if (!(role in groupRoles) || end < 0) return null;
  const whole = id.slice(0, end);
  // A choice is an element of its own beside its list of options.
  return { key: role === "radio" ? whole : `${whole}:*`, role: groupRoles[role] };
}

export function makeGroup({ role }) {
  const element = document.createElement("div");
  element.setAttribute("role", role);
  element.className = "group";
  return element;
}

export function makeElement({ role }) {
  if (role === "radiogroup") return makeGroup({ role });
  const element = document.createElement(tags[role] ?? "div");
  if (element.tagName === "BUTTON") element.type = "button";
  else if (element.tagName === "INPUT") element.type = "range";
  else element.tabIndex = 0;
  if (role !== "button") element.setAttribute("role", role);
  if (role === "combobox") element.setAttribute("aria-haspopup", "listbox");
  return element;
}

// "−1,234.5" and "70 %" as JavaScript reads them.
const plainNumber = (text) => Number.parseFloat(text.replace(/−/g, "-").replace(/[,\s]/g, ""));

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === "") element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

function describeNumber(element, { value, low, high }) {
  const now = plainNumber(value);
  if (element.tagName === "INPUT") {
    element.min = plainNumber(low);
    element.max = plainNumber(high);
    element.step = "any";
    if (Number.isFinite(now)) element.value = now;
  } else {
    setAttribute(element, "aria-valuemin", low && plainNumber(low));
    setAttribute(element, "aria-valuemax", high && plainNumber(high));
    setAttribute(element, "aria-valuenow", Number.isFinite(now) ? now : null);
  }
  setAttribute(element, "aria-valuetext", value);
}

// A row of a list is on, and one of those may be the one that is looked at.
const pressed = { off: "false", on: "true", focused: "true" };

const states = {
  slider: describeNumber,
  spinbutton: describeNumber,
  switch: (element, { value }) => setAttribute(element, "aria-checked", value === "on"),
  radio: (element, { value }) => setAttribute(element, "aria-checked", value === "on"),
  tab: (element, { value }) => setAttribute(element, "aria-selected", value === "on"),
  option: (element, { value }) => setAttribute(element, "aria-selected", value === "on"),
  button: (element, { value }) => setAttribute(element, "aria-pressed", pressed[value]),
};

function place(element, [x0, y0, x1, y1]) {
  const at = `${x0} ${y0} ${x1} ${y1}`;
  if (element.dataset.rect === at) return;
  element.dataset.rect = at;
  element.style.left = `${x0}px`;
  element.style.top = `${y0}px`;
  element.style.width = `${Math.max(x1 - x0, 1)}px`;
  element.style.height = `${Math.max(y1 - y0, 1)}px`;
}

export function describe(element, record) {
  // A group may have been made for its parts, before its own record came.
  element.dataset.id = record.id;
  const { role, label, value, enabled, help, rect } = record;
  // Words that no attribute holds (a choice's item, a reading) are said with the name.
  const saidByState = role === "button" ? value in pressed : role in states || role === "radiogroup";
  const extra = value && !saidByState;
  setAttribute(element, "aria-label", extra ? `${label}: ${value}` : label);
  setAttribute(element, "aria-description", help);
  setAttribute(element, "aria-disabled", enabled ? null : "true");
  states[role]?.(element, record);
  if (role !== "radiogroup") place(element, rect);
}
