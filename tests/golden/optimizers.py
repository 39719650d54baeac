"""Trajectories of every optimizer on every surface, by PyTorch in float64 with its own gradients.

lion is not in PyTorch and NAdam is wrong in 1.13 (a factor mu_t too many): these two are written out here, from the
paper and from PyTorch's documentation.
"""
import math
import random

import torch
from torch import optim

STEPS = 60
KEPT = [1, 2, 5, 10, 20, 40, 60]


def rastrigin(x, y):
    return 20 + x**2 + y**2 - 10 * torch.cos(2 * math.pi * x) - 10 * torch.cos(2 * math.pi * y)


def plateau(x, y):
    target = lambda z: torch.sigmoid(torch.tensor(z, dtype=torch.float64))
    return ((torch.sigmoid(y - x) - target(-2.0)) ** 2 + (torch.sigmoid(y + x) - target(2.0)) ** 2) / 2


SURFACES = {
    "quadratic": (lambda x, y: (x**2 + 25 * y**2) / 2, (-3.5, 1.5)),
    "saddle": (lambda x, y: x**2 - y**2, (-1.5, 0.001)),
    "monkey_saddle": (lambda x, y: x**3 - 3 * x * y**2, (1.0, 0.001)),
    "rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.2, 1.0)),
    "beale": (lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2, (-1.0, 1.5)),
    "two_wells": (lambda x, y: (x**2 - 1) ** 2 + 0.1 * (x + 1) ** 2 + y**2, (1.7, 1.0)),
    "himmelblau": (lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, (-0.5, -1.0)),
    "booth": (lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, (-8.0, -6.0)),
    "rastrigin": (rastrigin, (3.6, -2.4)),
    "plateau": (plateau, (-6.0, 4.0)),
}


class Lion(optim.Optimizer):
    """Chen et al. 2023, algorithm 2."""

    def __init__(self, params, lr, beta1, beta2, weight_decay):
        super().__init__(params, dict(lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                move = (group["beta1"] * m + (1 - group["beta1"]) * w.grad).sign()
                w -= group["lr"] * (move + group["weight_decay"] * w)
                m.mul_(group["beta2"]).add_(w.grad, alpha=1 - group["beta2"])


class NAdam(optim.Optimizer):
    """The rule of torch.optim.NAdam's documentation."""

    def __init__(self, params, lr, betas, eps, weight_decay, momentum_decay):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, psi=momentum_decay))
        self.t, self.product = 0, 1.0

    @torch.no_grad()
    def step(self):
        self.t += 1
        for group in self.param_groups:
            b1, b2 = group["betas"]
            mu = lambda t: b1 * (1 - 0.5 * 0.96 ** (t * group["psi"]))
            self.product *= mu(self.t)
            for w in group["params"]:
                g = w.grad + group["weight_decay"] * w
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                m.mul_(b1).add_(g, alpha=1 - b1)
                v.mul_(b2).addcmul_(g, g, value=1 - b2)
                following = mu(self.t + 1)
                ahead = following * m / (1 - self.product * following) + (1 - mu(self.t)) * g / (1 - self.product)
                w -= group["lr"] * ahead / ((v / (1 - b2**self.t)).sqrt() + group["eps"])


def make(optimizer_id, w, given):
    """Our parameter names and defaults, told to torch."""
    p = {**DEFAULTS[optimizer_id], **given}
    betas = (p.get("beta1"), p.get("beta2"))
    adam = lambda: dict(lr=p["lr"], betas=betas, eps=p["eps"], weight_decay=p["weight_decay"])
    if optimizer_id == "sgd":
        return optim.SGD(w, p["lr"], p["momentum"], p["dampening"], p["weight_decay"], bool(p["nesterov"]))
    if optimizer_id == "adagrad":
        return optim.Adagrad(w, **p)
    if optimizer_id == "adadelta":
        return optim.Adadelta(w, **p)
    if optimizer_id == "rmsprop":
        return optim.RMSprop(w, **{**p, "centered": bool(p["centered"])})
    if optimizer_id == "rprop":
        return optim.Rprop(w, p["lr"], (p["eta_minus"], p["eta_plus"]), (p["step_min"], p["step_max"]))
    if optimizer_id == "lion":
        return Lion(w, **p)
    if optimizer_id == "nadam":
        return NAdam(w, **adam(), momentum_decay=p["momentum_decay"])
    if optimizer_id == "amsgrad":
        return optim.Adam(w, **adam(), amsgrad=True)
    return {"adam": optim.Adam, "adamw": optim.AdamW, "radam": optim.RAdam, "adamax": optim.Adamax}[optimizer_id](w, **adam())


