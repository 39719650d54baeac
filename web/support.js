// What the program cannot do without.

// The smallest module with a SIMD instruction: (func (result v128) (i8x16.splat (i32.const 0))).
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

// The first thing that is missing, as the middle of a word's id, or null.
export function missingFeature() {
  if (typeof WebAssembly !== "object" || !("compileStreaming" in WebAssembly)) return "old_browser";
  if (!WebAssembly.validate(simdModule)) return "no_simd";
  if (typeof WebGL2RenderingContext === "undefined") return "no_webgl";
  return null;
}

// Makes the canvas's one context. The program gets this same one when it asks, so the graphics process starts
// while files are still on their way, and a browser without WebGL 2 is found out before anything is downloaded.
export function takeContext(canvas) {
  return canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false });
}
