// Reads the pixels of a screenshot: PNG with 8 bits a channel, not interlaced, which is what browsers write.
import { inflateSync } from "node:zlib";

function chunks(file) {
  const found = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    found.push({ type: file.toString("latin1", at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return found;
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

function unfilter(kind, row, above, step) {
  for (let i = 0; i < row.length; ++i) {
    const a = i >= step ? row[i - step] : 0;
    const b = above[i];
    const c = i >= step ? above[i - step] : 0;
    row[i] += [0, a, b, (a + b) >> 1, paeth(a, b, c)][kind];
  }
}

// { width, height, at(x, y) → [r, g, b] }
export function readPng(file) {
  const all = chunks(file);
  const head = all[0].data;
  const [width, height, step] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  const raw = inflateSync(Buffer.concat(all.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const rows = [];
  let above = new Uint8Array(width * step);
  for (let y = 0; y < height; ++y) {
    const start = y * (width * step + 1);
    const row = new Uint8Array(raw.subarray(start + 1, start + 1 + width * step));
    unfilter(raw[start], row, above, step);
    rows.push(row);
    above = row;
  }
  return { width, height, at: (x, y) => [...rows[y].subarray(x * step, x * step + 3)] };
}

// How many different colours a picture has, looking at every third pixel.
export function colours(file) {
  const picture = readPng(file);
  const seen = new Set();
  for (let y = 0; y < picture.height; y += 3) {
    for (let x = 0; x < picture.width; x += 3) {
      const [r, g, b] = picture.at(x, y);
      seen.add((r << 16) | (g << 8) | b);
    }
  }
  return seen.size;
}
