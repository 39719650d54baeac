#!/usr/bin/python3
"""Makes the reference files that tests/core reads: activations.json, losses.json, optimizers.json, training.json,
analysis.json, batches.json, curve.json, neuron.json, races.json.
Needs Debian's python3-torch (1.13), python3-mpmath and python3-scipy; run it with /usr/bin/python3. With --dense
FOLDER it writes only a larger activations.json there, for the table of worst errors (tests/core/error_table).
"""
import json
import os
import sys

import activations


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, separators=(",", ":"))
        file.write("\n")
    print(f"{path}: {os.path.getsize(path)} bytes")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    if len(sys.argv) == 3 and sys.argv[1] == "--dense":
        return write(sys.argv[2], "activations.json", activations.table(activations.dense_points(), compare=False))
    import analysis
    import batches
    import curve
    import losses
    import neuron
    import optimizers
    import races
    import training
    write(here, "activations.json", activations.table(activations.committed_points()))
    write(here, "losses.json", losses.table())
    write(here, "optimizers.json", optimizers.table())
    write(here, "training.json", training.table())
    write(here, "analysis.json", analysis.table())
    write(here, "batches.json", batches.table())
    write(here, "curve.json", curve.table())
    write(here, "neuron.json", neuron.table())
    write(here, "races.json", races.table())


if __name__ == "__main__":
    main()
