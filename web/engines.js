// The workers that train for the page (engine.js), by number.
import { addressOf } from "./files.js";

export class Engines {
  #workers = new Map();
  #started = 0;
  #compiled;
  #program;

  // compiled: a function that gives the program's two WebAssembly.Modules. program: a function that gives the running program.
  constructor(compiled, program) {
    this.#compiled = compiled;
    this.#program = program;
  }

  // The engine's number; 0 where there are no workers.
  start() {
    let worker;
    try {
      worker = new Worker(new URL("engine.js", document.baseURI), { type: "module" });
      worker.postMessage({ code: addressOf("gradlab.js"), compiled: this.#compiled() });
    } catch {
      return 0;
    }
    const engine = ++this.#started;
    const fail = () => this.#program()?.engineFailed(engine);
    worker.onerror = fail;
    worker.onmessage = ({ data }) => (data.failed ? fail() : this.#program()?.engineSaid(engine, data));
    this.#workers.set(engine, worker);
    return engine;
  }

  tell(engine, bytes) {
    this.#workers.get(engine)?.postMessage(bytes, [bytes.buffer]);
  }

  end(engine) {
    this.#workers.get(engine)?.terminate();
    this.#workers.delete(engine);
  }
}
