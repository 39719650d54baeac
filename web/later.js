// The program's second part (split.mjs): fetched as soon as somebody does something, or with the first part where the
// page to be shown needs it. Where a call comes before it is here, it is fetched on the spot, and the page waits.
import { addressOf, Download, MissingFile } from "./files.js";

export const laterFile = "gradlab-later.wasm";

// The only way to a file that does not give up the turn.
function fetchNow() {
  const request = new XMLHttpRequest();
  request.open("GET", addressOf(laterFile), false);
  // Each byte becomes the lower half of a character.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    throw new MissingFile(laterFile, "network");
  }
  if (request.status !== 200) throw new MissingFile(laterFile, "status", request.status);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 255);
}

export class Later {
  compiled = null;
  #imports;
  #first;
  #joining;

  // Makes the first part. Gives its instance.
  async start(compiled, imports) {
    this.#imports = imports;
    const instance = await WebAssembly.instantiate(compiled, { ...imports, later: { want: () => this.#joinNow() } });
    this.#first = instance.exports;
    return instance;
  }

  // Fetches the second part, unless it was compiled already, and makes it. If it did not arrive, it can be asked for again.
  join() {
    this.#joining ??= this.#join().catch((error) => {
      this.#joining = null;
      throw error;
    });
    return this.#joining;
  }

  async #join() {
    this.compiled ??= await new Download([laterFile], () => {}).wasm(laterFile);
    if (!this.#isHere()) await WebAssembly.instantiate(this.compiled, this.#given());
  }

  #joinNow() {
    this.compiled ??= new WebAssembly.Module(fetchNow());
    new WebAssembly.Instance(this.compiled, this.#given());
  }

  // The second part's start function says so.
  #isHere() {
    return this.#first.l.value === 1;
  }

  #given() {
    return { ...this.#imports, first: this.#first };
  }
}
