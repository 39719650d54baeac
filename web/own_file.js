// Files of one's own: chosen, dropped on the page, or pasted as text.

const isPacked = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

// As gzip packs them: data sets of images are often handed out so.
async function unpacked(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isPacked(bytes)) return { name: file.name, bytes };
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return { name: file.name.replace(/\.gz$/i, ""), bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
  } catch {
    return { name: file.name, bytes }; // the program says what is wrong with it
  }
}

// One after the other: images and labels are two.
async function give(program, files) {
  for (const file of files) {
    const { name, bytes } = await unpacked(file);
    program.giveFile(name, bytes);
  }
}

export function chooseFile(program) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  input.addEventListener("change", () => give(program, input.files));
  input.click();
}

const isTable = (text) => /\S[^\n]*\r?\n[^\n]*\S/.test(text);

// What is pasted where nothing is typed is a table, if it has rows.
export function takeFiles(program, isTyping) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    give(program, event.dataTransfer.files);
  });
  addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData("text/plain");
    if (isTyping()) return;
    if (files.length > 0) give(program, files);
    else if (isTable(text)) program.giveFile("pasted.csv", new TextEncoder().encode(text));
  });
}
