// Other libraries at the same works, in the page that Gradlab is measured in. Each entry makes, for a work, a function
// that trains on some samples (or answers some points) and returns how many; null where the library cannot.
import { workNamed } from "./works.mjs";

const random = () => Math.random() * 4 - 2;

/// Noisy points around one centre for each class; two classes are told apart by one output of -1 or +1.
function dataOf({ inputs, outputs }, samples = 512) {
  const classes = Math.max(2, outputs);
  const centres = Array.from({ length: classes }, () => Float32Array.from({ length: inputs }, random));
  return Array.from({ length: samples }, () => {
    const own = Math.floor(Math.random() * classes);
    const x = centres[own].map((centre) => centre + random());
    const t = outputs === 1 ? Float32Array.of(own * 2 - 1) : Float32Array.from({ length: outputs }, (_, k) => +(k === own));
    return { x, t, own };
  });
}

/// A function that takes the samples in turn, batch by batch.
function inTurn(data, each) {
  let at = 0;
  return (count) => {
    for (let k = 0; k < count; ++k) {
      each(data[at]);
      at = (at + 1) % data.length;
    }
    return count;
  };
}

const points = Array.from({ length: 1e4 }, (_, k) => Float32Array.of((k % 100) / 10 - 5, Math.floor(k / 100) / 10 - 5));

function synapticPeer(work) {
  if (work.kind !== "tanh") return null;
  const { Architect, Neuron } = window.synaptic;
  const network = new Architect.Perceptron(work.inputs, ...work.hidden, work.outputs);
  for (const layer of [...network.layers.hidden, network.layers.output]) layer.set({ squash: Neuron.squash.TANH });
  const data = dataOf(work).map(({ x, t }) => ({ x: Array.from(x), t: Array.from(t) }));
  const run = inTurn(data, ({ x, t }) => {
    network.activate(x);
    network.propagate(0.03, t);
  });
  if (!work.grid) return () => run(500);
  run(500);
  const grid = points.map((x) => Array.from(x));
  return () => (grid.forEach((x) => network.activate(x)), grid.length);
}

function brainPeer(work) {
  if (work.kind !== "tanh") return null;
  const { NeuralNetwork } = window.brain;
  const network = new NeuralNetwork({
    inputSize: work.inputs, hiddenLayers: work.hidden, outputSize: work.outputs, activation: "tanh", learningRate: 0.03,
  });
  network.sizes = [work.inputs, ...work.hidden, work.outputs];
  network.initialize();
  const data = dataOf(work).map(({ x, t }) => ({ input: x, output: t }));
  const run = inTurn(data, (one) => network.trainPattern(one));
  if (!work.grid) return () => run(500);
  run(500);
  return () => (points.forEach((x) => network.runInput(x)), points.length);
}

function convnetPeer(work) {
  const { Net, SGDTrainer, Trainer, Vol } = window.convnetjs;
  const net = new Net();
  const last = work.kind === "tanh" ? { type: "fc", num_neurons: work.outputs, activation: "tanh" } : { type: "softmax", num_classes: work.outputs };
  const layers = [{ type: "input", out_sx: 1, out_sy: 1, out_depth: work.inputs },
    ...work.hidden.map((n) => ({ type: "fc", num_neurons: n, activation: work.kind })), last];
  if (work.kind === "tanh") layers.push({ type: "regression", num_neurons: work.outputs });
  net.makeLayers(layers);
  // It has no Adam; Adadelta, too, keeps two numbers for each weight.
  const settings = work.adam ? { method: "adadelta" } : { method: "sgd", learning_rate: 0.01, momentum: work.kind === "tanh" ? 0 : 0.9 };
  const trainer = new (Trainer ?? SGDTrainer)(net, { ...settings, batch_size: work.batch });
  const vol = (x) => {
    const v = new Vol(1, 1, x.length, 0);
    v.w.set(x);
    return v;
  };
  const data = dataOf(work).map(({ x, t, own }) => ({ x: vol(x), t: work.kind === "tanh" ? Array.from(t) : own }));
  const run = inTurn(data, ({ x, t }) => trainer.train(x, t));
  if (!work.grid) return () => run(4 * work.batch);
  const grid = points.map(vol);
  return () => (grid.forEach((x) => net.forward(x)), grid.length);
}

function tensorflowPeer(work) {
  const tf = window.tf;
  const sizes = [work.inputs, ...work.hidden, work.outputs];
  const layers = sizes.slice(1).map((n, l) => [
    tf.variable(tf.randomNormal([sizes[l], n], 0, 1 / Math.sqrt(sizes[l]))), tf.variable(tf.zeros([n]))]);
  const last = layers.length - 1;
  const forward = (x) => layers.reduce((y, [w, b], l) => {
    const z = y.matMul(w).add(b);
    if (work.kind === "tanh") return z.tanh();
    return l < last ? z.relu() : z;
  }, x);
  if (work.grid) {
    const grid = tf.tensor2d(points.map((x) => Array.from(x)));
    return () => (tf.tidy(() => forward(grid)).dataSync(), points.length);
  }
  const optimizer = work.adam ? tf.train.adam(0.001) : work.kind === "tanh" ? tf.train.sgd(0.03) : tf.train.momentum(0.01, 0.9);
  const data = dataOf(work, Math.max(512, work.batch));
  const batches = [];
  for (let from = 0; from + work.batch <= data.length; from += work.batch) {
    const part = data.slice(from, from + work.batch);
    batches.push([tf.tensor2d(part.map(({ x }) => Array.from(x))), tf.tensor2d(part.map(({ t }) => Array.from(t)))]);
  }
  const loss = work.kind === "tanh" ? (y, t) => y.sub(t).square().mean() : (y, t) => tf.losses.softmaxCrossEntropy(t, y);
  const run = inTurn(batches, ([x, t]) => optimizer.minimize(() => loss(forward(x), t)));
  return () => {
    run(4);
    layers[0][1].dataSync();
    return 4 * work.batch;
  };
}

export const peers = { synaptic: synapticPeer, "brain.js": brainPeer, ConvNetJS: convnetPeer, "TensorFlow.js wasm": tensorflowPeer };

export async function prepare() {
  window.tf.wasm?.setWasmPaths("/peers/@tensorflow/tfjs-backend-wasm/dist/");
  await window.tf.setBackend("wasm");
  await window.tf.ready();
}

const running = new Map();

/// Samples (or points) a second, measured for that long after as long a warm-up at first; null where it cannot.
export function measure(peer, name, seconds) {
  const key = `${peer} ${name}`;
  let warm = true;
  if (!running.has(key)) {
    running.set(key, peers[peer](workNamed(name)));
    warm = false;
  }
  const run = running.get(key);
  if (!run) return null;
  const timed = () => {
    // The fastest stretch of 10 ms, as training_speed takes it.
    const begin = performance.now();
    let fastest = 0, now = begin;
    while (now < begin + seconds * 1000) {
      const from = now;
      let done = 0;
      do {
        done += run();
        now = performance.now();
      } while (now < from + 10);
      fastest = Math.max(fastest, (done / (now - from)) * 1000);
    }
    return fastest;
  };
  if (!warm) timed();
  return timed();
}
