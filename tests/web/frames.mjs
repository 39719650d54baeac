// For the programs that measure frames.

// In the page: notes when each frame begins and how long the page's own callback takes.
export const countFrames = () => {
  const times = { own: [], starts: [], restart: () => (times.own.length = times.starts.length = 0) };
  globalThis.frameTimes = times;
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    ask((now) => {
      const from = performance.now();
      callback(now);
      times.own.push(performance.now() - from);
      times.starts.push(now);
    });
};

// In the page: what is drawn costs nothing, as with a graphics card and a driver that take no time. What is left is the
// page's and the browser's own share of a frame.
export const drawNothing = () => {
  const calls = [
    "activeTexture", "bindBuffer", "bindTexture", "bindVertexArray", "blendEquation", "blendEquationSeparate", "blendFuncSeparate", "bufferData",
    "bufferSubData", "clear", "deleteVertexArray", "disable", "drawElements", "enable", "enableVertexAttribArray", "isEnabled", "pixelStorei",
    "scissor", "texImage2D", "texParameteri", "texSubImage2D", "uniform1i", "uniformMatrix4fv", "useProgram", "vertexAttribPointer", "viewport",
  ];
  for (const name of calls) globalThis.WebGL2RenderingContext.prototype[name] = () => {};
  globalThis.WebGL2RenderingContext.prototype.createVertexArray = () => ({});
};

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

export const median = (values) => quantile([...values].sort((a, b) => a - b), 0.5);

export function describe(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [half, most, nearlyAll] = [0.5, 0.95, 0.99].map((q) => quantile(sorted, q).toFixed(1).padStart(6));
  return `median ${half} ms, 95 % ${most} ms, 99 % ${nearlyAll} ms, longest ${Math.max(...values).toFixed(1)} ms (${values.length} frames)`;
}

// Two figures: from frame to frame, and the page's own callback (the rest of the first is the browser and, where there
// is no graphics card, its software renderer).
export const describeFrames = ({ own, starts }) =>
  `        frame to frame: ${describe(starts.slice(1).map((at, i) => at - starts[i]))}\n        own callback:   ${describe(own)}`;

// What the processor worked on each of the page's frame callbacks while `action` lasted, ms: what other programs on the
// machine take meanwhile does not count.
export async function processorTimes(lab, visit, action) {
  await lab.browser.startTracing(visit.page, { categories: ["-*", "devtools.timeline"] });
  await action();
  const { traceEvents } = JSON.parse((await lab.browser.stopTracing()).toString());
  return traceEvents.filter(({ name, tdur }) => name === "FireAnimationFrame" && tdur !== undefined).map(({ tdur }) => tdur / 1000);
}
