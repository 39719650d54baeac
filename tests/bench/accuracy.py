#!/usr/bin/python3
"""Test accuracy of Gradlab and of PyTorch on Iris and the digits, over ten seeds each: the same network (He normal,
ReLU, Adam, cross-entropy), rate, batch, epochs and test share, each with its own random splits, weights and orders.

  accuracy.py GRADLAB [SEEDS]      GRADLAB: the command line program
"""
import csv
import json
import os
import statistics
import subprocess
import sys

import numpy
import torch

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../assets/data")
RUNS = [
    # name, hidden units, rate, batch, epochs, inputs standardised
    ("iris", 16, 0.01, 16, 100, False),
    ("digits", 64, 0.002, 32, 60, True),
]
TEST_SHARE = 0.3


def with_gradlab(program, name, hidden, rate, batch, epochs, standardised, seed):
    spec = {
        "data": {"kind": name, "test_share": TEST_SHARE, "scaling": "standardise" if standardised else "none"},
        "layers": [{"units": hidden, "activation": "relu"}, {"activation": "softmax"}],
        "loss": "cross_entropy", "optimizer": {"id": "adam", "lr": rate}, "initializer": "he_normal",
        "batch": batch, "epochs": epochs, "seed": seed,
    }
    done = subprocess.run([program, "train", "-", "--json"], input=json.dumps(spec), capture_output=True, text=True,
                          check=True)
    return json.loads(done.stdout.splitlines()[-1])["test_accuracy"]


def read(name):
    with open(os.path.join(DATA, name + ".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    labels = sorted({row[-1] for row in rows})
    inputs = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    return inputs, numpy.array([labels.index(row[-1]) for row in rows])


def with_pytorch(name, hidden, rate, batch, epochs, standardised, seed):
    inputs, labels = read(name)
    order = numpy.random.default_rng(seed).permutation(len(labels))
    test, train = numpy.split(order, [round(TEST_SHARE * len(labels))])
    if standardised:
        spread = inputs[train].std(axis=0)
        inputs = (inputs - inputs[train].mean(axis=0)) / numpy.where(spread > 0, spread, 1)
    x, y = torch.tensor(inputs, dtype=torch.float32), torch.tensor(labels)
    torch.manual_seed(seed)
    model = torch.nn.Sequential(torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(),
                                torch.nn.Linear(hidden, int(y.max()) + 1))
    for layer in (model[0], model[2]):
        torch.nn.init.kaiming_normal_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    for _ in range(epochs):
        for rows in torch.tensor(train)[torch.randperm(len(train))].split(batch):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        return float((model(x[test]).argmax(dim=1) == y[test]).double().mean())


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    seeds = range(1, 1 + (int(sys.argv[2]) if len(sys.argv) > 2 else 10))
    for name, *rest in RUNS:
        for title, run in (("Gradlab", lambda seed: with_gradlab(sys.argv[1], name, *rest, seed)),
                           ("PyTorch", lambda seed: with_pytorch(name, *rest, seed))):
            accuracy = [run(seed) for seed in seeds]
            print(f"{name:8} {title:8} mean {statistics.mean(accuracy):.4f}, deviation {statistics.stdev(accuracy):.4f}, "
                  f"lowest {min(accuracy):.4f}, highest {max(accuracy):.4f} ({len(accuracy)} seeds)", flush=True)


if __name__ == "__main__":
    main()
