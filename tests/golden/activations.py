"""Reference values of the scalar activations: mpmath in 900 digits, compared with PyTorch wherever it has the function.

Every x is a float32, so that one file serves float and double. Where a formula has branches, they are PyTorch's.
"""
import random
import struct

import torch
import torch.nn.functional as F
from mpmath import mp, mpf

from jet import Jet, absolute, exp, log, normal_distribution, sin, tanh

LAMBDA = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x.v > -2000 else exp(x)  # the same to more than 800 digits


def softplus(x):
    return log(1 + exp(x)) if x.v > -2000 else exp(x)


def softplus_beta(x, beta):
    return softplus(beta * x) / beta


def hardtanh(x, low, high):
    return low + 0 * x if x.v <= low.v else high + 0 * x if x.v >= high.v else x


def hardswish(x):
    return 0 * x if x.v < -3 else x if x.v > 3 else x * (x + 3) / 6


def hardsigmoid(x):
    return x / 6 + mpf(1) / 2 if -3 < x.v < 3 else Jet(0 if x.v < 0 else 1)


def gelu_tanh(x):
    return x * sigmoid(2 * mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x * x * x))


def mish(x):
    return x * tanh(softplus(x)) if x.v > -2000 else x * exp(x)


# id, f over Jets, PyTorch's (or None), lists of parameter values (the first: defaults), points where derivatives jump.
ROWS = [
    ("step", lambda x: Jet(1 if x.v >= 0 else 0), None, [{}], lambda p: [0]),
    ("identity", lambda x: x, lambda x: x, [{}], lambda p: []),
    ("sigmoid", sigmoid, torch.sigmoid, [{}], lambda p: []),
    ("tanh", tanh, torch.tanh, [{}], lambda p: []),
    ("relu", lambda x: x if x.v > 0 else Jet(0), F.relu, [{}], lambda p: [0]),
    ("leaky_relu", lambda x, alpha: x if x.v > 0 else alpha * x, lambda x, alpha: torch.where(x > 0, x, alpha * x),
     [{"alpha": 0.01}, {"alpha": 0.25}], lambda p: [0]),
    ("prelu", lambda x, alpha: x if x.v > 0 else alpha * x, F.prelu, [{"alpha": 0.25}, {"alpha": 1.5}], lambda p: [0]),
    ("elu", lambda x, alpha: x if x.v > 0 else alpha * (exp(x) - 1), lambda x, alpha: torch.where(x > 0, x, alpha * F.elu(x)),
     [{"alpha": 1.0}, {"alpha": 0.375}], lambda p: [0]),
    ("selu", lambda x: LAMBDA * x if x.v > 0 else LAMBDA * ALPHA * (exp(x) - 1), F.selu, [{}], lambda p: [0]),
    ("celu", lambda x, alpha: x if x.v > 0 else alpha * (exp(x / alpha) - 1),
     lambda x, alpha: torch.where(x > 0, x, alpha * F.elu(x / alpha)), [{"alpha": 1.0}, {"alpha": 0.375}, {"alpha": 3.0}],
     lambda p: [0]),
    ("softplus", softplus_beta, lambda x, beta: F.softplus(beta * x) / beta, [{"beta": 1.0}, {"beta": 0.375}, {"beta": 3.0}],
     lambda p: []),
    ("softsign", lambda x: x / (1 + absolute(x)), F.softsign, [{}], lambda p: [0]),
    ("gelu", lambda x: x * normal_distribution(x), F.gelu, [{}], lambda p: []),
    ("gelu_tanh", gelu_tanh, lambda x: F.gelu(x, approximate="tanh"), [{}], lambda p: []),
    ("silu", lambda x, beta: x * sigmoid(beta * x), lambda x, beta: x * torch.sigmoid(beta * x),
     [{"beta": 1.0}, {"beta": 0.375}, {"beta": 3.0}], lambda p: []),
    ("mish", mish, F.mish, [{}], lambda p: []),
    ("hardsigmoid", hardsigmoid, F.hardsigmoid, [{}], lambda p: [-3, 3]),
    ("hardswish", hardswish, F.hardswish, [{}], lambda p: [-3, 3]),
    ("hardtanh", hardtanh, None, [{"min": -1.0, "max": 1.0}, {"min": -0.5, "max": 2.5}], lambda p: [p["min"], p["max"]]),
    ("relu6", lambda x: x if 0 < x.v < 6 else Jet(0 if x.v < 1 else 6), F.relu6, [{}], lambda p: [0, 6]),
    ("logsigmoid", lambda x: -softplus(-x), F.logsigmoid, [{}], lambda p: []),
    ("tanhshrink", lambda x: x - tanh(x), F.tanhshrink, [{}], lambda p: []),
    ("hardshrink", lambda x, lam: Jet(0) if abs(x.v) <= lam.v else x, None, [{"lambda": 0.5}, {"lambda": 1.25}],
     lambda p: [-p["lambda"], p["lambda"]]),
    ("softshrink", lambda x, lam: Jet(0) if abs(x.v) <= lam.v else x - lam if x.v > 0 else x + lam, None,
     [{"lambda": 0.5}, {"lambda": 1.25}], lambda p: [-p["lambda"], p["lambda"]]),
    ("sine", sin, torch.sin, [{}], lambda p: []),
    ("gaussian", lambda x: exp(-(x * x)), lambda x: torch.exp(-x * x), [{}], lambda p: []),
]

