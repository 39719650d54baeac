"""One neuron under several losses, softmax, logistic regression, robust lines, the perceptron: PyTorch's derivatives,
SciPy's optima."""
import random

import numpy
import torch
import torch.nn.functional as F
from scipy.optimize import linprog, minimize

import training

SHOWN = [0, 1, 2, 5, 17, 40, 117, 300]


def output_losses():
    """Loss and its slope by the logit of every pair; a second unit, if there is one, has the logit 0."""
    rows = []
    for activation in training.FORWARD:
        for loss in ["mse", "mae", "huber", "bce", "cross_entropy", "hinge"]:
            for logit in [-3.3, -0.4, 0.7, 4.1]:
                for y in [0.0, 1.0] + ([0.3] if loss in ("mse", "bce") else []):
                    z = torch.tensor(logit, dtype=torch.float64, requires_grad=True)
                    zero = torch.zeros((), dtype=torch.float64)
                    units = 2 if loss == "cross_entropy" or activation == "softmax" else 1
                    inputs = [z, zero] + ([zero, zero] if activation == "maxout" and units == 2 else [])
                    row = torch.stack(inputs if activation == "maxout" or units == 2 else [z]).reshape(1, -1)
                    fused = training.FUSED.get(loss) == activation
                    out = row if fused else training.FORWARD[activation](row, {})
                    sign = (lambda t: 1.0 if t >= 0.5 else -1.0) if loss == "hinge" else (lambda t: t)
                    wanted = [sign(y), sign(1 - y)][:units]
                    target = torch.tensor([[0 if y == 1 else 1]] if loss == "cross_entropy" else [wanted],
                                          dtype=torch.float64)
                    value = training.loss_of(loss, out, target)
                    slope, = torch.autograd.grad(value, z)
                    rows.append({"activation": activation, "loss": loss, "z": logit, "y": y,
                                 "value": value.item(), "slope": slope.item()})
    return rows


def path(loss):
    """w = 2, b = 2, x = 1, y = 0, rate 0.15: the neuron that starts on the wrong side."""
    w, b = (torch.tensor(2.0, dtype=torch.float64, requires_grad=True) for _ in range(2))
    sgd = torch.optim.SGD([w, b], lr=0.15)
    rows = []
    for step in range(max(SHOWN) + 1):
        z = w * 1.0 + b
        y = torch.zeros((), dtype=torch.float64)
        value = F.binary_cross_entropy_with_logits(z, y) if loss == "bce" else F.mse_loss(torch.sigmoid(z), y)
        sgd.zero_grad()
        value.backward()
        if step in SHOWN:
            rows.append({"step": step, "w": w.item(), "b": b.item(), "a": torch.sigmoid(z).item(), "loss": value.item(),
                         "by_logit": w.grad.item()})
        sgd.step()
    return rows


def softmax():
    rows = []
    for logits, target in [([1.2, 2.1, -0.6, 0.4], 0), ([0.0, 0.0], 1), ([5.0, -5.0, 3.0], 2), ([-2.0] * 6, 5)]:
        z = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
        loss = F.cross_entropy(z.reshape(1, -1), torch.tensor([target]))
        loss.backward()
        rows.append({"logits": logits, "target": target, "loss": loss.item(), "gradient": z.grad.tolist()})
    return rows


def logistic(draw):
    points = [[round(draw.gauss(0, 1.2), 3), round(draw.gauss(0, 1.2), 3), float(draw.random() < 0.5)] for _ in range(24)]
    data = torch.tensor(points, dtype=torch.float64)
    rows = []
    for loss in ["mse", "bce"]:
        def value(w):
            z = data[:, :2] @ w
            if loss == "bce":
                return F.binary_cross_entropy_with_logits(z, data[:, 2])
            return F.mse_loss(torch.sigmoid(z), data[:, 2])
        for at in [[0.0, 0.0], [1.5, -2.0], [-4.0, 3.0], [7.5, 3.9]]:
            w = torch.tensor(at, dtype=torch.float64)
            hessian = torch.autograd.functional.hessian(value, w)
            rows.append({"loss": loss, "at": at, "value": value(w).item(),
                         "gradient": torch.autograd.functional.jacobian(value, w).tolist(), "hessian": hessian.tolist(),
                         "eigenvalues": torch.linalg.eigvalsh(hessian).tolist()})
    return {"points": points, "at": rows}


def least_deviations(x, y, sloped):
    """min sum(e) with e >= ±(y - line): a linear program."""
    n = len(x)
    columns = numpy.column_stack([x, numpy.ones(n)] if sloped else [numpy.ones(n)])
    free = columns.shape[1]
    above = numpy.block([[columns, -numpy.eye(n)], [-columns, -numpy.eye(n)]])
    solved = linprog(numpy.r_[numpy.zeros(free), numpy.ones(n)], A_ub=above, b_ub=numpy.r_[y, -y],
                     bounds=[(None, None)] * free + [(0, None)] * n, method="highs")
    return solved.fun / n


