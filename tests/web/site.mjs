// The built site, served from a sub-folder as a static host may do it.
import { mkdtempSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../web/serve.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

export const site = resolve(process.env.GRADLAB_SITE ?? join(root, "build/web/site"));
export const artefacts = join(resolve(process.env.GRADLAB_ARTEFACTS ?? join(root, "build/artefacts")), "web");

export async function serveInSubfolder(folder = site) {
  const top = mkdtempSync(join(tmpdir(), "gradlab-site-"));
  mkdirSync(join(top, "some"));
  symlinkSync(folder, join(top, "some", "folder"));
  const server = await serve(top);
  return {
    address: `${server.address}some/folder/`,
    async close() {
      await server.close();
      rmSync(top, { recursive: true });
    },
  };
}
