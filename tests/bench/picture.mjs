// The benchmark's picture: for each work a group of bars on a logarithmic scale, and below, how our cost grows.
import { stepTime } from "./works.mjs";

const colours = { "Gradlab, Chromium": "#2f6fde", "Gradlab, native": "#123f91", "TensorFlow.js wasm, Chromium": "#e8833a",
  "synaptic, Chromium": "#8a63c9", "brain.js, Chromium": "#c45b8e", "ConvNetJS, Chromium": "#4c9f70", "PyTorch, native": "#b3352b", "PyTorch with OpenBLAS, native": "#d98a2b" };
const short = (n) => (n >= 1e6 ? `${(n / 1e6).toPrecision(3)} M` : n >= 1e3 ? `${(n / 1e3).toPrecision(3)} k` : n.toPrecision(3));
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function bars(results, works) {
  const left = 205, width = 550, row = 17;
  const [low, high] = [2, 9];
  const place = (n) => left + ((Math.log10(Math.max(n, 10 ** low)) - low) / (high - low)) * width;
  let y = 46, out = "";
  for (const { work, figures } of results) {
    out += `<text x="12" y="${y + 4}" class="b">${work}</text><text x="46" y="${y + 4}">${escape(works[work]?.about ?? "")}</text>`;
    y += 12;
    for (const { who, where, median, lowest, highest } of figures) {
      const name = `${who}, ${where}`;
      if (!colours[name]) continue;
      out += `<text x="${left - 6}" y="${y + 11}" class="r">${escape(name)}</text>`;
      out += `<rect x="${left}" y="${y + 2}" width="${(place(median) - left).toFixed(1)}" height="${row - 5}" fill="${colours[name]}"/>`;
      out += `<path d="M${place(lowest).toFixed(1)} ${y + 8}H${place(highest).toFixed(1)}" stroke="#222" stroke-width="1"/>`;
      out += `<text x="${(place(Math.max(median, highest)) + 6).toFixed(1)}" y="${y + 11}">${short(median)}</text>`;
      y += row;
    }
    y += 20;
  }
  return { out, y };
}

function curve(curves, kind, x0, y0) {
  const width = 230, height = 150;
  const points = curves.filter(({ work }) => work.startsWith(`${kind}=`));
  if (points.length === 0) return "";
  const at = ({ work }) => Number(work.split("=")[1]);
  const xs = points.map(at), [first, last] = [Math.log2(xs[0]), Math.log2(xs.at(-1))];
  const [low, high] = [-2, 2];
  const px = (n) => x0 + ((Math.log2(n) - first) / (last - first)) * width;
  const py = (ns) => y0 + height - ((Math.log10(ns) - low) / (high - low)) * height;
  let out = `<text x="${x0}" y="${y0 - 10}" class="b">${kind}: ns for each multiply-add</text>`;
  for (let e = low; e <= high; ++e)
    out += `<path d="M${x0} ${py(10 ** e)}h${width}" stroke="#ddd"/><text x="${x0 - 5}" y="${py(10 ** e) + 4}" class="r">${10 ** e}</text>`;
  for (const n of xs.filter((_, k) => k % 2 === 0)) out += `<text x="${px(n)}" y="${y0 + height + 15}" class="m">${n}</text>`;
  for (const name of Object.keys(colours)) {
    const path = points.flatMap((point) => {
      const time = stepTime(point, name);
      return Number.isFinite(time) ? [`${px(at(point)).toFixed(1)} ${py(time / point.multiply_adds).toFixed(1)}`] : [];
    });
    if (path.length > 0) out += `<path d="M${path.join("L")}" fill="none" stroke="${colours[name]}" stroke-width="2"/>`;
  }
  return out;
}

export function picture(results, curves, works) {
  const { out, y } = bars(results, works);
  let rest = "", bottom = y;
  if (curves.length > 0) {
    ["width", "depth", "batch"].forEach((kind, k) => (rest += curve(curves, kind, 50 + k * 280, y + 20)));
    bottom = y + 205;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 ${bottom}" font-family="system-ui,sans-serif" font-size="12" fill="#222">
<style>.b{font-weight:600}.r{text-anchor:end}.m{text-anchor:middle}</style><rect width="880" height="${bottom}" fill="#fff"/>
<text x="12" y="22" class="b">Samples a second (G: points a second), logarithmic scale; medians, lines from lowest to highest</text>
${out}${rest}</svg>
`;
}
