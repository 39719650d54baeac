// Files as MNIST has them, and images to put into them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// As the format's own page describes it: a magic number, sizes, bytes.
function idx(sizes, bytes) {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.writeUInt8(8, 2);
  head.writeUInt8(sizes.length, 3);
  sizes.forEach((size, i) => head.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([head, Buffer.from(bytes)]);
}

export const idxFile = (name, sizes, bytes) => ({ name, mimeType: "application/octet-stream", buffer: idx(sizes, bytes) });

// The handwritten digits that come with the laboratory, enlarged from 8 by 8 pixels to so many by so many: each a mix of
// its four neighbours by their distance.
export function largerDigits(side) {
  const [, ...lines] = readFileSync(fileURLToPath(new URL("../../assets/data/digits.csv", import.meta.url)), "utf8").trim().split("\n");
  const small = 8, brightest = 16;
  const images = Buffer.alloc(lines.length * side * side);
  const labels = Buffer.alloc(lines.length);
  lines.forEach((line, n) => {
    const numbers = line.split(",").map(Number);
    labels[n] = numbers[small * small];
    for (let p = 0; p < side * side; ++p) {
      const [y, x] = [Math.floor(p / side), p % side].map((at) => Math.min(Math.max(((at + 0.5) * small) / side - 0.5, 0), small - 1));
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [bottom, right] = [top, left].map((at) => Math.min(at + 1, small - 1));
      const across = (row) => numbers[row * small + left] * (1 - x + left) + numbers[row * small + right] * (x - left);
      images[n * side * side + p] = Math.round(((across(top) * (1 - y + top) + across(bottom) * (y - top)) / brightest) * 255);
    }
  });
  return [idxFile("digits-images-idx3-ubyte", [lines.length, side, side], images), idxFile("digits-labels-idx1-ubyte", [lines.length], labels)];
}
