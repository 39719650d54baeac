// The same spec gives the same numbers native and as WebAssembly: not nearly, but to the last bit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, train } from './program.mjs';

const specs = {
  'spiral, tanh, Adam': {
    data: { kind: 'spiral' }, layers: [{ units: 8, activation: 'tanh' }, { units: 8, activation: 'tanh' }, { activation: 'sigmoid' }],
    optimizer: { id: 'adam', lr: 0.01 }, batch: 16, epochs: 40, seed: 28,
  },
  'iris, gelu, softmax, dropout, batch norm': {
    data: { kind: 'iris', scaling: 'standardise' }, layers: [{ units: 16, activation: 'gelu', dropout: 0.1, batch_norm: true }, { activation: 'softmax' }],
    loss: 'cross_entropy', optimizer: { id: 'sgd', lr: 0.05, momentum: 0.9 }, initializer: 'he_normal', epochs: 40,
  },
  'digits, maxout and mish, RMSprop, cosine': {
    data: { kind: 'digits' }, layers: [{ units: 12, activation: 'maxout' }, { units: 10, activation: 'mish' }, { activation: 'softmax' }],
    loss: 'cross_entropy', optimizer: 'rmsprop', schedule: 'cosine', l2: 0.001, batch: 64, epochs: 3,
  },
};

for (const [name, spec] of Object.entries(specs)) {
  for (const scalar of ['float', 'double']) {
    test(`${name}, ${scalar}: the same losses and the same hash`, () => {
      const [native, wasm] = ['native', 'wasm'].map((kind) => train(kind, spec, '--scalar', scalar));
      assert.equal(native.status, 0);
      assert.equal(native.lines.length, spec.epochs);
      assert.deepEqual(wasm.lines, native.lines);
      assert.equal(wasm.final.hash, native.final.hash);
    });
  }
}

test('eval prints the same digits', () => {
  for (const id of ['tanh', 'gelu', 'softplus', 'selu', 'sine', 'mish']) {
    const [native, wasm] = ['native', 'wasm'].map((kind) => run(kind, ['eval', id, '--x=-20:20:0.37', '--json']).stdout);
    assert.equal(wasm, native);
  }
});
