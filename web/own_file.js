// Files of one's own: chosen, dropped on the page, or pasted as text.

async function give(program, file) {
  program.giveFile(file.name, new Uint8Array(await file.arrayBuffer()));
}

export function chooseFile(program) {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: ".csv,.tsv,.txt,.json,text/csv,text/plain,application/json" });
  input.addEventListener("change", () => input.files[0] && give(program, input.files[0]));
  input.click();
}

const isTable = (text) => /\S[^\n]*\r?\n[^\n]*\S/.test(text);

// What is pasted where nothing is typed is a table, if it has rows.
export function takeFiles(program, isTyping) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) give(program, file);
  });
  addEventListener("paste", (event) => {
    const [file] = event.clipboardData.files;
    const text = event.clipboardData.getData("text/plain");
    if (isTyping()) return;
    if (file) give(program, file);
    else if (isTable(text)) program.giveFile("pasted.csv", new TextEncoder().encode(text));
  });
}
