// Typed formulas on the command line, native and as WebAssembly.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { json, kinds, run } from './program.mjs';

for (const kind of kinds) {
  test(`${kind}: an empty formula is called one, custom says how it is typed`, () => {
    const commands = [['eval', '--formula', '', '--x', '1'], ['check', '--formula', '', '--derivative', '1'], ['inspect', '--formula', ' '],
      ['descend', '--formula', '', '--optimizer', 'sgd'], ['export', '--formula', '', '--language', 'cpp']];
    for (const args of commands) {
      const { status, stdout, stderr } = run(kind, args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /--formula is empty/);
    }
    const custom = run(kind, ['eval', 'custom', '--x', '1']);
    assert.equal(custom.status, 2);
    assert.match(custom.stderr, /--formula/);
    assert.match(run(kind, ['list', 'activations']).stdout, /\n {2}custom .*"formula": "/);
    assert.match(run(kind, ['train', '--help']).stdout, /"activation": "custom", "formula"/);
  });

  test(`${kind}: the features as the issue writes them are taken, xy too`, () => {
    const spec = { data: { kind: 'circle', features: ['x', 'y', 'x²', 'y²', 'xy', 'sin x', 'sin y'] }, layers: [{ activation: 'sigmoid' }], epochs: 1 };
    const typed = { ...spec, data: { ...spec.data, features: ['x', 'y', 'x^2', 'y^2', 'x*y', 'sin(x)', 'sin(y)'] } };
    const hash = (one) => JSON.parse(run(kind, ['train', '-'], JSON.stringify(one)).stdout.trim().split('\n').pop()).hash;
    const taken = { ...spec, data: { ...spec.data, features: ['x', 'y', 'x^2', 'y^2', 'xy', 'sin(x)', 'sin(y)'] } };
    assert.equal(hash(taken), hash(typed));
  });

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

  test(`${kind}: every word of the language has the value of JavaScript's own mathematics`, () => {
    const erf = (x) => { let sum = 0; for (let n = 0, term = x; n < 60; term *= -x * x / ++n) sum += term / (2 * n + 1); return 2 * sum / Math.sqrt(Math.PI); };
    const words = {
      '2 + 3*x - x/4': (x) => 2 + 3 * x - x / 4,
      '-x^2': (x) => -(x * x),
      '2^x^0.5': (x) => 2 ** Math.sqrt(x),
      'exp(x) + log(x) + ln(x) + log10(x) + log1p(x) + expm1(x)': (x) => Math.exp(x) + 2 * Math.log(x) + Math.log10(x) + Math.log1p(x) + Math.expm1(x),
      'sqrt(x) + abs(-x) + min(x, 1) + max(x, 1, 2)': (x) => Math.sqrt(x) + x + Math.min(x, 1) + Math.max(x, 1, 2),
      'tanh(x) + sinh(x) + cosh(x)': (x) => Math.tanh(x) + Math.sinh(x) + Math.cosh(x),
      'sin(x) + cos(x) + tan(x)': (x) => Math.sin(x) + Math.cos(x) + Math.tan(x),
      'erf(x)': erf,
      'sigmoid(x) + softplus(x) + relu(-x) + sign(-x)': (x) => 1 / (1 + Math.exp(-x)) + Math.log1p(Math.exp(x)) - 1,
      'step(x - 1) + step(1 - x)': (x) => (x >= 1) + (1 >= x),
      '(x < 1) + 2(x <= 1) + 4(x > 1) + 8(x >= 1) + 16(x == 1) + 32(x != 1)': (x) => (x < 1) + 2 * (x <= 1) + 4 * (x > 1) + 8 * (x >= 1) + 16 * (x === 1) + 32 * (x !== 1),
      'x < 0.5 ? -1 : x < 1.5 ? pi : e': (x) => (x < 0.5 ? -1 : x < 1.5 ? Math.PI : Math.E),
      'a*x + b': (x) => 3 * x + 1,
    };
    for (const [formula, expected] of Object.entries(words)) {
      const param = formula.startsWith('a*') ? ['--param', 'a=3'] : [];
      const { x, f } = json(kind, ['eval', '--formula', formula, '--x=0.25,0.5,1,1.5,2', ...param, '--json']);
      x.forEach((at, i) => assert.ok(Math.abs(f[i] - expected(at)) <= 1e-13 * Math.max(1, Math.abs(expected(at))), `${formula} at ${at}: ${f[i]}`));
    }
  });

  test(`${kind}: first and second derivatives of every word are those of smaller and smaller steps`, () => {
    const words = ['exp(x)*log(x)', 'sqrt(x)/x^3', 'abs(x)*tanh(x)', 'sinh(x)-cosh(2x)', 'sin(x)*cos(3x)', 'erf(x)', 'sigmoid(x)*softplus(x)',
      'min(x, x^2)*max(x, 3)', 'x < 1 ? x^2 : sin(x)', 'x^x', 'tan(x/2)', 'log1p(x)*expm1(x)', 'log10(x)'];
    const h = 1e-4;
    for (const formula of words) {
      const places = [0.3, 0.7, 1.4, 1.9];
      const { f, df, d2f } = json(kind, ['eval', '--formula', formula, `--x=${places.flatMap((x) => [x - h, x, x + h]).join(',')}`, '--json']);
      places.forEach((x, i) => {
        const [a, b, c] = [0, 1, 2].map((k) => 3 * i + k);
        assert.ok(Math.abs(df[b] - (f[c] - f[a]) / (2 * h)) < 1e-5 * (1 + Math.abs(df[b])), `${formula}' at ${x}`);
        assert.ok(Math.abs(d2f[b] - (df[c] - df[a]) / (2 * h)) < 1e-5 * (1 + Math.abs(d2f[b])), `${formula}'' at ${x}`);
      });
    }
  });

  test(`${kind}: a parse error says the column and what was expected`, () => {
    const says = (formula, ...words) => {
      const { status, stderr } = run(kind, ['eval', '--formula', formula, '--x', '1']);
      assert.equal(status, 2, formula);
      for (const word of words) assert.match(stderr, word, formula);
    };
    says('2 * (x + 1', /column 11/, /bracket at column 5/);
    says('2 +', /column 4/, /a number, a name or an opening bracket is expected/);
    says('sin x', /column 5/, /\(/);
    says('max(x)', /column 1/, /two arguments/);
    says('x y', /column 3/, /operator/);
    says('foo(x)', /column 1/, /not a function/);
    says('x $ 2', /column 3/, /\$/);
    says('x > 0 ? 1', /column 10/, /:/);
    says('x < 1 < 2', /column 7/);
  });

  test(`${kind}: a typed surface is descended by its exact gradient`, () => {
    const path = json(kind, ['descend', '--formula', 'x^2 + 3*y^2', '--optimizer', 'sgd', '--lr', '0.1', '--start=1,-2', '--steps', '3', '--json']);
    let [x, y] = [1, -2];
    path.f.forEach((f, i) => {
      assert.ok(Math.abs(path.x[i] - x) < 1e-15 && Math.abs(path.y[i] - y) < 1e-15 && Math.abs(f - (x * x + 3 * y * y)) < 1e-14);
      [x, y] = [x - 0.1 * 2 * x, y - 0.1 * 6 * y];
    });
    const bent = json(kind, ['descend', '--formula', 'k*x^2 + y^2', '--formula-param', 'k=2', '--optimizer', 'sgd', '--lr', '0.1', '--steps', '1', '--json']);
    assert.ok(Math.abs(bent.x[1] - 0.6) < 1e-15);
    const refused = (...args) => {
      const { status, stdout, stderr } = run(kind, ['descend', '--optimizer', 'sgd', ...args]);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    };
    assert.match(refused('--formula', 'x^2 +'), /column 6/);
    assert.match(refused('--formula', 'x^2', '--formula-param', 'k=1'), /formula_params\.k/);
    refused('--formula', 'x^2', '--surface', 'saddle');
    refused();
  });

  test(`${kind}: a formula's trained parameters move, and are written as others are`, () => {
    const spec = {
      data: { kind: 'xor', points: 100 },
      layers: [{ units: 4, activation: 'custom', formula: 'x > 0 ? x : a*x + b*0', trained: ['a'], params: { a: 0.25 }, per_unit: true }, { activation: 'sigmoid' }],
      epochs: 5, optimizer: { id: 'sgd', lr: 0.3 },
    };
    const folder = mkdtempSync(join(tmpdir(), 'gradlab-formula-'));
    const file = join(folder, 'parameters.json');
    assert.equal(run(kind, ['train', '-', '--parameters', file], JSON.stringify(spec)).status, 0);
    const { layers } = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(folder, { recursive: true });
    assert.equal(layers[0].params.length, 4);
    assert.ok(layers[0].params.some((a) => a !== 0.25));
    assert.equal(new Set(layers[0].params).size, 4);
  });
}
