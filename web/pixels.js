// Calls `act` when the pixels behind the page may have become others: the window's size, the browser's zoom, another
// screen. The program watches its canvas by itself, but not every browser tells it of a change of the ratio alone.
export function onPixelsChange(act) {
  addEventListener("resize", act);
  const watchRatio = () => {
    const changed = () => {
      act();
      watchRatio();
    };
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", changed, { once: true });
  };
  watchRatio();
}
