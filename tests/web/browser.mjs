// One Chromium for a test file, found on the machine and never downloaded.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  // WebGL 2 without a graphics card.
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-quic",
];

function executable() {
  const named = process.env.GRADLAB_CHROMIUM ?? process.env.CHROMIUM;
  if (named) return named;
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = usual.find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium here: name it by CHROMIUM");
  return found;
}

export const launch = (more = []) => chromium.launch({ executablePath: executable(), args: [...flags, ...more] });
