"""Reference losses with gradients: mpmath, compared with PyTorch. Rows are samples, as on the command line."""
import random

import torch
import torch.nn.functional as F
from mpmath import mpf

from jet import Jet, absolute, exp, log


def mean(terms):
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total / len(terms)


def entrywise(loss):
    """The mean of loss(prediction, target) over all entries."""
    return lambda p, t: mean([loss(a, b) for row, targets in zip(p, t) for a, b in zip(row, targets)])


def huber(delta):
    delta = mpf(delta)

    def loss(p, t):
        off = absolute(p - t)
        return off * off / 2 if off.v <= delta else delta * (off - delta / 2)
    return loss


def bce(z, t):
    return mpf(t) * log(1 + exp(-z)) + (1 - mpf(t)) * log(1 + exp(z))


def hinge(p, t):
    margin = 1 - mpf(t) * p
    return margin if margin.v > 0 else Jet(0)


def cross_entropy(p, t):
    losses = []
    for row, target in zip(p, t):
        total = row[0] * 0
        for z in row:
            total = total + exp(z)
        shares = target if isinstance(target, list) else [float(i == target) for i in range(len(row))]
        losses.append(mean([mpf(share) * (log(total) - z) * len(row) for share, z in zip(shares, row)]))
    return mean(losses)


def torch_hinge(p, t):
    return torch.clamp(1 - t * p, min=0).mean()


def cases():
    draw = random.Random(2)
    normal = lambda rows, columns: [[round(draw.gauss(0, 2), 3) for _ in range(columns)] for _ in range(rows)]
    signs = [[draw.choice([-1.0, 1.0]) for _ in range(3)] for _ in range(5)]
    shares = [[round(draw.random(), 3) for _ in range(3)] for _ in range(5)]
    rows = [[a / sum(row) for a in row] for row in shares]
    p, t = normal(5, 3), normal(5, 3)
    far = [[40.0, -40.0, 0.0], [800.0, -800.0, 1.0], [-745.0, 30.0, 29.0]]
    right = [[1.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 1.0]]
    wrong = [[0.0, 1.0, 0.5], [0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]
    yield "mse", {}, p, t, entrywise(lambda a, b: (a - b) * (a - b)), F.mse_loss
    yield "mae", {}, p, t, entrywise(lambda a, b: absolute(a - b)), F.l1_loss
    for delta in (1.0, 0.375, 3.0):
        yield ("huber", {"delta": delta}, p, t, entrywise(huber(delta)),
               lambda a, b, delta=delta: F.huber_loss(a, b, delta=delta))
    for z, y in ((p, shares), (far, right), (far, wrong)):
        yield "bce", {}, z, y, entrywise(bce), F.binary_cross_entropy_with_logits
    for z, y in ((p, [0, 2, 1, 1, 0]), (p, rows), (far, [0, 0, 1]), (far, [1, 2, 0])):
        yield "cross_entropy", {}, z, y, cross_entropy, F.cross_entropy
    yield "hinge", {}, p, signs, entrywise(hinge), torch_hinge


def gradient(loss, p, t):
    rows = []
    for i, row in enumerate(p):
        seeded = lambda j: [[Jet(z, 1 if (a, b) == (i, j) else 0) for b, z in enumerate(r)] for a, r in enumerate(p)]
        rows.append([float(loss(seeded(j), t).d) for j in range(len(row))])
    return rows


def check_by_torch(loss_id, torch_loss, p, t, value, d):
    z = torch.tensor(p, dtype=torch.float64, requires_grad=True)
    target = torch.tensor(t) if isinstance(t[0], int) else torch.tensor(t, dtype=torch.float64)
    computed = torch_loss(z, target)
    computed.backward()
    if abs(computed.item() - value) > 1e-12 * abs(value) + 1e-15:
        raise SystemExit(f"{loss_id}: exact {value}, PyTorch {computed.item()}")
    if (z.grad - torch.tensor(d, dtype=torch.float64)).abs().max() > 1e-15:
        raise SystemExit(f"{loss_id}: gradients differ")


def table():
    rows = []
    for loss_id, params, p, t, loss, torch_loss in cases():
        value = float(loss([[Jet(z) for z in row] for row in p], t).v)
        d = gradient(loss, p, t)
        check_by_torch(loss_id, torch_loss, p, t, value, d)
        rows.append({"id": loss_id, "params": params, "prediction": p, "target": t, "value": value, "gradient": d})
    return rows
