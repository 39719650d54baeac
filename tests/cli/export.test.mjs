// Exported source runs as it is and gives what the core gives: in all four languages, for every activation.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { answers, does, missing, python } from './languages.mjs';
import { json, kinds, run } from './program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gradlab-export-'));
after(() => rmSync(folder, { recursive: true }));

const languages = Object.keys(missing);
const endings = { cpp: 'cpp', javascript: 'mjs', numpy: 'numpy.py', pytorch: 'torch.py' };

const list = { activations: json('native', ['list', 'activations', '--json']).activations.filter((row) => row.id !== 'custom') };
const rows = list.activations ?? list;
const scalar = rows.filter((row) => !['softmax', 'maxout'].includes(row.id));

// ------------------------------------------------------------------------------------------------- networks

// Every activation in some hidden layer; the formula's parameters are learned; prelu has a slope for each unit.
const layer = (row) => ({ units: 4, activation: row.id, ...(row.params.some((p) => p.trained) ? { per_unit: true } : {}) });
const third = Math.ceil(scalar.length / 3);
const parts = [0, 1, 2].map((i) => scalar.slice(i * third, (i + 1) * third).map(layer));
const own = { units: 3, activation: 'custom', formula: 'x > t ? a*x : b*tanh(x)^2 - sin(x)/3', params: { t: 0.1, b: 0.4 }, trained: ['a', 'b'] };
const plane = { kind: 'inline', inputs: Array.from({ length: 24 }, (_, i) => [Math.sin(i), Math.cos(3 * i) * 40]) };
const networks = {
  'three classes, standardised': {
    data: { kind: 'iris', scaling: 'standardise' }, loss: 'cross_entropy',
    layers: [{ units: 6, activation: 'maxout', params: { k: 3 }, batch_norm: true }, ...parts[0], { activation: 'softmax', params: { temperature: 1.5 } }],
  },
  'two classes, logits': {
    data: { kind: 'spiral', scaling: 'signed_interval', features: ['x', 'y', 'x*y', 'sin(x)', 'y^2', 'x < y ? 1 : exp(-y)', '3'] }, loss: 'bce',
    layers: [{ units: 5, activation: 'softmax', dropout: 0.2 }, ...parts[1].map((one) => ({ ...one, batch_norm: true })), own, { activation: 'identity' }],
  },
  'two classes as signs': {
    data: { kind: 'xor', points: 60, test_share: 0, scaling: 'unit_interval' }, loss: 'mse', layers: [...parts[2], { ...own, per_unit: true }, { activation: 'tanh' }],
  },
  'three classes, logits': { data: { kind: 'iris' }, loss: 'cross_entropy', layers: [{ units: 3, activation: 'gelu' }, { activation: 'identity' }] },
  'two numbers': {
    data: { ...plane, targets: plane.inputs.map(([x, y]) => [x * y, x - y]), scaling: 'standardise', regression: true },
    loss: 'mse', layers: [{ units: 4, activation: 'relu' }, { activation: 'identity' }],
  },
};
for (const spec of Object.values(networks)) Object.assign(spec, { epochs: 4, optimizer: { id: 'adam', lr: 0.003 } });

const inputs_of = (spec) => (spec.data.kind === 'iris'
  ? [[5.1, 3.5, 1.4, 0.2], [6, 2.9, 4.5, 1.5], [7.7, 2.6, 6.9, 2.3], [0, 0, 0, 0], [-3, 10, 1e-3, 4]]
  : [[0, 0], [0.5, -1], [-2, 3.25], [1e-3, 1e-4], [-5.5, -4], [0.1, 0.3]]);

const runs = (language, name, rows_text) => answers(language, join(folder, `${name}.${endings[language]}`), rows_text);

function same_rows(text, expected, name) {
  const rows_of = (all) => all.trim().split('\n').map((line) => line.split(','));
  const got = rows_of(text);
  const want = rows_of(expected);
  assert.equal(got.length, want.length, name);
  got.forEach((cells, r) => {
    assert.equal(cells.length, want[r].length);
    cells.forEach((cell, c) => {
      const number = Number(want[r][c]);
      if (want[r][c] === '' || Number.isNaN(number)) return assert.equal(cell, want[r][c], `${name}: class of row ${r + 1}`);
      assert.ok(Math.abs(Number(cell) - number) <= 1e-9 * Math.abs(number) + 1e-14, `${name}, row ${r + 1}: ${cell} is not ${number}`);
    });
  });
}

