// What the program may ask of the page (Module.gradlab in shell/web_interface.hpp).
import { fetchBytes, MissingFile } from "./files.js";
import { showNotice } from "./screen.js";
import { chooseFile } from "./own_file.js";
import { writeSettings } from "./settings.js";
import { paintCharacter } from "./characters.js";
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

// Sharp on a projector and in print, too: at least two pixels to each of the page's.
async function savePicture(name, svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const drawing = Object.assign(new Image(), { src: address });
  await drawing.decode();
  const scale = Math.max(devicePixelRatio, 2);
  const [width, height] = [drawing.width, drawing.height].map((length) => Math.round(length * scale));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(drawing, 0, 0, width, height);
  URL.revokeObjectURL(address);
  canvas.toBlob((blob) => download(name, blob), "image/png");
}

// `parts` holds engines, program, mirror and typing as soon as they are there.
export function makeHost(parts) {
  // Assets that were asked for and are not there.
  const underway = (parts.underway = new Set());

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
    askForFile: () => chooseFile(parts.program),
    saveSettings: writeSettings,
    requestAsset,
    copyText,
    saveFile,
    paintCharacter,
    savePicture,
    startEngine: () => parts.engines.start(),
    tellEngine: (engine, bytes) => parts.engines.tell(engine, bytes),
    endEngine: (engine) => parts.engines.end(engine),
    frame: () => parts.mirror?.frame(),
    textInput: (on, x, y, width, height) => parts.typing?.show(on, x, y, width, height),
  };
}
