"""One moment of a network by PyTorch in float64: each layer's outputs, gradients and next update, and the Hessian."""
import random

import torch

import optimizers
import training

NORM_EPS = 1e-5

# name, layers, loss, optimizer, targets, l2: trainings of training.py's kinds, small enough for a Hessian
CASES = [
    ("tanh, mse", [training.layer(4, "tanh"), training.layer(1, "identity")], "mse", {"id": "sgd", "lr": 0.05}, "number", 0),
    ("sigmoid thrice, bce", [training.layer(3, "sigmoid"), training.layer(3, "sigmoid"), training.layer(1, "sigmoid")], "bce",
     {"id": "sgd", "lr": 0.5}, "binary", 0),
    ("relu, cross-entropy, l2, adam", [training.layer(5, "relu"), training.layer(3, "softmax")], "cross_entropy",
     {"id": "adam", "lr": 0.01}, "class", 0.1),
    ("prelu for each unit, huber, rmsprop", [training.layer(4, "prelu", {"alpha": 0.1}, True), training.layer(1, "identity")],
     {"id": "huber", "delta": 0.5}, {"id": "rmsprop", "lr": 0.01}, "number", 0),
    ("gelu and maxout, mse of a softmax", [training.layer(4, "gelu"), training.layer(2, "maxout", {"k": 3}), training.layer(3, "softmax")],
     "mse", {"id": "sgd", "lr": 0.2}, "class", 0),
    ("batch norm before tanh, bce", [{**training.layer(3, "tanh"), "batch_norm": True}, training.layer(1, "sigmoid")], "bce",
     {"id": "sgd", "lr": 0.2}, "binary", 0),
    ("one sigmoid unit, bce: a convex bowl", [training.layer(1, "sigmoid")], "bce", {"id": "sgd", "lr": 0.1}, "binary", 0),
]


def loss_id_of(spec):
    return spec["loss"]["id"] if isinstance(spec["loss"], dict) else spec["loss"]


def unflatten(spec, theta):
    """The parts of the flat vector: weights, bias, trained parameters, batch norm's scale and shift."""
    layers, at = [], 0
    for given, of in zip(spec["initial_parameters"]["layers"], spec["layers"]):
        own = {}
        rows, inputs = len(given["weights"]), len(given["weights"][0])
        parts = [("weights", rows * inputs), ("bias", rows), ("params", len(given["params"]))]
        if of.get("batch_norm"):
            parts += [("scale", rows), ("shift", rows)]
        for name, count in parts:
            own[name] = theta[at:at + count]
            at += count
        own["weights"] = own["weights"].reshape(rows, inputs)
        layers.append(own)
    assert at == len(theta)
    return layers


def flatten(spec):
    numbers = []
    for given, of in zip(spec["initial_parameters"]["layers"], spec["layers"]):
        for row in given["weights"]:
            numbers += row
        numbers += given["bias"] + given["params"]
        if of.get("batch_norm"):
            numbers += given["scale"] + given["shift"]
    return torch.tensor(numbers, dtype=torch.float64)


def forward(spec, layers, x, taps=None):
    """What the loss takes. taps: gets (weighted sums, pre-activations, outputs) of every layer."""
    for of, own in zip(spec["layers"], layers):
        sums = x @ own["weights"].T + own["bias"]
        if taps is not None and sums.requires_grad:
            sums.retain_grad()
        z = sums
        if of.get("batch_norm"):
            z = (z - z.mean(0)) / torch.sqrt(z.var(0, unbiased=False) + NORM_EPS) * own["scale"] + own["shift"]
        params = of.get("params", {})
        if of["activation"] == "prelu":
            y = torch.where(z > 0, z, own["params"] * z)
        else:
            y = training.FORWARD[of["activation"]](z, params)
        if taps is not None:
            taps.append((sums, z, y))
        fused = own is layers[-1] and training.FUSED.get(loss_id_of(spec)) == of["activation"]
        x = z if fused else y
    return x


def data_of(spec, kind):
    x = torch.tensor(spec["data"]["inputs"], dtype=torch.float64)
    y = torch.tensor(spec["data"]["targets"], dtype=torch.float64).reshape(-1, 1)
    if kind == "class" and loss_id_of(spec) != "cross_entropy":
        y = torch.nn.functional.one_hot(y.squeeze(1).long()).double()
    return x, y


def look(spec, kind):
    x, y = data_of(spec, kind)
    theta = flatten(spec).requires_grad_()
    layers, taps = unflatten(spec, theta), []
    loss = training.loss_of(spec["loss"], forward(spec, layers, x, taps), y)
    gradient, = torch.autograd.grad(loss, theta, retain_graph=True)
    parts = unflatten(spec, gradient)

    penalised = lambda t: training.loss_of(spec["loss"], forward(spec, unflatten(spec, t), x), y) + \
        spec["l2"] / 2 * sum((own["weights"] ** 2).sum() for own in unflatten(spec, t))
    hessian = torch.autograd.functional.hessian(penalised, theta.detach())
    whole = torch.autograd.functional.jacobian(penalised, theta.detach())

    moved = theta.detach().clone().requires_grad_()
    choice = dict(spec["optimizer"])
    optimizer = optimizers.make(choice.pop("id"), [moved], choice)
    penalised(moved).backward()
    optimizer.step()
    change = unflatten(spec, (moved - theta).detach())

    rows = []
    for own, part, step, (sums, z, y_out) in zip(layers, parts, change, taps):
        delta, = torch.autograd.grad(loss, sums, retain_graph=True)
        per_sample = delta * len(x)  # of each sample's own loss
        first = z if y_out.shape == z.shape else z[:, ::z.shape[1] // y_out.shape[1]]
        rows.append({"mean": y_out.mean().item(), "variance": y_out.var(unbiased=False).item(),
                     "sum_mean": first.mean().item(), "sum_variance": first.var(unbiased=False).item(),
                     "zeros": (y_out == 0).double().mean().item(),
                     "weight_norm": own["weights"].norm().item(), "gradient_norm": part["weights"].norm().item(),
                     "bias_gradient_norm": part["bias"].norm().item(),
                     "delta_norm": per_sample.pow(2).sum(1).mean().sqrt().item(), "update_norm": step["weights"].norm().item()})
    return {"loss": loss.item(), "gradient_norm": gradient.norm().item(), "layers": rows, "penalised_loss": penalised(theta).item(),
            "penalised_gradient": whole.tolist(), "hessian": hessian.tolist(), "eigenvalues": torch.linalg.eigvalsh(hessian).tolist()}


def table():
    draw = random.Random(11)
    moments = []
    for name, layers, loss, optimizer, kind, l2 in CASES:
        inputs = [[round(draw.gauss(0, 1), 3), round(draw.gauss(0, 1), 3)] for _ in range(training.SAMPLES)]
        given = training.initial(layers, 2, draw)
        for own, of in zip(given, layers):
            if of.get("batch_norm"):
                own["scale"] = [round(draw.gauss(1, 0.2), 3) for _ in own["bias"]]
                own["shift"] = [round(draw.gauss(0, 0.2), 3) for _ in own["bias"]]
        spec = {"data": {"kind": "inline", "inputs": inputs, "targets": training.targets_for(kind, inputs), "regression": kind == "number"},
                "layers": layers, "loss": loss, "optimizer": optimizer, "batch": 0, "shuffle": False, "l2": l2,
                "initial_parameters": {"layers": given}}
        moments.append({"name": name, "spec": spec, **look(spec, kind)})
    return moments