const sources = {};
for (const kind of kinds) {
  test(`${kind}: predict takes words as the data have them`, () => {
    const file = (name) => join(folder, `${kind}-words-${name}`);
    writeFileSync(file('data.csv'), 'size,colour,kind\n1,red,a\n2,"dark, blue",b\n3,red,a\n4,green,b\n5,green,b\n6,red,a\n');
    writeFileSync(file('s.json'), JSON.stringify({ data: { kind: 'csv', file: file('data.csv'), test_share: 0 }, layers: [{ activation: 'sigmoid' }], epochs: 30 }));
    assert.equal(run(kind, ['train', file('s.json'), '--parameters', file('p.json')]).status, 0);
    const answers = (rows) => run(kind, ['predict', file('s.json'), '--parameters', file('p.json')], rows);
    const numbers = answers('1,0,0,1\n2,1,0,0\n4,0,1,0\n');
    assert.equal(numbers.status, 0, numbers.stderr);
    assert.deepEqual(answers('1,red\n2,"dark, blue"\n4, green\n'), numbers);
    const rows = numbers.stdout.trim().split('\n');
    assert.equal(rows.length, 3);
    for (const row of rows) assert.match(row, /^0\.\d+,[ab]$/);
    assert.equal(new Set(rows).size, 3);
    const unknown = answers('1,pink\n');
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /Row 1: “pink” is no word of colour .* dark, blue, green, red/);
    assert.match(answers('1,red\n1,2,3\n').stderr, /Row 2: 4 numbers .*size, colour=dark, blue.* 2 cells .*size, colour/);
  });

  test(`${kind}: trained networks are written in every language`, () => {
    Object.entries(networks).forEach(([name, spec], n) => {
      const file = (ending) => join(folder, `${kind}${n}.${ending}`);
      writeFileSync(file('json'), JSON.stringify(spec));
      const trained = run(kind, ['train', file('json'), '--scalar', 'double', '--parameters', file('parameters')]);
      assert.equal(trained.status, 0, `${name}: ${trained.stderr}`);
      const network = [file('json'), '--parameters', file('parameters')];
      const rows_text = inputs_of(spec).map((row) => row.join(',')).join('\n') + '\n';
      const predicted = run(kind, ['predict', ...network], rows_text);
      assert.equal(predicted.status, 0, predicted.stderr);
      // A run as the page keeps it says the same.
      const kept = { gradlab: 'run', spec, parameters: JSON.parse(readFileSync(file('parameters'), 'utf8')), history: {} };
      writeFileSync(file('run.json'), JSON.stringify(kept));
      assert.deepEqual(run(kind, ['predict', file('run.json')], rows_text), predicted);
      const text = {};
      for (const language of languages) {
        const { status, stderr } = run(kind, ['export', ...network, '--language', language, '--out', file(endings[language])]);
        assert.equal(status, 0, stderr);
        text[language] = run(kind, ['export', ...network, '--language', language]).stdout;
      }
      sources[`${kind}${n}`] = { name, rows_text, expected: predicted.stdout, text };
    });
  });
}

test('native and WebAssembly write the same source', () => {
  Object.keys(networks).forEach((_, n) => assert.deepEqual(sources[`wasm${n}`].text, sources[`native${n}`].text));
});

for (const language of languages)
  test(`networks as ${language} give the core's answers`, { skip: missing[language] }, () => {
    Object.keys(networks).forEach((_, n) => {
      const { name, rows_text, expected } = sources[`native${n}`];
      same_rows(runs(language, `native${n}`, rows_text), expected, name);
    });
  });

