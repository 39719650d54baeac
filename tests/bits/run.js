// Runs the tests of same bits, in a page or in a worker: resolves to what they print and whether all passed.
import sameBits from "/built/same_bits_page.mjs";

export async function run() {
  const printed = [];
  const module = await sameBits({ print: (line) => printed.push(line), printErr: (line) => printed.push(line) });
  const code = module.callMain(["--no-colors"]);
  return { passed: code === 0, text: printed.join("\n") };
}

if (typeof window === "undefined") run().then(postMessage, (error) => postMessage({ passed: false, text: String(error) }));
