// Typed formulas on the command line, native and as WebAssembly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, kinds, run } from './program.mjs';

for (const kind of kinds) {
  test(`${kind}: eval --formula gives what the built-in row gives`, () => {
    const own = json(kind, ['eval', '--formula', 'x*tanh(log(1+exp(x)))', '--x=-5:5:0.5', '--json']);
    const row = json(kind, ['eval', 'mish', '--x=-5:5:0.5', '--json']);
    assert.equal(own.id, 'custom');
    for (const key of ['f', 'df', 'd2f']) own[key].forEach((value, i) => assert.ok(Math.abs(value - row[key][i]) < 1e-14));
  });

  test(`${kind}: eval --formula has a column for each name`, () => {
    const { params, dparam } = json(kind, ['eval', '--formula', 'x > 0 ? x : a*x', '--x=-3,2', '--param', 'a=0.25', '--json']);
    assert.deepEqual(params, { a: 0.25 });
    assert.deepEqual(dparam, { a: [-3, 0] });
  });

  test(`${kind}: a formula that cannot be read is bad input, named with its column`, () => {
    const { status, stdout, stderr } = run(kind, ['eval', '--formula', '2 * (x + 1', '--x', '1']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /column 11/);
  });

  test(`${kind}: check finds where G is not F's derivative`, () => {
    const args = ['check', '--formula', 'max(0, x)', '--derivative', 'max(1, x)'];
    assert.equal(run(kind, args).status, 1);
    const found = JSON.parse(run(kind, [...args, '--json']).stdout);
    assert.deepEqual([found.agrees, found.largest_gap, found.at], [false, 9, 10]);
    assert.equal(found.disagreements.length, 2);
  });

  test(`${kind}: check ends with 0 where G is F's derivative`, () => {
    const { status, stdout } = run(kind, ['check', '--formula', 'log(1+exp(x))', '--derivative', 'sigmoid(x)']);
    assert.equal(status, 0);
    assert.match(stdout, /is F's derivative/);
  });

  test(`${kind}: a network with a typed activation trains, its parameter too`, () => {
    const spec = {
      data: { kind: 'xor', points: 100 },
      layers: [{ units: 6, activation: 'custom', formula: 'x > 0 ? x : a*x', trained: ['a'], params: { a: 0.25 } }, { activation: 'sigmoid' }],
      epochs: 3,
    };
    const { status, stdout } = run(kind, ['train', '-'], JSON.stringify(spec));
    assert.equal(status, 0);
    assert.ok(JSON.parse(stdout.trim().split('\n').at(-1)).final);
  });
}