# Where PyTorch 1.13 itself is off by more than 1e-12, found by this very comparison: tails that cancel or underflow,
# and hardswish'(3), which is 1.5 or 1.0 there depending on where in the tensor the number stands.
TORCH_TRAPS = {
    "sigmoid": {"df", "d2f"}, "tanh": {"df", "d2f"}, "elu": {"f"}, "selu": {"f"}, "celu": {"f"}, "softplus": {"d2f"},
    "gelu": {"f", "df"}, "gelu_tanh": {"f", "df", "d2f"}, "silu": {"d2f"}, "mish": {"d2f"}, "hardsigmoid": {"df"},
    "hardswish": {"df"}, "logsigmoid": {"d2f"}, "tanhshrink": {"f", "df", "d2f"},
}

MAGNITUDES = [1e4, 1000, 745, 700, 100, 38, 20, 10, 6, 5, 3, 2.5, 1.7, 1.2, 1, 0.75, 0.5, 0.3, 0.1, 1e-3, 1e-8, 1e-30]


def as_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def committed_points():
    return [as_float(-m) for m in MAGNITUDES] + [0.0] + [as_float(m) for m in reversed(MAGNITUDES)]


def dense_points(seed=1, near=500, far=500):
    draw = random.Random(seed)
    points = [draw.uniform(-8, 8) for _ in range(near)]
    points += [draw.choice([-1, 1]) * 10 ** draw.uniform(-12, 4) for _ in range(far)]
    return [as_float(x) for x in points]


def number(x):
    """A double, or null where there is none."""
    return None if x is None else float(x)


def exact(f, params, x, kinks):
    values = list(params.values())
    at = f(Jet(x, 1), *[Jet(v) for v in values])
    smooth = not any(x == k for k in kinks)
    entry = {"f": number(at.v), "df": number(at.d), "d2f": number(at.dd) if smooth else None}
    for i, name in enumerate(params):
        by_param = f(Jet(x), *[Jet(v, 1 if i == j else 0) for j, v in enumerate(values)])
        entry[name] = number(by_param.d) if smooth else None
    return entry


def by_torch(f, params, points):
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    values = [torch.tensor([v], dtype=torch.float64, requires_grad=True) for v in params.values()]
    y = f(x, *values)
    columns = {"f": y.tolist()}
    try:
        d = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
        columns["df"] = d.tolist()
        columns["d2f"] = torch.autograd.grad(d.sum(), x)[0].tolist()
    except RuntimeError:
        pass
    return columns


def disagreements(row_id, columns, torch_columns, points):
    for name, computed in torch_columns.items():
        for x, ours, theirs in zip(points, columns[name], computed):
            if ours is not None and not abs(ours - theirs) <= 1e-12 * abs(ours) + 1e-300:
                yield name, x, ours, theirs


def table(points, compare=True):
    rows = []
    for row_id, f, torch_f, variants, kinks in ROWS:
        for params in variants:
            entries = [exact(f, params, x, kinks(params)) for x in points]
            columns = {key: [e[key] for e in entries] for key in entries[0]}
            dparam = {key: columns.pop(key) for key in params}
            rows.append({"id": row_id, "params": params, **columns, "dparam": dparam})
            if not (compare and torch_f):
                continue
            for name, x, ours, theirs in disagreements(row_id, columns, by_torch(torch_f, params, points), points):
                if name not in TORCH_TRAPS.get(row_id, set()):
                    raise SystemExit(f"{row_id}.{name} at {x}: exact {ours}, PyTorch {theirs}")
    return {"x": points, "rows": rows}