def least_huber(x, y, sloped, delta):
    columns = numpy.column_stack([x, numpy.ones(len(x))] if sloped else [numpy.ones(len(x))])

    def value(c):
        off = abs(y - columns @ c)
        return numpy.where(off <= delta, off ** 2 / 2, delta * (off - delta / 2)).mean()

    def slope(c):
        return -columns.T @ numpy.clip(y - columns @ c, -delta, delta) / len(x)
    start = numpy.linalg.lstsq(columns, y, rcond=None)[0]
    return minimize(value, start, jac=slope, method="BFGS", options={"gtol": 1e-12}).fun


def lines(draw):
    rows = []
    for count, outliers in [(5, 1), (12, 2), (13, 0), (20, 6), (2, 0)]:
        x = numpy.array([round(draw.uniform(-3, 3), 3) for _ in range(count)])
        y = numpy.array([round(0.7 * v + 0.4 + draw.gauss(0, 0.4), 3) for v in x])
        for i in range(outliers):
            y[i] = round(y[i] + draw.choice([-6, 7]), 3)
        for sloped in [False, True]:
            columns = numpy.column_stack([x, numpy.ones(count)] if sloped else [numpy.ones(count)])
            squares = numpy.linalg.lstsq(columns, y, rcond=None)[0]
            rows.append({"points": numpy.column_stack([x, y]).tolist(), "line": sloped,
                         "mse": ((y - columns @ squares) ** 2).mean(), "mse_line": ([0.0] if not sloped else []) + squares.tolist(),
                         "mae": least_deviations(x, y, sloped),
                         "huber": {str(delta): least_huber(x, y, sloped, delta) for delta in [0.2, 1.0, 3.0]}})
    return rows


TABLES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "xor": [0, 1, 1, 0]}


def rule(points, most=400):
    """Rosenblatt's rule in Python's whole numbers; the state after an update is (point, weights)."""
    w, updates, seen, right = (0, 0, 0), [], {}, 0
    at = 0
    while len(updates) < most and right < len(points):
        x, y, target = points[at]
        said = int(w[0] * x + w[1] * y + w[2] * 100 >= 0)
        if said == target:
            right += 1
        else:
            right = 0
            w = (w[0] + (target - said) * x, w[1] + (target - said) * y, w[2] + (target - said) * 100)
            updates.append([at, said, *w])
            if (at, w) in seen:
                return {"updates": updates, "settled": False, "repeats": seen[at, w]}
            seen[at, w] = len(updates) - 1
        at = (at + 1) % len(points)
    return {"updates": updates, "settled": right >= len(points), "repeats": None}


def margin(points):
    """max γ with (2y - 1) u·(x, 1) >= γ and |u| = 1, as the shortest u with margins of 1; None where there is none."""
    rows = numpy.array([[(2 * t - 1) * x / 100, (2 * t - 1) * y / 100, 2 * t - 1] for x, y, t in points], dtype=float)
    found = linprog([0, 0, 0], A_ub=-rows, b_ub=-numpy.ones(len(rows)), bounds=[(None, None)] * 3, method="highs")
    if found.status != 0:
        return None
    best = minimize(lambda u: u @ u / 2, found.x, jac=lambda u: u, method="SLSQP", options={"ftol": 1e-14, "maxiter": 500},
                    constraints=[{"type": "ineq", "fun": lambda u: rows @ u - 1, "jac": lambda u: rows}])
    return 1 / float(numpy.linalg.norm(best.x))


def perceptrons(draw):
    sets = [[[100 * (i // 2), 100 * (i % 2), t] for i, t in enumerate(targets)] for targets in TABLES.values()]
    for count in [3, 6, 10, 16]:
        for noisy in [False, True]:
            points = []
            while len(points) < count:
                x, y = draw.randint(-100, 200), draw.randint(-100, 200)
                if abs(2 * x - y - 50) > 25:
                    points.append([x, y, int(2 * x - y - 50 > 0)])
            if noisy:
                points[0][2] = 1 - points[0][2]
            sets.append(points)
    return [{"points": points, "margin": margin(points), **rule(points)} for points in sets]


def unit_paths():
    rows = []
    for name, targets in TABLES.items():
        x = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
        for activation in ["sigmoid", "tanh", "relu"]:
            y = torch.tensor(targets, dtype=torch.float64)
            y = 2 * y - 1 if activation == "tanh" else y
            w = torch.tensor([0.2, -0.1], dtype=torch.float64, requires_grad=True)
            b = torch.tensor(0.1, dtype=torch.float64, requires_grad=True)
            sgd = torch.optim.SGD([w, b], lr=0.5)
            shown = []
            for step in range(201):
                z = x @ w + b
                loss = F.binary_cross_entropy_with_logits(z, y) if activation == "sigmoid" else \
                    F.mse_loss(training.FORWARD[activation](z, {}), y)
                sgd.zero_grad()
                loss.backward()
                if step in (0, 1, 10, 200):
                    shown.append({"step": step, "w": w.tolist(), "b": b.item(), "loss": loss.item()})
                sgd.step()
            rows.append({"targets": targets, "activation": activation, "moments": shown})
    return rows


def table():
    draw = random.Random(17)
    return {"output_losses": output_losses(), "paths": {loss: path(loss) for loss in ["mse", "bce"]}, "softmax": softmax(),
            "logistic": logistic(draw), "lines": lines(draw), "perceptrons": perceptrons(draw), "units": unit_paths()}
