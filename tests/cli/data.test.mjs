// Data of one's own from files, native and as WebAssembly.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { kinds, train } from './program.mjs';

/** Calls use(file), where file(name, content) writes a file into a folder of its own and gives its path. */
function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-'));
  const file = (name, content) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  try {
    use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const network = { layers: [{ units: 3, activation: 'tanh' }, { activation: 'sigmoid' }], epochs: 3 };

function idx(type, sizes, bytes) {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.set([0, 0, type, sizes.length]);
  sizes.forEach((size, i) => head.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([head, Buffer.from(bytes)]);
}

for (const kind of kinds) {
  test(`${kind}: a table is the same with any separator and decimal sign`, () => inFolder((file) => {
    const rows = Array.from({ length: 40 }, (_, i) => [(i * 0.37) % 1.5 + 0.25, i % 7, i % 2 ? 'yes' : 'no']);
    const text = (separator, decimal) => rows.map((row) => row.map((cell) => String(cell).replace('.', decimal)).join(separator)).join('\r\n');
    const hashes = [[',', '.'], [';', '.'], [';', ','], ['\t', ','], ['|', '.'], [' ', ',']].map(([separator, decimal], i) => {
      const { status, stderr, final } = train(kind, { ...network, data: { kind: 'csv', file: file(`${i}.csv`, text(separator, decimal)) } });
      assert.equal(status, 0, stderr);
      return final.hash;
    });
    assert.equal(new Set(hashes).size, 1);
  }));

  test(`${kind}: missing values are refused with count and place, or handled and said`, () => inFolder((file) => {
    const path = file('own.csv', 'size,weight,kind\n1,2,a\n?,3,b\n3,NA,a\n4,5,b\n6,7,a\n7,8,b\n');
    const with_ = (missing) => train(kind, { ...network, data: { kind: 'csv', file: path, test_share: 0, ...missing } });
    assert.equal(with_({}).status, 2);
    assert.match(with_({}).stderr, /own\.csv: 2 cells have no value, by \(row, column\): \(3, 1\), \(4, 2\)\. The first holds “\?”/);
    assert.match(with_({ missing: 'drop' }).stderr, /2 rows without a value/);
    assert.match(with_({ missing: 'mean' }).stderr, /2 cells without a value/);
    assert.notEqual(with_({ missing: 'drop' }).final.hash, with_({ missing: 'mean' }).final.hash);
  }));

  test(`${kind}: MNIST's files train, and files that do not fit are refused in words`, () => inFolder((file) => {
    const pixels = Array.from({ length: 60 * 16 }, (_, i) => (i * 7) % 256);
    const images = file('images', idx(8, [60, 4, 4], pixels));
    const labels = file('labels', idx(8, [60], pixels.slice(0, 60).map((p) => p % 3)));
    const spec = (data) => ({ layers: [{ activation: 'softmax' }], loss: 'cross_entropy', epochs: 2, data: { kind: 'idx', file: images, label_file: labels, scaling: 'unit_interval', ...data } });
    const { status, stderr, final } = train(kind, spec({}));
    assert.equal(status, 0, stderr);
    assert.ok(final.train_loss > 0);
    assert.equal(train(kind, spec({ limit: 30 })).status, 0);
    assert.match(train(kind, spec({ file: labels, label_file: images })).stderr, /swapped/);
    assert.match(train(kind, spec({ file: file('cut', idx(8, [60, 4, 4], pixels.slice(1))) })).stderr, /has 975 bytes, but must have 976/);
    assert.match(train(kind, spec({ file: file('zipped', Buffer.from([0x1f, 0x8b, 8, 0])) })).stderr, /compressed/);
  }));

  test(`${kind}: a file that is refused leaves what was written before`, () => inFolder((file) => {
    const kept = file('parameters.json', '{"layers": "as before"}');
    for (const content of ['', '1,2\n', '1,2,a\n3,x,b\n', Buffer.from([0xff, 0xfe, 0x31, 0])]) {
      const refused = train(kind, { ...network, data: { kind: 'csv', file: file('own.csv', content) } }, '--parameters', kept);
      assert.equal(refused.status, 2);
      assert.equal(refused.final, undefined);
      assert.equal(readFileSync(kept, 'utf8'), '{"layers": "as before"}');
    }
  }));

  test(`${kind}: a table of 20 MB is read, with no word where nobody watches`, () => inFolder((file) => {
    const part = Array.from({ length: 1000 }, (_, i) => `${(i * 0.618) % 1},${-i},1.5e-3,${i % 2}\n`).join('');
    const { status, stderr } = train(kind, { ...network, epochs: 0, data: { kind: 'csv', file: file('large.csv', part.repeat(Math.ceil(20e6 / part.length))) } });
    assert.equal(status, 0);
    assert.equal(stderr, '');
  }));

  test(`${kind}: shipped sets are there without a file`, () => {
    for (const id of ['iris', 'digits']) {
      const { status, final } = train(kind, { data: { kind: id, scaling: 'unit_interval' }, layers: [{ activation: 'softmax' }], loss: 'cross_entropy', optimizer: { id: 'adam', lr: 0.05 }, epochs: 20 });
      assert.equal(status, 0);
      assert.ok(final.train_accuracy > 0.6, id);
    }
  });
}
