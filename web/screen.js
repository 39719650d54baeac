// What stands in front of the canvas: the bar while it loads, words when it cannot go on, and small notices.
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);

function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

function button(text, act, className = "") {
  const made = element("button", text, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function showProgress(share) {
  byId("slow").hidden = true;
  byId("progress").value = share;
  byId("doing").textContent = say(share < 1 ? "web.loading" : "web.starting");
  byId("percent").textContent = share < 1 ? `${Math.floor(100 * share)} %` : "…";
}

export function hideScreen() {
  byId("screen").hidden = true;
}

// A whole page of words. `id`: "web.<id>.title" and "web.<id>"; `action`: [word's id, function].
export function showMessage(id, values = {}, action = null) {
  const box = byId("message");
  byId("loading").hidden = true;
  byId("slow").hidden = true;
  byId("screen").hidden = false;
  box.replaceChildren(element("h1", say(`web.${id}.title`)), element("p", say(`web.${id}`, values)));
  if (!action) return;
  const again = button(say(action[0]), action[1], "primary");
  box.append(again);
  again.focus();
}

// A line over the program that does not stop it.
export function showNotice(text, action = null) {
  const notice = element("div", "", "notice");
  notice.append(element("p", text));
  const close = () => notice.remove();
  if (action) {
    const act = () => {
      close();
      action[1]();
    };
    notice.append(button(say(action[0]), act, "primary"));
  }
  notice.append(button(say("web.dismiss"), close));
  byId("notices").append(notice);
}
