// The page's own words and the list of files, which the build wrote into the document.
export const { words, files } = JSON.parse(document.getElementById("page-data").textContent);

let language = "en";

// "en" or "zh", from a tag like "zh-Hans-CN".
export const languageOf = (tag) => (/^zh\b/i.test(tag ?? "") ? "zh" : "en");

export function setLanguage(next) {
  language = next in words ? next : "en";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function say(id, values = {}) {
  const text = words[language][id] ?? words.en[id] ?? id;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const hasWord = (id) => id in words.en;
