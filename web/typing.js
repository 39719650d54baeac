// Text from on-screen keyboards and input methods. Both want a real input that has the focus; while a field of the
// program is edited, an invisible one lies over it and passes on what arrives.

// Stands in the input all the time, so that deleting is seen there even where no key is.
const anchor = "\u200b";

export class Typing {
  #input;
  #program;
  #composing = false;
  #editing = false;
  #patience = 0;

  constructor(input, program) {
    this.#input = input;
    this.#program = program;
    input.addEventListener("compositionstart", () => (this.#composing = true));
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#passOn();
    });
    input.addEventListener("input", () => this.#passOn());
  }

  isEditing() {
    return this.#editing;
  }

  // The program's word: a field has the keyboard, at this place in CSS px, or none has.
  show(on, x = 0, y = 0, width = 1, height = 1) {
    clearTimeout(this.#patience);
    this.#editing = Boolean(on);
    if (!on) {
      this.#release();
      return;
    }
    Object.assign(this.#input.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    this.#take();
  }

  // A phone opens its keyboard only from within the touch itself, a frame before the program can ask for it.
  expect(record) {
    const onlyDigits = record.role === "spinbutton" && !/^[-−]/.test(record.low);
    this.#input.inputMode = onlyDigits ? "decimal" : "text";
    this.#input.setAttribute("aria-label", record.label);
    this.#take();
    this.#patience = setTimeout(() => this.#editing || this.#release(), 600);
  }

  #take() {
    this.#input.removeAttribute("aria-hidden");
    if (document.activeElement === this.#input) return;
    this.#reset();
    this.#input.focus({ preventScroll: true });
  }

  #release() {
    this.#input.blur();
    this.#input.setAttribute("aria-hidden", "true");
  }

  #reset() {
    this.#input.value = anchor;
    this.#input.setSelectionRange(anchor.length, anchor.length);
  }

  #passOn() {
    if (this.#composing) return;
    const { value } = this.#input;
    if (value === anchor) return;
    if (!value.includes(anchor)) pressBackspace();
    const text = value.replaceAll(anchor, "");
    if (text) this.#program.type(text);
    this.#reset();
  }
}

function pressBackspace() {
  for (const type of ["keydown", "keyup"]) {
    document.dispatchEvent(new KeyboardEvent(type, { key: "Backspace", code: "Backspace", keyCode: 8, bubbles: true }));
  }
}

// Which key events the program's window library must not see; it listens on the window, so this is asked first.
export function isForInput(event, input) {
  if (event.target !== input) return false;
  return event.type === "keypress" || event.isComposing || event.keyCode === 229;
}
