// What the program may ask of the page (Module.gradlab in shell/web_interface.hpp).
import { fetchBytes, MissingFile } from "./files.js";
import { showNotice } from "./screen.js";
import { writeSettings } from "./settings.js";
import { say } from "./words.js";

export const missingFileValues = ({ file, reason, status }) => ({ file, reason: say(`web.reason.${reason}`, { status }) });

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    showNotice(say("web.copy_failed"));
  }
}

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  anchor.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const saveFile = (name, type, bytes) => download(name, new Blob([bytes], { type }));

// The pixels are copied at once: the canvas loses them with the next frame.
function savePicture(name, canvas, x, y, width, height) {
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  copy.getContext("2d").drawImage(canvas, x, y, width, height, 0, 0, width, height);
  copy.toBlob((blob) => download(name, blob), "image/png");
}

// `parts` holds engines, program, mirror and typing as soon as they are there.
export function makeHost(parts) {
  const underway = new Set();

  async function requestAsset(name) {
    if (underway.has(name)) return;
    underway.add(name);
    try {
      parts.program.giveAsset(name, await fetchBytes(name));
    } catch (error) {
      if (!(error instanceof MissingFile)) throw error;
      showNotice(say("web.missing_file", missingFileValues(error)), ["web.retry", () => requestAsset(name)]);
    } finally {
      underway.delete(name);
    }
  }

  return {
    saveSettings: writeSettings,
    requestAsset,
    copyText,
    saveFile,
    savePicture,
    startEngine: () => parts.engines.start(),
    tellEngine: (engine, bytes) => parts.engines.tell(engine, bytes),
    endEngine: (engine) => parts.engines.end(engine),
    frame: () => parts.mirror?.frame(),
    textInput: (on, x, y, width, height) => parts.typing?.show(on, x, y, width, height),
  };
}
