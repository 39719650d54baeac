#!/usr/bin/python3
"""Reads one CSV file of 100 MB with Python's csv module, with NumPy's loadtxt and with `gradlab`, and prints a table.

    csv_speed.py GRADLAB [GRADLAB.cjs]     the program, native and perhaps as WebAssembly (under Node)

Three files: short numbers, numbers with all their digits (as pandas writes doubles), and bytes 0 … 255 in 784 columns.
Each reader makes numbers of all cells: csv.reader gives words, which float() turns into numbers. gradlab trains for 0
epochs; what it takes for the same spec with some rows of the file is taken off. Best of three runs, in the processor's
time (of all threads), which others on the machine do not lengthen; needs Debian's python3-numpy.
"""
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile

import numpy

SIZE = 100_000_000


def write(path, row):
    generator = numpy.random.default_rng(1)
    with open(path, "w", encoding="ascii") as file:
        while file.tell() < SIZE:
            for values in generator.normal(size=(1000, row["columns"])):
                file.write(",".join(map(row["text"], values)) + f",{int(values[0] > 0)}\n")
    return os.path.getsize(path)


KINDS = {
    "8 columns, 4 decimals": {"columns": 8, "text": lambda v: f"{v:.4f}"},
    "8 columns, 17 digits": {"columns": 8, "text": lambda v: repr(float(v))},
    "784 columns of bytes": {"columns": 784, "text": lambda v: str(int(abs(v) * 60) % 256)},
}


def by_csv(path):
    with open(path, newline="", encoding="ascii") as file:
        return sum(len([float(cell) for cell in row]) for row in csv.reader(file))


def by_numpy(path):
    return numpy.loadtxt(path, delimiter=",").size


def by_gradlab(command):
    def read(path, limit=0):
        spec = {"data": {"kind": "csv", "file": path, "limit": limit, "test_share": 0}, "layers": [{"activation": "sigmoid"}], "epochs": 0}
        subprocess.run([*command, "train", "-"], input=json.dumps(spec), text=True, check=True, stdout=subprocess.DEVNULL)

    return read


def processor_time():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def seconds(work):
    best = float("inf")
    for _ in range(3):
        start = processor_time()
        work()
        best = min(best, processor_time() - start)
    return best


def main():
    readers = {"csv + float": by_csv, "numpy.loadtxt": by_numpy}
    programs = {f"gradlab{' (wasm)' if p.endswith('.cjs') else ''}": by_gradlab(["node", p] if p.endswith(".cjs") else [p]) for p in sys.argv[1:]}
    print(f"{'MB/s':24}" + "".join(f"{name:>16}" for name in [*readers, *programs]))
    with tempfile.TemporaryDirectory() as folder:
        for name, row in KINDS.items():
            path = os.path.join(folder, "large.csv")
            size = write(path, row) / 1e6
            cells = [size / seconds(lambda: reader(path)) for reader in readers.values()]
            for program in programs.values():
                cells.append(size / (seconds(lambda: program(path)) - seconds(lambda: program(path, 2000))))
            print(f"{name:24}" + "".join(f"{cell:16.1f}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
