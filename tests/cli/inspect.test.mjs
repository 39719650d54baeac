// gradlab inspect: what it prints and how it ends, native and as WebAssembly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, kinds, run } from './program.mjs';

const close = (a, b, tolerance = 1e-9) => assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

const circle = {
  data: { kind: 'circle' },
  layers: [{ units: 6, activation: 'tanh' }, { units: 3, activation: 'maxout' }, { activation: 'sigmoid' }],
  optimizer: { id: 'adam', lr: 0.02 }, epochs: 20,
};
const dying = {
  data: { kind: 'circle' },
  layers: [{ units: 8, activation: 'relu' }, { units: 8, activation: 'relu' }, { activation: 'sigmoid' }],
  optimizer: { id: 'sgd', lr: 2 }, epochs: 20,
};
const inspect = (kind, spec, ...options) => json(kind, ['inspect', '-', '--json', ...options], JSON.stringify(spec));
const layerKeys = ['units', 'activation', 'parameters', 'mean', 'variance', 'sum_mean', 'sum_variance', 'zeros', 'saturated', 'no_slope', 'dead',
  'weight_norm', 'gradient_norm', 'bias_gradient_norm', 'delta_norm', 'update_norm', 'update_ratio', 'identical', 'finite'];

for (const kind of kinds) {
  test(`${kind}: inspect --json has every key, whatever was asked for`, () => {
    const found = inspect(kind, circle);
    assert.deepEqual(Object.keys(found), ['step', 'epoch', 'learning_rate', 'samples', 'train_loss', 'test_loss', 'train_accuracy',
      'test_accuracy', 'gradient_norm', 'diverged', 'layers', 'check', 'hessian', 'slice', 'noise', 'rates', 'diagnosis']);
    assert.deepEqual(found.layers.map((layer) => Object.keys(layer)), [layerKeys, layerKeys, layerKeys]);
    assert.deepEqual([found.diverged, found.hessian, found.slice, found.noise, found.rates], [null, null, null, null, null]);
    assert.equal(found.epoch, 20);
    assert.ok(found.check.passes && found.check.worst < 1e-6);
  });

  test(`${kind}: inspect stops after the steps or epochs asked for, at the loss that train ends with`, () => {
    assert.equal(inspect(kind, circle, '--steps', '0').step, 0);
    assert.equal(inspect(kind, circle, '--steps', '33').step, 33);
    const found = inspect(kind, circle, '--epochs', '3');
    assert.equal(found.epoch, 3);
    const lines = run(kind, ['train', '-'], JSON.stringify({ ...circle, epochs: 3 })).stdout.trim().split('\n');
    assert.equal(found.train_loss, JSON.parse(lines.at(-1)).train_loss);
  });

  test(`${kind}: inspect --hessian gives a symmetric matrix, its eigenvalues' sum being its trace`, () => {
    const { hessian } = inspect(kind, circle, '--hessian');
    const size = hessian.hessian.length;
    assert.equal(size, hessian.eigenvalues.length);
    assert.equal(hessian.negative + hessian.zero + hessian.positive, size);
    for (let i = 0; i < size; ++i) for (let j = 0; j < i; ++j) assert.equal(hessian.hessian[i][j], hessian.hessian[j][i]);
    const sum = (list) => list.reduce((a, b) => a + b, 0);
    close(sum(hessian.eigenvalues), sum(hessian.hessian.map((row, i) => row[i])));
    assert.equal(hessian.kind, 'not_stationary');
  });

  test(`${kind}: inspect --gradient-noise measures what sampling without replacement predicts, and refuses batch norm`, () => {
    const { noise } = inspect(kind, circle, '--gradient-noise');
    assert.deepEqual(noise.sizes.map((size) => size.batch), [1, 2, 4, 8, 16, 32, 64, 128, 256, noise.samples]);
    for (const { batch, measured, predicted, with_replacement: plain } of noise.sizes) {
      close(plain, noise.deviation / Math.sqrt(batch));
      close(predicted, plain * Math.sqrt((noise.samples - batch) / (noise.samples - 1)));
      close(measured, predicted, batch === 1 || batch === noise.samples ? 1e-12 : 0.3 * predicted);
    }
    close(noise.deviation / Math.sqrt(noise.critical_batch), noise.gradient_norm);
    const layers = circle.layers.map((layer) => ({ ...layer, batch_norm: layer.units === 6 }));
    const refused = run(kind, ['inspect', '-', '--gradient-noise'], JSON.stringify({ ...circle, layers }));
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /layers\[0\]\.batch_norm/);
  });

  test(`${kind}: inspect --rates takes 121 rates, each higher by the same factor, from where the run stands`, () => {
    const found = inspect(kind, circle, '--rates', '--steps', '7');
    const { start, steepest, risen, trials } = found.rates;
    close(start, found.train_loss, 1e-6);
    assert.ok(trials.length <= 121 && trials.every(({ rate }, i) => Math.abs(Math.log10(rate) + 5 - i / 20) < 1e-9));
    assert.ok(trials.some(({ rate }) => rate === steepest) && (risen === null || steepest < risen));
    const text = run(kind, ['inspect', '-', '--rates', '--steps', '7'], JSON.stringify(circle)).stdout;
    assert.match(text, /rate finder: loss [\d.]+ before it\n[^]* falls fastest at [\d.]+/);
  });

  for (const slice of ['random', 'path']) {
    test(`${kind}: inspect --slice ${slice} gives a grid of losses and the run's path, which ends in the middle`, () => {
      const { slice: found } = inspect(kind, circle, '--slice', slice, '--points', '9');
      assert.equal(found.kind, slice);
      assert.deepEqual([found.a.length, found.b.length, found.loss.length, found.loss[0].length], [9, 9, 9, 9]);
      assert.ok(found.b[0] > found.b[8] && found.a[0] < found.a[8]);
      assert.ok(found.loss.flat().every((value) => value > 0));
      assert.equal(found.path[0].step, 0);
      assert.ok(found.path.length > 10);
      if (slice === 'path') assert.ok(Math.hypot(found.path.at(-1).a, found.path.at(-1).b) < 1e-6);
    });
  }

  test(`${kind}: inspect proposes a change of the spec that takes a finding away`, () => {
    const [finding] = inspect(kind, dying).diagnosis;
    assert.equal(finding.id, 'dead_units');
    assert.deepEqual([finding.severity, finding.claim, finding.layer], ['problem', 'dying-relu', 1]);
    assert.match(finding.finding, /^Layer 2: \d of 8 ReLU units are dead: no training point activates them\.$/);
    assert.deepEqual(Object.keys(finding.changes), ['optimizer']);
    const cured = inspect(kind, { ...dying, ...finding.changes });
    assert.ok(!cured.diagnosis.some(({ id }) => id === 'dead_units'));
  });

  test(`${kind}: the diagnosis leaves no gap in its words, in English and in Chinese`, () => {
    for (const language of ['en', 'zh']) {
      const [finding] = inspect(kind, dying, '--lang', language).diagnosis;
      for (const part of [finding.finding, finding.cause, finding.fix]) assert.ok(part.length > 5 && !/[{}]/.test(part), part);
      assert.equal(/\p{Script=Han}/u.test(finding.finding), language === 'zh');
    }
  });

  test(`${kind}: the table has a line for each layer, and the same findings`, () => {
    const { status, stdout, stderr } = run(kind, ['inspect', '-', '--hessian', '--slice', 'path'], JSON.stringify(dying));
    assert.deepEqual([status, stderr], [0, '']);
    for (const line of [/^1 relu {2}/m, /^2 relu {2}/m, /^3 sigmoid {2}/m, /^Hessian: /m, /^- Layer 2: /m, /X/]) assert.match(stdout, line);
    assert.ok(stdout.split('\n').every((line) => line.length < 260));
  });

  test(`${kind}: inspect --surface names minimum, saddle and slope`, () => {
    const at = (surface, place) => json(kind, ['inspect', '--surface', surface, `--at=${place}`, '--json']);
    assert.equal(at('rosenbrock', '1,1').hessian.kind, 'minimum');
    assert.equal(at('saddle', '0,0').hessian.kind, 'saddle');
    assert.equal(at('monkey_saddle', '0,0').hessian.kind, 'undecided');
    const slope = at('quadratic', '2,1');
    assert.deepEqual([slope.hessian.kind, slope.gradient, slope.hessian.eigenvalues], ['not_stationary', [2, 25], [1, 25]]);
    assert.match(run(kind, ['inspect', '--surface', 'saddle', '--at=0,0']).stdout, /a saddle/);
  });

  test(`${kind}: inspect --formula does the same on a typed surface`, () => {
    const at = (formula, place, ...more) => json(kind, ['inspect', '--formula', formula, `--at=${place}`, ...more, '--json']);
    assert.equal(at('x^2 - a*y^2', '0,0').hessian.kind, 'saddle');
    assert.equal(at('x^2 - a*y^2', '0,0', '--formula-param', 'a=-3').hessian.kind, 'minimum');
    assert.equal(at('-cosh(x) - y^2', '0,0').hessian.kind, 'maximum');
    const slope = at('x^3 + x*y^2', '1,2');
    assert.deepEqual([slope.gradient, slope.hessian.hessian], [[7, 4], [[6, 4], [4, 2]]]);
    const refused = run(kind, ['inspect', '--formula', 'log(x)', '--at=0,0']);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /x = 0, y = 0 .* not a finite number/);
  });

  test(`${kind}: a run that diverges ends with 1, and says why`, () => {
    const spec = { data: { kind: 'xor' }, layers: [{ activation: 'identity' }], loss: 'mse', optimizer: { id: 'sgd', lr: 0.5 } };
    const { status, stdout } = run(kind, ['inspect', '-', '--json'], JSON.stringify(spec));
    assert.equal(status, 1);
    const found = JSON.parse(stdout);
    assert.equal(found.diverged.cause, 'learning_rate');
    assert.equal(found.diagnosis[0].id, 'diverged_rate');
  });

  test(`${kind}: what cannot be inspected is refused with 2 and a message, and nothing is printed`, () => {
    const wide = { layers: [{ units: 200, activation: 'tanh' }, { activation: 'sigmoid' }], epochs: 1 };
    const one = { data: { kind: 'inline', inputs: [[1], [2]], targets: [0, 1] }, layers: [{ activation: 'sigmoid' }], epochs: 1 };
    for (const [args, input, words] of [
      [['inspect'], '', /SPEC is missing/],
      [['inspect', '-'], '{"layers": 3}', /layers is 3/],
      [['inspect', '-', '--hessian'], JSON.stringify(wide), /801 parameters is too large.*at most 500/],
      [['inspect', '-', '--slice', 'random'], JSON.stringify(one), /layers have 1/],
      [['inspect', '-', '--slice', 'path', '--steps', '0'], JSON.stringify(wide), /Take more steps/],
      [['inspect', '-', '--slice', 'sideways'], '{}', /sideways/],
      [['inspect', '-', '--steps', '1', '--epochs', '1'], '{}', /excludes/],
      [['inspect', '--surface', 'sadle'], '', /Did you mean .saddle/],
      [['inspect', '--surface', 'saddle', '--at', '1'], '', /--at has 1/],
    ]) {
      const { status, stdout, stderr } = run(kind, args, input);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, words);
    }
  });
}
