// The works of the benchmark, for those who measure others than Gradlab. training_speed.cpp builds the same.
export const works = {
  W1: { inputs: 2, hidden: [4, 2], outputs: 1, batch: 10, kind: "tanh", about: "2-4-2-1, tanh, squared error, SGD, batch 10" },
  W2: { inputs: 7, hidden: [8, 8, 8, 8, 8, 8], outputs: 1, batch: 10, kind: "tanh", about: "7-8×6-1, tanh, squared error, SGD, batch 10" },
  W3: { inputs: 64, hidden: [32], outputs: 10, batch: 32, kind: "relu", adam: true, about: "64-32-10, ReLU, softmax, Adam, batch 32" },
  W4: { inputs: 784, hidden: [128], outputs: 10, batch: 64, kind: "relu", about: "784-128-10, ReLU, softmax, momentum, batch 64" },
  G: { inputs: 2, hidden: [4, 2], outputs: 1, batch: 10, kind: "tanh", grid: true, about: "W1's network over a grid of 100×100" },
};

export const growth = {
  width: [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
  depth: [1, 2, 4, 8, 16, 32],
  batch: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
};

/// "W1", or "width=64": as training_speed names it.
export function workNamed(name) {
  if (works[name]) return works[name];
  const [kind, text] = name.split("=");
  const n = Number(text);
  const base = { outputs: 10, batch: 32, kind: "relu" };
  if (kind === "width") return { ...base, inputs: n, hidden: [n, n] };
  if (kind === "depth") return { ...base, inputs: 16, hidden: Array(n).fill(16) };
  return { ...base, inputs: 64, hidden: [64, 64], batch: n };
}

/// Nanoseconds of a step as one contestant ("Gradlab, native") takes them; NaN where it was not measured.
export function stepTime({ work, figures }, contestant) {
  const found = figures.find(({ who, where }) => `${who}, ${where}` === contestant);
  return found ? (1e9 * workNamed(work).batch) / found.median : NaN;
}
