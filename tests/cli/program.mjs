// Runs the command line, native or as WebAssembly under Node; GRADLAB_CLI and GRADLAB_CLI_WASM say where they are.
import { spawn, spawnSync } from 'node:child_process';

const programs = {
  native: [process.env.GRADLAB_CLI],
  wasm: [process.execPath, process.env.GRADLAB_CLI_WASM],
};

export const kinds = Object.keys(programs);

export function run(kind, args, input = '') {
  const [command, ...before] = programs[kind];
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** The same without waiting for the end: the process. */
export function start(kind, args) {
  const [command, ...before] = programs[kind];
  return spawn(command, [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

export const json = (kind, args, input) => JSON.parse(run(kind, args, input).stdout);

/** The lines of a training: all but the last, and the last. */
export function train(kind, spec, ...options) {
  const { status, stdout, stderr } = run(kind, ['train', '-', ...options], JSON.stringify(spec));
  const lines = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return { status, stderr, final: lines.pop(), lines };
}
