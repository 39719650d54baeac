// Without a graphics card painting takes most of a test's time, so that the canvas is painted only while somebody looks:
// in a picture, or all the time for a visit that asks for it. Whatever else the browser's graphics are told, and what they
// complain of, stays as it is.

// In the page, before it begins.
export function paintOnDemand() {
  const graphics = globalThis.WebGL2RenderingContext?.prototype;
  for (const name of graphics ? ["clear", "drawElements"] : []) {
    const call = graphics[name];
    graphics[name] = function (...how) {
      if (globalThis.isWatched) call.apply(this, how);
    };
  }
}

// In the page: from here on it is painted, beginning with what is there now.
export async function watch() {
  globalThis.isWatched = true;
  const program = globalThis.gradlab;
  // Where the program has not begun, or could not, there is no canvas to paint; where its graphics went away, no frame.
  if (!program) return;
  const before = program.frames();
  program.wake();
  for (const end = performance.now() + 2000; program.frames() === before && performance.now() < end; )
    await new Promise(requestAnimationFrame);
}

// In the page.
export function lookAway() {
  globalThis.isWatched = false;
}
