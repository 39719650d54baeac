// Sweeps: the same trials give the same numbers, however they were spread and how often the work was stopped.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { kinds, run, start } from './program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gradlab-sweep-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);

// The environment of an engine that runs these tests must not shard them.
for (const name of Object.keys(process.env)) if (/^(SLURM_ARRAY|OMPI_COMM_WORLD|JOB_COMPLETION)/.test(name)) delete process.env[name];

const sweep = {
  base: { data: { kind: 'xor', points: 60 }, layers: [{ units: 4, activation: 'tanh' }, { activation: 'sigmoid' }], epochs: 5 },
  seeds: 3,
  vary: [
    { path: 'optimizer.lr', log: [0.01, 1], count: 3 },
    { path: 'layers[*].activation', values: ['relu', 'tanh'] },
  ],
};
const trials = 18;
writeFileSync(at('sweep.json'), JSON.stringify(sweep));

const lines_of = (text) => text.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
const without_time = (lines) => lines.map(({ seconds, ...rest }) => rest).sort((a, b) => a.trial - b.trial);
const read = (...names) => without_time(names.flatMap((name) => lines_of(readFileSync(at(name), 'utf8'))));
const runs = (kind, ...args) => {
  const result = run(kind, ['sweep', at('sweep.json'), ...args]);
  assert.equal(result.status, 0, result.stderr);
  return result;
};

const reference = without_time(lines_of(runs('native', '--threads', '1').stdout));

test('every trial is there, with its values and what a training of them gives', () => {
  assert.deepEqual(reference.map((line) => line.trial), Array.from({ length: trials }, (_, i) => i));
  const line = reference[7];
  assert.deepEqual(line.values, { 'optimizer.lr': 0.1, 'layers[*].activation': 'relu' });
  assert.equal(line.seed, 2);
  const spec = { ...sweep.base, seed: 2, optimizer: { id: 'sgd', lr: 0.1 }, layers: [{ units: 4, activation: 'relu' }, { activation: 'sigmoid' }] };
  const trained = lines_of(run('native', ['train', '-'], JSON.stringify(spec)).stdout).pop();
  for (const key of ['hash', 'train_loss', 'test_loss', 'train_accuracy', 'test_accuracy']) assert.equal(line[key], trained[key], key);
});