test('networks as pytorch are modules that can be trained further', { skip: missing.pytorch }, () => {
  Object.keys(networks).forEach((_, n) => {
    const { name, rows_text } = sources[`native${n}`];
    const file = join(folder, `module${n}.py`);
    writeFileSync(file, sources[`native${n}`].text.pytorch);
    const out = does(python, ['-c', `
import importlib.util, sys, torch
spec = importlib.util.spec_from_file_location("exported", sys.argv[1])
exported = importlib.util.module_from_spec(spec)
spec.loader.exec_module(exported)
network = exported.network
assert isinstance(network, torch.nn.Module) and not network.training
x = torch.tensor([[float(cell) for cell in line.split(",")] for line in sys.stdin], dtype=torch.float64)
before = network(x).detach()
optimizer = torch.optim.SGD(network.parameters(), lr=1e-3)
(network(x) ** 2).sum().backward()
assert all(parameter.grad is not None for parameter in network.parameters())
optimizer.step()
assert not torch.equal(network(x), before)
again = exported.Network().double()
again.load_state_dict(network.state_dict())
assert torch.equal(again.eval()(x), network(x))
print(sum(parameter.numel() for parameter in network.parameters()))
`, file], rows_text);
    const parameters = readFileSync(join(folder, `native${n}.parameters`), 'utf8').match(/-?\d[\d.e+-]*/g);
    assert.ok(Number(out) > 10 && Number(out) <= parameters.length, name);
  });
});

test('a row that is no row of numbers ends the program with its place', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'native0.mjs')], { input: '1,2,3,4\n1,two,3,4\n', encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /row 2: 4 numbers/);
  const refused = run('native', ['predict', join(folder, 'native0.json'), '--parameters', join(folder, 'native0.parameters')], '1,2\n');
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /Row 1: 4 numbers/);
});

// ------------------------------------------------------------------------------------------------ functions alone

const places = Array.from({ length: 161 }, (_, i) => (i - 80) / 8);
const formula = 'c*x^3/(1 + cosh(x)) + (x < -1 ? log10(2 + abs(x)) : max(x, erf(x), -k)) + atan_free*sinh(x/9)*sqrt(x*x + k) + cos(x)*tan(x/20) + log1p(exp(-x*x)) + ln(3+x*x)';
const camel = (name) => name.replace(/_([a-z])/g, (_, c) => c.toUpperCase()).replace(/_/g, '');
const names = [...scalar.map((row) => row.id), 'custom'];

const drivers = {
  javascript: (file) => ['mjs', `import * as f from ${JSON.stringify(file)};
    const places = ${JSON.stringify(places)};
    const of = (name) => places.map((x) => f[name](x));
    const z = [0.3, -1, 2, 2.5];
    console.log(JSON.stringify({ ...${JSON.stringify(names.map((n) => [n, camel(n), camel(`${n}_derivative`)]))}.reduce((all, [n, v, d]) => ({ ...all, [n]: [of(v), of(d)] }), {}),
      softmax: [f.softmax(z), f.softmaxDerivative(z)], maxout: [f.maxout(z), f.maxoutDerivative(z)] }));`],
  cpp: (file) => ['cpp', `#include ${JSON.stringify(file)}
    #include <cstdio>
    const double places[] = {${places.map((x) => x.toFixed(6)).join(', ')}};
    template <class F> void of(F f) { const char* comma = "["; for (double x : places) { std::printf("%s%.17g", comma, f(x)); comma = ", "; } std::printf("]"); }
    void row(const std::vector<double>& y) { for (std::size_t i = 0; i < y.size(); ++i) std::printf("%s%.17g", i ? ", " : "[", y[i]); std::printf("]"); }
    void rows(const std::vector<std::vector<double>>& y) { for (std::size_t i = 0; i < y.size(); ++i) { std::printf(i ? ", " : "["); row(y[i]); } std::printf("]"); }
    int main() {
      std::printf("{");
      ${names.map((n) => `std::printf("\\"${n}\\": ["); of([](double x) { return exported::${n}(x); }); std::printf(", "); of([](double x) { return exported::${n}_derivative(x); }); std::printf("], ");`).join('\n      ')}
      const std::vector<double> z{0.3, -1, 2, 2.5};
      std::printf("\\"softmax\\": ["); row(exported::softmax(z)); std::printf(", "); rows(exported::softmax_derivative(z));
      std::printf("], \\"maxout\\": ["); row(exported::maxout(z)); std::printf(", "); rows(exported::maxout_derivative(z)); std::printf("]}\\n");
    }`],
  numpy: (file) => python_driver(file, 'np.array(v, dtype=float)'),
  pytorch: (file) => python_driver(file, 'torch.tensor(v, dtype=torch.float64)'),
};
function python_driver(file, array) {
  return ['py', `import importlib.util, json
spec = importlib.util.spec_from_file_location("f", ${JSON.stringify(file)})
f = importlib.util.module_from_spec(spec)
spec.loader.exec_module(f)
${array.startsWith('np') ? 'import numpy as np' : 'import torch'}
a = lambda v: ${array}
x, z = a(${JSON.stringify(places)}), a([0.3, -1, 2, 2.5])
out = {n: [getattr(f, n)(x).tolist(), getattr(f, n + "_derivative")(x).tolist()] for n in ${JSON.stringify(names)}}
for n in ("softmax", "maxout"):
    out[n] = [getattr(f, n)(z).tolist(), getattr(f, n + "_derivative")(z).tolist()]
print(json.dumps(out))
`];
}

