"""PyTorch at the same works: `peers_torch.py SECONDS WORK...` prints a line of JSON for each. One thread."""
import json
import sys
import time

import torch

torch.set_num_threads(1)


def work_named(name):
    tanh = {"W1": (2, [4, 2]), "W2": (7, [8] * 6), "G": (2, [4, 2])}
    if name in tanh:
        inputs, hidden = tanh[name]
        return inputs, hidden, 1, 10, "tanh"
    if name == "W3":
        return 64, [32], 10, 32, "adam"
    if name == "W4":
        return 784, [128], 10, 64, "momentum"
    kind, n = name.split("=")
    n = int(n)
    if kind == "width":
        return n, [n, n], 10, 32, "momentum"
    if kind == "depth":
        return 16, [16] * n, 10, 32, "momentum"
    return 64, [64, 64], 10, n, "momentum"


def network(inputs, hidden, outputs, kind):
    sizes, parts = [inputs, *hidden, outputs], []
    for l, (a, b) in enumerate(zip(sizes, sizes[1:])):
        parts.append(torch.nn.Linear(a, b))
        if kind == "tanh":
            parts.append(torch.nn.Tanh())
        elif l + 2 < len(sizes):
            parts.append(torch.nn.ReLU())
    return torch.nn.Sequential(*parts)


def measure(name, seconds):
    inputs, hidden, outputs, batch, kind = work_named(name)
    net = network(inputs, hidden, outputs, kind)
    if name == "G":
        points = torch.rand(10000, 2) * 12 - 6

        def once():
            with torch.no_grad():
                net(points)
            return 10000
    else:
        samples = max(512, batch)
        x = torch.randn(samples, inputs)
        t = torch.randint(0, 2, (samples, 1)).float() * 2 - 1 if kind == "tanh" else torch.randint(0, 10, (samples,))
        loss = torch.nn.MSELoss() if kind == "tanh" else torch.nn.CrossEntropyLoss()
        optimizer = {
            "tanh": lambda: torch.optim.SGD(net.parameters(), lr=0.03),
            "adam": lambda: torch.optim.Adam(net.parameters(), lr=0.001),
            "momentum": lambda: torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9),
        }[kind]()
        at = 0

        def once():
            nonlocal at
            optimizer.zero_grad(set_to_none=True)
            loss(net(x[at : at + batch]), t[at : at + batch]).backward()
            optimizer.step()
            at = (at + batch) % (samples - batch + 1)
            return batch

    def timed():
        # The fastest stretch of 10 ms, as training_speed takes it.
        begin = now = time.perf_counter()
        fastest = 0
        while now < begin + seconds:
            start, done = now, 0
            while now < start + 0.01:
                done += once()
                now = time.perf_counter()
            fastest = max(fastest, done / (now - start))
        return fastest

    timed()
    return timed()


for name in sys.argv[2:]:
    print(json.dumps({"work": name, "per_second": measure(name, float(sys.argv[1]))}), flush=True)