for (const kind of kinds) {
  test(`${kind}: on all cores and in shards the numbers are the same`, () => {
    assert.deepEqual(without_time(lines_of(runs(kind).stdout)), reference);
    for (const shard of [1, 2, 3, 4]) runs(kind, '--shard', `${shard}/4`, '--out', at(`${kind}-{shard}.jsonl`));
    assert.deepEqual(read(...[1, 2, 3, 4].map((k) => `${kind}-${k}-of-4.jsonl`)), reference);
  });

  test(`${kind}: a sweep that was stopped goes on; a torn last line is cut off`, () => {
    const out = at(`${kind}-torn.jsonl`);
    runs(kind, '--out', out);
    const whole = readFileSync(out, 'utf8');
    writeFileSync(out, whole.slice(0, Math.floor(whole.length * 0.4)));
    const again = runs(kind, '--out', out);
    assert.match(again.stderr, /torn last line was cut off/);
    assert.deepEqual(read(`${kind}-torn.jsonl`), reference);
    assert.match(runs(kind, '--out', out).stderr, /0 trials .* 18 were there already/);
    assert.deepEqual(read(`${kind}-torn.jsonl`), reference);
  });

  test(`${kind}: two sweeps do not write into one file; one that was killed does not keep it`, async () => {
    const long = at(`${kind}-long.json`), out = at(`${kind}-held.jsonl`);
    const of_epochs = (epochs) => writeFileSync(long, JSON.stringify({ base: { ...sweep.base, epochs: 5 }, vary: [{ path: 'epochs', values: [1, epochs] }] }));
    of_epochs(1_000_000);
    const first = start(kind, ['sweep', long, '--threads', '1', '--out', out]);
    const ended = once(first, 'close');
    while (!existsSync(out) || readFileSync(out, 'utf8') === '') await new Promise((done) => setTimeout(done, 20));
    const before = readFileSync(out, 'utf8');
    const second = run(kind, ['sweep', long, '--out', out]);
    assert.equal(second.status, 2);
    assert.match(second.stderr, /another sweep is writing/);
    assert.equal(readFileSync(out, 'utf8'), before);
    first.kill('SIGKILL');
    await ended;
    // The same sweep would train for a minute: that of other epochs is refused only once it holds the file.
    of_epochs(2);
    assert.match(run(kind, ['sweep', long, '--out', out]).stderr, /holds another sweep/);
    writeFileSync(out, '');
    assert.equal(run(kind, ['sweep', long, '--out', out]).status, 0);
    assert.ok(!existsSync(`${out}.lock`));
  });

  test(`${kind}: trials of other data are not mixed: the file's contents stand in each line`, () => {
    const file = (rows) => writeFileSync(at(`${kind}.csv`), rows.map((row) => `${row}\n`).join(''));
    const own = at(`${kind}-own.json`);
    writeFileSync(own, JSON.stringify({ base: { ...sweep.base, data: { kind: 'csv', file: `${kind}.csv` } }, seeds: 2 }));
    const sweeps = (...args) => run(kind, ['sweep', own, ...args]);
    const out = at(`${kind}-own.jsonl`);
    const first = ['0,0,a', '0,1,b', '1,0,b', '1,1,a', '2,1,b'];
    file(first);
    assert.equal(sweeps('--out', out).status, 0);
    const before = readFileSync(out, 'utf8');
    assert.match(lines_of(before)[0].files[`${kind}.csv`], /^[0-9a-f]{16}$/);
    assert.equal(sweeps('--out', out).status, 0);
    file([...first, '3,1,a']);
    const refused = sweeps('--out', out);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, new RegExp(`${kind}\\.csv held something else`));
    assert.equal(readFileSync(out, 'utf8'), before);
    const other = at(`${kind}-own-2.jsonl`);
    assert.equal(sweeps('--out', other, '--shard', '2/2').status, 0);
    const merged = run(kind, ['merge', out, other]);
    assert.equal(merged.status, 2);
    assert.match(merged.stderr, /different contents/);
    file(first);
    assert.equal(sweeps('--out', out).status, 0);
  });

  test(`${kind}: the environment of an engine says which shard it is`, () => {
    const engines = [
      { SLURM_ARRAY_TASK_ID: '7', SLURM_ARRAY_TASK_COUNT: '3', SLURM_ARRAY_TASK_MIN: '5' },
      { OMPI_COMM_WORLD_RANK: '2', OMPI_COMM_WORLD_SIZE: '3' },
      { JOB_COMPLETION_INDEX: '2', JOB_COMPLETIONS: '3' },
    ];
    for (const engine of engines) {
      Object.assign(process.env, engine);
      try {
        assert.deepEqual(without_time(lines_of(runs(kind).stdout)), reference.filter((line) => line.trial % 3 === 2));
        const refused = run(kind, ['sweep', at('sweep.json'), '--out', at('same.jsonl')]);
        assert.equal(refused.status, 2);
        assert.match(refused.stderr, /\{shard\}/);
        assert.ok(!existsSync(at('same.jsonl')));
      } finally {
        for (const name of Object.keys(engine)) delete process.env[name];
      }
    }
  });

  test(`${kind}: a bad sweep is refused before anything runs, with the trial`, () => {
    const refused = (change, words) => {
      writeFileSync(at('bad.json'), JSON.stringify({ ...sweep, ...change }));
      const { status, stdout, stderr } = run(kind, ['sweep', at('bad.json'), '--out', at('bad.jsonl')]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.ok(!existsSync(at('bad.jsonl')));
      for (const word of words) assert.ok(stderr.includes(word), `${word} in ${stderr}`);
    };
    refused({ vary: [{ path: 'optimizer.lr', values: [0.1, -5] }] }, ['Trial 3', '"optimizer.lr":-5', 'optimizer.lr']);
    refused({ vary: [{ path: 'optimiser.lr', values: [0.1] }] }, ['Trial 0', 'optimiser', 'optimizer']);
    refused({ vary: [{ path: 'layers[5].units', values: [3] }] }, ['vary[0].path', 'layers[5].units']);
    refused({ vary: [{ path: 'layers[-1].units', values: [1, 3] }] }, ['Trial 3', 'layers[1].units']);
    refused({ base: { data: { kind: 'csv', file: 'none.csv' } }, vary: [] }, ['none.csv']);
  });

  test(`${kind}: another sweep's file is left as it is`, () => {
    const out = at(`${kind}-other.jsonl`);
    writeFileSync(at('other.json'), JSON.stringify({ ...sweep, seeds: 1 }));
    assert.equal(run(kind, ['sweep', at('other.json'), '--out', out]).status, 0);
    const before = readFileSync(out, 'utf8');
    const refused = run(kind, ['sweep', at('sweep.json'), '--out', out]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /another sweep/);
    assert.equal(readFileSync(out, 'utf8'), before);
    writeFileSync(out, 'a letter to a friend\nof two lines\n');
    assert.equal(run(kind, ['sweep', at('sweep.json'), '--out', out]).status, 2);
    assert.equal(readFileSync(out, 'utf8'), 'a letter to a friend\nof two lines\n');
    const one_line = 'a letter of one line without its end';
    writeFileSync(out, one_line);
    assert.equal(run(kind, ['sweep', at('sweep.json'), '--out', out]).status, 2);
    assert.equal(readFileSync(out, 'utf8'), one_line);
  });

  test(`${kind}: merge tells what is missing and contradictory, and sums the seeds up`, () => {
    const file = (name) => at(`${kind}-merge-${name}`);
    const text = reference.map((line) => JSON.stringify({ ...line, seconds: 0 }));
    writeFileSync(file('a'), text.slice(0, 10).join('\n') + '\n');
    writeFileSync(file('b'), text.slice(8).join('\n') + '\n' + text[0].slice(0, 30));
    const whole = run(kind, ['merge', file('a'), file('b'), '--json', '--out', file('all')]);
    assert.equal(whole.status, 0, whole.stderr);
    assert.match(whole.stderr, /18 of 18 trials/);
    assert.deepEqual(without_time(lines_of(readFileSync(file('all'), 'utf8'))), reference);
    const merged = JSON.parse(whole.stdout);
    assert.equal(merged.settings.length, 6);
    for (const setting of merged.settings) {
      const losses = reference.filter((line) => line.setting === setting.setting).map((line) => line.test_loss).sort((a, b) => a - b);
      const { median, low, high, coverage } = setting.test_loss;
      assert.deepEqual([low, median, high, coverage], [...losses, 0.75]);
    }
    const csv = run(kind, ['merge', file('a'), file('b'), '--csv']).stdout.trim().split('\n');
    assert.equal(csv.length, 7);
    assert.ok(csv[0].startsWith('setting,optimizer.lr,layers[*].activation,seeds,diverged,train_loss'));

    const part = run(kind, ['merge', file('a')]);
    assert.equal(part.status, 1);
    assert.match(part.stderr, /missing: 10-17/);
    appendFileSync(file('a'), JSON.stringify({ ...reference[3], hash: '0000000000000000', seconds: 1 }) + '\n');
    const torn = run(kind, ['merge', file('a'), file('b')]);
    assert.equal(torn.status, 1);
    assert.match(torn.stderr, /different outcomes: 3\n/);
    writeFileSync(file('c'), JSON.stringify({ ...reference[3], sweep: 'ffffffffffffffff', seconds: 1 }) + '\n');
    assert.equal(run(kind, ['merge', file('b'), file('c')]).status, 2);
  });
}

