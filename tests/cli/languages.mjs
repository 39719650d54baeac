// Runs exported source as its readers do: compiled, or by its own program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

// The system's own Python: that is where NumPy and PyTorch are installed.
export const python = process.env.GRADLAB_PYTHON ?? '/usr/bin/python3';

export const does = (command, args, input = '') => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
};
const works = (command, ...args) => spawnSync(command, args).status === 0;

// Why a language cannot be run here; false: it can.
export const missing = {
  cpp: works('g++', '--version') ? false : 'g++ is not installed',
  javascript: false,
  numpy: works(python, '-c', 'import numpy') ? false : `${python} has no numpy (Debian: python3-numpy)`,
  pytorch: works(python, '-c', 'import torch') ? false : `${python} has no torch (Debian: python3-torch)`,
};

// What a program of a trained network writes for rows of comma-separated numbers.
export function answers(language, file, rows) {
  if (language === 'cpp') {
    does('g++', ['-std=c++17', '-O1', '-Wall', '-Wextra', '-Werror', file, '-o', `${file}.out`]);
    return does(`${file}.out`, [], rows);
  }
  return does(language === 'javascript' ? process.execPath : python, [file], rows);
}
