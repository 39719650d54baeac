"""Noise of mini-batches' gradients by PyTorch in float64, sample by sample, and planes of several paths by NumPy."""
import itertools

import numpy as np
import torch

import analysis
import training

EVERY_BATCH_OF = (1, 2, 3, 11)  # of 13 samples: few enough to form every batch there is


def gradient_of(spec, x, y, theta):
    theta = theta.detach().clone().requires_grad_()
    loss = training.loss_of(spec["loss"], analysis.forward(spec, analysis.unflatten(spec, theta), x), y)
    return torch.autograd.grad(loss, theta)[0]


def noise(name, spec, kind):
    x, y = analysis.data_of(spec, kind)
    theta = analysis.flatten(spec)
    rows = range(len(x))
    whole = gradient_of(spec, x, y, theta)
    penalty, = torch.autograd.grad(spec["l2"] / 2 * sum((own["weights"] ** 2).sum() for own in analysis.unflatten(
        spec, theta.requires_grad_())), theta, allow_unused=True)
    norm = (whole + penalty).norm().item()

    def over_all(size):
        squares = [(gradient_of(spec, x[list(batch)], y[list(batch)], theta) - whole).pow(2).sum().item()
                   for batch in itertools.combinations(rows, size)]
        return float(np.sqrt(np.mean(squares)))

    every = {str(size): over_all(size) for size in EVERY_BATCH_OF}
    return {"name": name, "spec": spec, "gradient_norm": norm, "deviation": every["1"],
            "critical_batch": (every["1"] / norm) ** 2, "all_batches": every}


def plane(draw, size, counts):
    """Random walks with a drift from one start, each path of as many moments as `counts` says."""
    start = draw.normal(0, 1, size)
    paths = []
    for count in counts:
        steps = draw.normal(0, 1, (count - 1, size)) * np.linspace(2, 0.1, size) + draw.normal(0, 1, size) / 4
        paths.append(np.round(np.vstack([np.zeros(size), np.cumsum(steps, 0)]) + start, 6))
    weighted = np.vstack([(path - paths[0][0]) / np.sqrt(len(path)) for path in paths])
    _, values, directions = np.linalg.svd(weighted)
    return {"paths": [path.tolist() for path in paths], "first": directions[0].tolist(), "second": directions[1].tolist(),
            "explained": (values[:2] ** 2 / (values ** 2).sum()).tolist()}


def table():
    kinds = {case[0]: case[4] for case in analysis.CASES}
    moments = [noise(moment["name"], moment["spec"], kinds[moment["name"]]) for moment in analysis.table()
               if not any(layer.get("batch_norm") for layer in moment["spec"]["layers"])]
    draw = np.random.default_rng(8)
    planes = [plane(draw, 6, (5, 9, 3)), plane(draw, 30, (12, 7)), plane(draw, 3, (20, 20, 20, 20))]
    return {"noise": moments, "planes": planes}