// ------------------------------------------------------------------------------------- engines, on this machine

const has = (command) => spawnSync(command, ['--version']).status === 0;
const shell = (command) => {
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', timeout: 120_000, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SWEEP: at('sweep.json'), OUT: at('') } });
  assert.equal(status, 0, stderr);
};

test('GNU parallel spreads a sweep', { skip: has('parallel') ? false : 'GNU parallel is not installed (Debian: parallel)' }, () => {
  shell(`parallel -j 2 '"$GRADLAB_CLI" sweep "$SWEEP" --shard {}/3 --out "$OUT"/parallel-{}.jsonl' ::: 1 2 3`);
  assert.deepEqual(read('parallel-1.jsonl', 'parallel-2.jsonl', 'parallel-3.jsonl'), reference);
});

test('mpirun spreads a sweep', { skip: has('mpirun') ? false : 'mpirun is not installed (Debian: openmpi-bin)' }, () => {
  // As root only where a test machine has no other user; more ranks than cores on purpose.
  const root = process.getuid() === 0 ? '--allow-run-as-root' : '';
  shell(`mpirun ${root} --oversubscribe -n 3 "$GRADLAB_CLI" sweep "$SWEEP" --threads 1 --out "$OUT"/'mpi-{shard}.jsonl'`);
  const names = [1, 2, 3].map((k) => `mpi-${k}-of-3.jsonl`);
  for (const name of names) assert.equal(lines_of(readFileSync(at(name), 'utf8')).length, 6);
  assert.deepEqual(read(...names), reference);
  assert.equal(run('native', ['merge', ...names.map(at)]).status, 0);
});