for (const language of languages)
  test(`functions and derivatives as ${language} are the core's`, { skip: missing[language] }, () => {
    const file = join(folder, `functions.${endings[language]}`);
    const given = ['export', ...rows.flatMap((row) => ['--activation', row.id]), '--formula', formula, '--language', language];
    assert.equal(run('native', [...given, '--out', file]).status, 0);
    assert.equal(run('wasm', given).stdout, run('native', given).stdout);
    const [ending, text] = drivers[language](file);
    const driver = join(folder, `drive_${language}.${ending}`);
    writeFileSync(driver, text);
    if (language === 'cpp') does('g++', ['-std=c++17', '-O1', '-Wall', '-Wextra', '-Werror', driver, '-o', `${driver}.out`]);
    const got = JSON.parse(language === 'cpp' ? does(`${driver}.out`, []) : does(language === 'javascript' ? process.execPath : python, [driver]));
    for (const name of names) {
      const which = name === 'custom' ? ['--formula', formula] : [name];
      const want = json('native', ['eval', ...which, `--x=${places.join(',')}`, '--json']);
      [want.f, want.df].forEach((values, d) => values.forEach((value, i) => {
        const gap = Math.abs(got[name][d][i] - value);
        // The left tail of gelu is 1 + erf, a difference: there the bound is absolute.
        assert.ok(gap <= 1e-9 * Math.abs(value) + 1e-14, `${name}${"'".repeat(d)}(${places[i]}) = ${got[name][d][i]}, not ${value}`);
      }));
    }
    for (const [name, key] of [['softmax', 'p'], ['maxout', null]]) {
      const want = json('native', ['eval', name, '--x=0.3,-1,2,2.5', '--json']);
      const y = key ? want[key] : want.y ?? want.f;
      assert.equal(got[name][0].length, y.length);
      y.forEach((value, i) => assert.ok(Math.abs(got[name][0][i] - value) <= 1e-12));
      want.jacobian.forEach((line, i) => line.forEach((value, j) => assert.ok(Math.abs(got[name][1][i][j] - value) <= 1e-12)));
    }
  });

for (const kind of kinds)
  test(`${kind}: export refuses what it cannot write`, () => {
    const refused = (...args) => {
      const { status, stdout, stderr } = run(kind, ['export', ...args]);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      return stderr;
    };
    assert.match(refused('--language', 'numpy'), /nothing to export/);
    assert.match(refused('--language', 'fortran', '--activation', 'relu'), /language/);
    assert.match(refused('--language', 'numpy', '--activation', 'relo'), /relu/);
    const spec = join(folder, `bare-${kind}.json`);
    writeFileSync(spec, '{"data":{"kind":"iris"},"layers":[{"activation":"softmax"}],"loss":"cross_entropy"}');
    assert.match(refused('--language', 'numpy', spec), /--parameters/);
    writeFileSync(`${spec}.p`, '{"layers":[{"weights":[[1,2]],"bias":[0]}]}');
    assert.match(refused('--language', 'numpy', spec, '--parameters', `${spec}.p`), /initial_parameters\.layers\[0\]\.weights/);
  });
