// What every command prints and how it ends, native and as WebAssembly.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { json, kinds, run, train } from './program.mjs';

const close = (a, b, tolerance = 1e-12) => assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

const inline = {
  data: { kind: 'inline', inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0] },
  layers: [{ units: 2, activation: 'tanh' }, { activation: 'sigmoid' }],
  batch: 3, epochs: 2, shuffle: false,
};

for (const kind of kinds) {
  test(`${kind}: help and lists end with 0`, () => {
    for (const args of [['--help'], ['list'], ...['list', 'eval', 'loss', 'descend', 'train', 'inspect', 'check', 'predict', 'export', 'sweep', 'merge'].map((c) => [c, '--help'])]) {
      const { status, stdout, stderr } = run(kind, args);
      assert.equal(status, 0, args.join(' '));
      assert.ok(stdout.length > 50 && stderr === '');
    }
  });

  test(`${kind}: list --json holds every family, a family alone only itself`, () => {
    const all = json(kind, ['list', '--json']);
    assert.deepEqual(Object.keys(all), ['activations', 'losses', 'optimizers', 'initializers', 'schedules', 'datasets', 'surfaces', 'scalings', 'stops']);
    assert.deepEqual(Object.keys(json(kind, ['list', 'losses', '--json'])), ['losses']);
    const leaky = all.activations.find((row) => row.id === 'leaky_relu');
    assert.deepEqual([leaky.params[0].id, leaky.params[0].default], ['alpha', 0.01]);
  });

  test(`${kind}: eval gives f, its derivatives and those by parameters`, () => {
    const tanh = json(kind, ['eval', 'tanh', '--x', '0.5,1', '--json']);
    assert.deepEqual(Object.keys(tanh), ['id', 'params', 'x', 'f', 'df', 'd2f', 'dparam']);
    close(tanh.f[0], Math.tanh(0.5), 1e-15);
    close(tanh.df[1], 1 - Math.tanh(1) ** 2, 1e-15);
    const prelu = json(kind, ['eval', 'prelu', '--x=-2:1:1', '--param', 'alpha=0.2', '--json']);
    assert.deepEqual(prelu.x, [-2, -1, 0, 1]);
    assert.deepEqual(prelu.dparam.alpha, [-2, -1, 0, 0]);
  });

  test(`${kind}: eval of softmax gives probabilities and the Jacobian`, () => {
    const { p, jacobian } = json(kind, ['eval', 'softmax', '--x=1000,0,-1000', '--json']);
    assert.deepEqual(p, [1, 0, 0]);
    assert.equal(jacobian.length, 3);
  });

  test(`${kind}: eval --csv has a line for each x`, () => {
    const lines = run(kind, ['eval', 'elu', '--x=-1:1:0.5', '--csv']).stdout.trim().split('\n');
    assert.equal(lines[0], 'x,f,df,d2f,dparam.alpha');
    assert.equal(lines.length, 6);
  });

  test(`${kind}: loss gives the mean and its gradient`, () => {
    const input = JSON.stringify({ prediction: [[1, 2], [0.5, -1]], target: [0, 1] });
    const { value, gradient } = json(kind, ['loss', 'cross_entropy', '-', '--json'], input);
    close(value, (Math.log1p(Math.exp(1)) + Math.log1p(Math.exp(1.5))) / 2, 1e-14);
    close(gradient[0][0] + gradient[0][1], 0, 1e-15);
    const squares = json(kind, ['loss', 'mse', '-', '--json'], '{"prediction": [[1], [3]], "target": [0, 1]}');
    assert.deepEqual(squares, { value: 2.5, gradient: [[1], [2]] });
  });

  test(`${kind}: descend gives the start and every step`, () => {
    const path = json(kind, ['descend', '--surface', 'quadratic', '--optimizer', 'sgd', '--lr', '0.01', '--start=1,1', '--steps', '2', '--json']);
    assert.equal(path.x.length, 3);
    close(path.x[1], 0.99);
    close(path.y[1], 0.75);
    assert.equal(path.f[0], 13);
  });

  test(`${kind}: descend takes a schedule and noise with a seed`, () => {
    const down = (steps, ...more) => json(kind, ['descend', '--surface', 'quadratic', '--optimizer', 'sgd', '--lr', '0.01', '--start=1,1', '--steps', steps, '--json', ...more]);
    // The rate falls by half every 10 steps: x shrinks by 1 - 0.01, then by 1 - 0.005 …
    const { x } = down('40', '--schedule', 'step', '--schedule-param', 'every=10', '--schedule-param', 'gamma=0.5');
    for (let n = 0; n < 40; ++n) close(x[n + 1] / x[n], 1 - 0.01 * 0.5 ** Math.floor(n / 10), 1e-12);
    // What the noise was is what plain descent did beside the slope: of mean 0 and the spread that was asked for.
    const noisy = down('4000', '--noise', '2', '--seed', '7');
    const noise = noisy.x.slice(1).map((to, n) => (noisy.x[n] - to) / 0.01 - noisy.x[n]);
    const mean = noise.reduce((sum, one) => sum + one, 0) / noise.length;
    const spread = Math.sqrt(noise.reduce((sum, one) => sum + (one - mean) ** 2, 0) / noise.length);
    assert.ok(Math.abs(mean) < 0.15 && Math.abs(spread - 2) < 0.1, `${mean} ± ${spread}`);
    assert.deepEqual(down('40', '--noise', '2', '--seed', '7').x, noisy.x.slice(0, 41));
    assert.notDeepEqual(down('40', '--noise', '2', '--seed', '8').x, noisy.x.slice(0, 41));
    for (const [wrong, named] of [[['--noise', '-1'], /noise/], [['--schedule', 'cosin'], /cosine/], [['--schedule', 'step', '--schedule-param', 'every=0'], /schedule\.every/]]) {
      const refused = run(kind, ['descend', '--surface', 'booth', '--optimizer', 'sgd', ...wrong]);
      assert.equal(refused.status, 2);
      assert.match(refused.stderr, named);
      assert.equal(refused.stdout, '');
    }
  });

  test(`${kind}: a run that diverges leaves the file of parameters as it was`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlab-parameters-'));
    const file = join(folder, 'p.json');
    const good = train(kind, inline, '--parameters', file);
    assert.equal(good.status, 0, good.stderr);
    const before = readFileSync(file, 'utf8');
    const wild = { ...inline, layers: [{ units: 2, activation: 'relu' }, { activation: 'identity' }], loss: 'mse', optimizer: { id: 'sgd', lr: 10 }, epochs: 200 };
    const diverged = train(kind, wild, '--parameters', file);
    assert.equal(diverged.status, 1);
    assert.match(diverged.stderr, /p\.json is not written, and what it held stays/);
    assert.equal(readFileSync(file, 'utf8'), before);
    assert.equal(train(kind, wild, '--parameters', join(folder, 'new.json')).status, 1);
    const refused = run(kind, ['train', '-', '--parameters', join(folder, 'none', 'p.json')], JSON.stringify(inline));
    assert.deepEqual([refused.status, refused.stdout], [2, '']);
    assert.deepEqual(readdirSync(folder), ['p.json']);
    rmSync(folder, { recursive: true });
  });

  test(`${kind}: train prints a line for each epoch or step, and a closing line`, () => {
    const run_ = train(kind, inline);
    assert.equal(run_.status, 0);
    assert.equal(run_.lines.length, 2);
    assert.deepEqual(Object.keys(run_.lines[0]), ['step', 'epoch', 'batch_loss', 'train_loss', 'test_loss', 'train_accuracy', 'test_accuracy']);
    assert.equal(run_.lines[0].test_loss, null);
    assert.equal(run_.final.final, true);
    assert.match(run_.final.hash, /^[0-9a-f]{16}$/);
    assert.deepEqual(train(kind, inline, '--every', 'step').lines.map((line) => line.step), [1, 2, 3, 4]);
  });

  test(`${kind}: a run ends where its spec says, and says so`, () => {
    const spec = { data: { kind: 'gauss', points: 200 }, layers: [{ activation: 'sigmoid' }], optimizer: { id: 'sgd', lr: 0.1 }, epochs: 500 };
    const { lines, final } = train(kind, { ...spec, stop: { id: 'loss', loss: 0.2 } });
    assert.deepEqual([final.stopped.rule, final.stopped.limit, final.stopped.epoch], ['loss', 0.2, final.epoch]);
    assert.ok(final.test_loss < 0.2 && final.test_loss === final.stopped.value);
    assert.ok(lines.filter((line) => !line.final).slice(0, -1).every((line) => line.test_loss >= 0.2));
    assert.equal(train(kind, { ...spec, stop: { id: 'epoch', epochs: 4 } }).final.epoch, 4);
    assert.equal('stopped' in train(kind, { ...spec, epochs: 3 }).final, false);
    const refused = train(kind, { ...spec, stop: { id: 'accuracy', accuracy: 3 } });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /stop\.accuracy/);
  });

  test(`${kind}: every set that needs no file trains, and its size is the list's`, () => {
    for (const { id, task, inputs, classes } of json(kind, ['list', 'datasets', '--json']).datasets) {
      if (inputs === null) continue;
      const [activation, loss] = { binary: ['sigmoid', 'bce'], classes: ['softmax', 'cross_entropy'], regression: ['identity', 'mse'] }[task];
      const layers = [{ units: 3, activation: 'tanh' }, { units: task === 'classes' ? classes : 1, activation }];
      const { status, final, stderr } = train(kind, { data: { kind: id }, layers, loss, epochs: 2, initial_parameters: {
        layers: [{ weights: Array.from({ length: 3 }, () => Array(inputs).fill(0.01)) }, { weights: Array.from({ length: layers[1].units }, () => [0.1, 0.2, 0.3]) }] } });
      assert.equal(status, 0, id + stderr);
      assert.ok(final.train_loss > 0 && Number.isFinite(final.train_loss), id);
      assert.equal(final.train_accuracy === null, task === 'regression', id);
      assert.equal(final.test_loss === null, id.endsWith('_table'), id);
    }
  });

  test(`${kind}: features, params and a curve of one's own reach the network`, () => {
    const data = { kind: 'rings', params: { rings: 3 }, features: ['x^2+y^2', 'sin(3x)'], scaling: 'signed_interval' };
    assert.equal(train(kind, { data, layers: [{ activation: 'sigmoid' }], epochs: 1 }).status, 0);
    const curve = { kind: 'curve', curve: [[0, 0], [1, 4], [2, 4]] };
    assert.equal(train(kind, { data: curve, layers: [{ activation: 'identity' }], loss: 'mse', epochs: 1 }).status, 0);
    const refused = train(kind, { data: { kind: 'xor', features: ['x', 'log(x)'] } });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /data\.features\[1\]: log\(x\) is not a finite number at x = -/);
  });

  test(`${kind}: parameters that were written are a start for another run`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlab-'));
    const file = join(folder, 'parameters.json');
    train(kind, inline, '--scalar', 'double', '--parameters', file);
    const initial_parameters = JSON.parse(readFileSync(file, 'utf8'));
    const before = train(kind, inline, '--scalar', 'double').final.train_loss;
    assert.equal(train(kind, { ...inline, epochs: 0, initial_parameters }, '--scalar', 'double').final.train_loss, before);
    rmSync(folder, { recursive: true });
  });

  test(`${kind}: a CSV file is found beside its spec`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlab-'));
    writeFileSync(join(folder, 'own.csv'), 'size,kind\n' + Array.from({ length: 20 }, (_, i) => `${i},${i < 10 ? 'small' : 'large'}\n`).join(''));
    writeFileSync(join(folder, 'spec.json'), JSON.stringify({ data: { kind: 'csv', file: 'own.csv' }, layers: [{ activation: 'sigmoid' }], epochs: 1 }));
    assert.equal(run(kind, ['train', join(folder, 'spec.json')]).status, 0);
    writeFileSync(join(folder, 'own.csv'), 'size,kind\n1,a\nx,b\n');
    const refused = run(kind, ['train', join(folder, 'spec.json')]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /own\.csv, row 3, column 1: “x”/);
    rmSync(folder, { recursive: true });
  });

  test(`${kind}: bad input ends with 2, a message on standard error and nothing on standard output`, () => {
    const bad = [
      [[], ''], [['nothing'], ''], [['eval', 'tanhh', '--x', '1'], ''], [['eval', 'tanh', '--x', 'one'], ''],
      [['eval', 'elu', '--x', '1', '--param', 'alpha'], ''], [['list', 'tables'], ''], [['check', 'tanhh'], ''],
      [['loss', 'mse', '-'], '{"prediction": [[1]], "target": [1, 2]}'], [['loss', 'bce', '-'], '{"prediction": [[1]], "target": [2]}'],
      [['loss', 'cross_entropy', '-'], '{"prediction": [[1, 2]], "target": [2]}'], [['loss', 'mse', '-'], '['],
      [['descend', '--surface', 'hill', '--optimizer', 'sgd'], ''], [['descend', '--surface', 'booth', '--optimizer', 'sgd', '--lr', '-1'], ''],
      [['train', '-'], '{"layers": [{"units": 5000, "activation": "relu"}]}'], [['train', '-'], 'no'], [['train', 'missing.json'], ''],
      [['train', '-', '--scalar', 'half'], '{}'],
    ];
    for (const [args, input] of bad) {
      const { status, stdout, stderr } = run(kind, args, input);
      assert.equal(status, 2, args.join(' ') + input);
      assert.equal(stdout, '', args.join(' '));
      assert.ok(stderr.length > 10, args.join(' '));
    }
  });

  test(`${kind}: a training that diverges ends with 1 and says why`, () => {
    const wild = { layers: [{ units: 4, activation: 'relu' }, { activation: 'identity' }], loss: 'mse', optimizer: { id: 'sgd', lr: 10 } };
    const { status, final, stderr } = train(kind, wild);
    assert.equal(status, 1);
    assert.equal(final.diverged.cause, 'learning_rate');
    assert.match(stderr, /learning rate/);
  });

  test(`${kind}: check passes for rows of every family`, () => {
    const { status, stdout } = run(kind, ['check', 'gelu', 'softmax', 'prelu', 'huber', 'beale']);
    assert.equal(status, 0);
    assert.equal(stdout.match(/ ok\n/g).length, 5);
  });
}
