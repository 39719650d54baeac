"""One neuron under several losses, softmax, logistic regression, robust lines: PyTorch's derivatives, SciPy's optima."""
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


def table():
    draw = random.Random(17)
    return {"output_losses": output_losses(), "paths": {loss: path(loss) for loss in ["mse", "bce"]}, "softmax": softmax(),
            "logistic": logistic(draw), "lines": lines(draw)}
