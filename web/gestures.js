// What a browser does by itself with wheel, fingers, keys and dropped files, and must not do here.

const zoomKeys = new Set(["+", "-", "=", "_", "0"]);

// Ctrl and the wheel, or two fingers on a touchpad, belong to the plot below the pointer.
function keepWheel(canvas) {
  canvas.addEventListener("wheel", (event) => event.preventDefault(), { passive: false });
  // Safari's own pinch.
  for (const type of ["gesturestart", "gesturechange"]) canvas.addEventListener(type, (event) => event.preventDefault());
}

// Ctrl + and Ctrl − scale the program's own interface, which stays crisp and keeps its layout.
function keepZoomKeys() {
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && zoomKeys.has(event.key)) event.preventDefault();
  });
}

// A file dropped beside its target would take the place of the page.
function keepDrops() {
  for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
}

function pointer(type, { x, y }, buttons) {
  return new MouseEvent(type, { clientX: x, clientY: y, button: 0, buttons, bubbles: true, cancelable: true });
}

// Two fingers on the screen become a wheel with Ctrl at the point between them, as a touchpad gives it. The window
// library knows one finger only, as a mouse: its press is ended first, and it hears of no further finger.
function pinch(canvas) {
  const stepRatio = 1.2;
  let last = null;

  const between = ([a, b]) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  });

  const listen = (type, act) => canvas.addEventListener(type, act, { capture: true, passive: false });

  listen("touchstart", (event) => {
    if (event.touches.length < 2) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    last = between(event.touches);
    canvas.dispatchEvent(pointer("mouseup", { x: event.touches[0].clientX, y: event.touches[0].clientY }, 0));
    canvas.dispatchEvent(pointer("mousemove", last, 0));
  });

  listen("touchmove", (event) => {
    if (!last) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.touches.length < 2) return;
    const now = between(event.touches);
    if (last.distance > 0 && now.distance > 0) {
      const deltaY = (-100 * Math.log(now.distance / last.distance)) / Math.log(stepRatio);
      canvas.dispatchEvent(pointer("mousemove", now, 0));
      canvas.dispatchEvent(
        new WheelEvent("wheel", { deltaY, ctrlKey: true, clientX: now.x, clientY: now.y, bubbles: true, cancelable: true }),
      );
    }
    last = now;
  });

  for (const type of ["touchend", "touchcancel"]) {
    listen(type, (event) => {
      if (event.touches.length === 0) last = null;
    });
  }
}

// Before the program is made: of two listeners on one element the first is asked first.
export function keepGestures(canvas) {
  keepWheel(canvas);
  keepZoomKeys();
  keepDrops();
  pinch(canvas);
}
