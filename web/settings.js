// The program's settings between visits. Private windows and blocked storage throw: then they last one visit.
const key = "gradlab.settings";

export function readSettings() {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function writeSettings(json) {
  try {
    localStorage.setItem(key, json);
  } catch {
    // Nothing to be done, and nothing that a person could do about it.
  }
}

// Language, theme and page as the program will read them, so that what comes before it looks the same and fits.
export function peekSettings(json) {
  try {
    const { language, theme, page, views } = JSON.parse(json);
    return { language, theme, page, hasView: Object.keys(views ?? {}).length > 0 };
  } catch {
    return {};
  }
}
