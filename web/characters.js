// Characters that the program's fonts lack, as the browser draws them.
let paper = null;

const fontOf = (em, strong) => `${strong ? 600 : 400} ${em}px system-ui, sans-serif`;

export function paintCharacter(text, em, strong) {
  paper ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  paper.font = fontOf(em, strong);
  const box = paper.measureText(text);
  const left = Math.floor(-box.actualBoundingBoxLeft);
  const top = Math.ceil(box.actualBoundingBoxAscent);
  const width = Math.ceil(box.actualBoundingBoxRight) - left;
  const height = Math.ceil(box.actualBoundingBoxDescent) + top;
  const shape = { width, height, left, top, advance: box.width };
  if (!(width > 0 && height > 0)) return { ...shape, width: 0, height: 0, pixels: [] };
  paper.canvas.width = width;
  paper.canvas.height = height; // forgets the font
  paper.font = fontOf(em, strong);
  paper.fillText(text, -left, top);
  return { ...shape, pixels: paper.getImageData(0, 0, width, height).data };
}
