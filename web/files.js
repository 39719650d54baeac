// Fetches the program's files and says how far they are, in bytes as they are after decompression: the only
// count a page can see. How many there will be is known from the build.
import { files } from "./words.js";

export class MissingFile extends Error {
  // reason: the end of a word's id, "web.reason.<reason>".
  constructor(file, reason, status = 0) {
    super(`${file}: ${reason} ${status || ""}`);
    Object.assign(this, { file, reason, status });
  }
}

// With the version in the address, a host's cache never mixes files of two builds.
export const addressOf = (file) => new URL(`${file}?v=${files[file].version}`, document.baseURI).href;

async function request(file) {
  let response;
  try {
    response = await fetch(addressOf(file));
  } catch {
    throw new MissingFile(file, "network");
  }
  if (!response.ok) throw new MissingFile(file, "status", response.status);
  return response;
}

export class Download {
  #wanted = new Map();
  #arrived = new Map();
  #onProgress;

  constructor(names, onProgress) {
    for (const name of names) this.#wanted.set(name, files[name].size);
    this.#onProgress = onProgress;
  }

  #count(file, bytes) {
    const size = this.#wanted.get(file) ?? 0;
    this.#arrived.set(file, Math.min((this.#arrived.get(file) ?? 0) + bytes, size));
    const sum = (values) => [...values].reduce((a, b) => a + b, 0);
    this.#onProgress(sum(this.#arrived.values()) / sum(this.#wanted.values()));
  }

  async #read(file, response, take) {
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      take?.(value);
      this.#count(file, value.length);
    }
  }

  async bytes(file) {
    const response = await request(file);
    const parts = [];
    try {
      await this.#read(file, response, (part) => parts.push(part));
    } catch {
      throw new MissingFile(file, "network");
    }
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    if (whole.length !== files[file].size) throw new MissingFile(file, "broken");
    return whole;
  }

  // Compiled while it arrives. The browser's own response goes to the compiler, a copy of it is only counted:
  // so the browser may keep the compiled code for the next visit.
  async wasm(file) {
    const response = await request(file);
    const counted = this.#read(file, response.clone());
    counted.catch(() => {});
    try {
      if (/^application\/wasm\b/.test(response.headers.get("content-type") ?? "")) {
        return await WebAssembly.compileStreaming(response);
      }
      return await WebAssembly.compile(await response.arrayBuffer());
    } catch (error) {
      throw new MissingFile(file, error instanceof WebAssembly.CompileError ? "broken" : "network");
    }
  }

  // A module's bytes cannot be watched: it counts when it is there.
  async module(file) {
    let module;
    try {
      module = await import(addressOf(file));
    } catch {
      // An import does not say why it failed. Asking again does.
      await request(file);
      throw new MissingFile(file, "broken");
    }
    this.#count(file, files[file].size);
    return module;
  }
}

// One file, without a bar.
export const fetchBytes = (file) => new Download([file], () => {}).bytes(file);