def adam_defaults(lr, weight_decay=0.0, **more):
    return dict(lr=lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=weight_decay, **more)


DEFAULTS = {
    "sgd": dict(lr=0.01, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=0),
    "adagrad": dict(lr=0.01, lr_decay=0.0, weight_decay=0.0, initial_accumulator_value=0.0, eps=1e-10),
    "adadelta": dict(lr=1.0, rho=0.9, eps=1e-6, weight_decay=0.0),
    "rmsprop": dict(lr=0.01, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=0),
    "adam": adam_defaults(0.001),
    "amsgrad": adam_defaults(0.001),
    "adamw": adam_defaults(0.001, 0.01),
    "nadam": adam_defaults(0.002, momentum_decay=0.004),
    "radam": adam_defaults(0.001),
    "adamax": adam_defaults(0.002),
    "rprop": dict(lr=0.01, eta_minus=0.5, eta_plus=1.2, step_min=1e-6, step_max=50.0),
    "lion": dict(lr=0.0001, beta1=0.9, beta2=0.99, weight_decay=0.0),
}
OTHERS = {
    "sgd": [dict(momentum=0.9), dict(momentum=0.8, dampening=0.3, weight_decay=0.01),
            dict(momentum=0.9, nesterov=1, weight_decay=0.01)],
    "adagrad": [dict(lr=0.5, lr_decay=0.01, weight_decay=0.01, initial_accumulator_value=0.1, eps=1e-6)],
    "adadelta": [dict(lr=0.5, rho=0.8, eps=1e-4, weight_decay=0.01)],
    "rmsprop": [dict(centered=1, momentum=0.5), dict(lr=0.05, alpha=0.9, eps=1e-4, weight_decay=0.01)],
    "adam": [dict(lr=0.1, beta1=0.8, beta2=0.99, eps=1e-4, weight_decay=0.01)],
    "amsgrad": [dict(lr=0.1, beta1=0.8, beta2=0.9, weight_decay=0.01)],
    "adamw": [dict(lr=0.1, beta1=0.8, beta2=0.99, weight_decay=0.1)],
    "nadam": [dict(lr=0.05, beta1=0.8, beta2=0.99, weight_decay=0.01, momentum_decay=0.02)],
    "radam": [dict(lr=0.1, beta1=0.8, beta2=0.9, weight_decay=0.01)],
    "adamax": [dict(lr=0.1, beta1=0.8, beta2=0.99, weight_decay=0.01)],
    "rprop": [dict(lr=0.05, eta_minus=0.6, eta_plus=1.3, step_min=1e-3, step_max=0.5)],
    "lion": [dict(lr=0.05, beta1=0.8, beta2=0.95, weight_decay=0.1)],
}


def trajectory(optimizer_id, params, surface, start, noise=0.0):
    """noise: how far each gradient is moved, to see what rounding does to the path."""
    draw = random.Random(4)
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make(optimizer_id, [w], params)
    path = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        surface(w[0], w[1]).backward()
        w.grad += noise * torch.tensor([draw.uniform(-1, 1), draw.uniform(-1, 1)]) * (1 + w.grad.abs())
        optimizer.step()
        path.append(w.tolist())
    return path


def is_steady(path, nudged):
    """Whether rounding differences stay far below the tests' 1e-9. A run that explodes magnifies them without bound, and
    so does a normalised step at the very bottom, where the gradient itself is rounding."""
    scale = max(1.0, *(abs(a) for point in path for a in point))
    apart = max(abs(a - b) for p, q in zip(path, nudged) for a, b in zip(p, q))
    return all(math.isfinite(a) for point in path for a in point) and scale < 1e4 and apart < 1e-10 * scale


def steady_run(optimizer_id, params, surface, start):
    """Lowers the rate until rounding does not decide the path any more."""
    while True:
        path = trajectory(optimizer_id, params, surface, start)
        if is_steady(path, trajectory(optimizer_id, params, surface, start, noise=1e-13)):
            return params, path
        params = {**params, "lr": {**DEFAULTS[optimizer_id], **params}["lr"] / 4}


def table():
    runs = []
    for optimizer_id in DEFAULTS:
        for given in [{}] + OTHERS[optimizer_id]:
            for surface_id, (surface, start) in SURFACES.items():
                params, path = steady_run(optimizer_id, given, surface, start)
                runs.append({"optimizer": optimizer_id, "params": params, "surface": surface_id, "start": start,
                             "x": [path[k - 1][0] for k in KEPT], "y": [path[k - 1][1] for k in KEPT]})
    return {"steps": KEPT, "runs": runs}
