"""Whole trainings by PyTorch in float64: given weights, mini-batches in the rows' order, the last one smaller."""
import random

import torch
import torch.nn.functional as F

import optimizers

SAMPLES, BATCH, EPOCHS = 13, 5, 20  # 3 steps an epoch, 60 in all


def maxout(z, k):
    return z.reshape(z.shape[0], -1, k).max(dim=2).values


FORWARD = {
    "identity": lambda z, p: z, "sigmoid": lambda z, p: torch.sigmoid(z), "tanh": lambda z, p: torch.tanh(z),
    "relu": lambda z, p: F.relu(z), "leaky_relu": lambda z, p: F.leaky_relu(z, p.get("alpha", 0.01)),
    "elu": lambda z, p: F.elu(z), "selu": lambda z, p: F.selu(z), "gelu": lambda z, p: F.gelu(z),
    "silu": lambda z, p: F.silu(z), "mish": lambda z, p: F.mish(z), "softplus": lambda z, p: F.softplus(z),
    "softmax": lambda z, p: F.softmax(z / p.get("temperature", 1.0), dim=1), "maxout": lambda z, p: maxout(z, int(p.get("k", 2))),
}
FUSED = {"bce": "sigmoid", "cross_entropy": "softmax"}


def loss_of(choice, output, target):
    loss_id = choice["id"] if isinstance(choice, dict) else choice
    if loss_id == "mse":
        return F.mse_loss(output, target)
    if loss_id == "mae":
        return F.l1_loss(output, target)
    if loss_id == "huber":
        return F.huber_loss(output, target, delta=choice.get("delta", 1.0) if isinstance(choice, dict) else 1.0)
    if loss_id == "bce":
        return F.binary_cross_entropy_with_logits(output, target)
    if loss_id == "hinge":
        return torch.clamp(1 - target * output, min=0).mean()
    return F.cross_entropy(output, target.squeeze(1).long())


def layer(units, activation, params=None, per_unit=False):
    spec = {"units": units, "activation": activation}
    if params:
        spec["params"] = params
    if per_unit:
        spec["per_unit"] = True
    return spec


# name, layers, loss, optimizer, targets
CASES = [
    ("mse, tanh, sgd with momentum", [layer(4, "tanh"), layer(1, "identity")], "mse", {"id": "sgd", "lr": 0.05, "momentum": 0.9}, "number"),
    ("mse through a sigmoid, sgd", [layer(3, "sigmoid"), layer(1, "sigmoid")], "mse", {"id": "sgd", "lr": 0.5}, "binary"),
    ("mae, relu, adam", [layer(5, "relu"), layer(1, "identity")], "mae", {"id": "adam", "lr": 0.01}, "number"),
    ("huber, prelu for the layer, adamw", [layer(4, "prelu"), layer(1, "identity")], {"id": "huber", "delta": 0.5},
     {"id": "adamw", "lr": 0.02}, "number"),
    ("bce, prelu for each unit, rmsprop", [layer(4, "prelu", {"alpha": 0.1}, True), layer(1, "sigmoid")], "bce",
     {"id": "rmsprop", "lr": 0.01}, "binary"),
    ("bce of an identity output, two gelu layers, nadam", [layer(4, "gelu"), layer(3, "gelu"), layer(1, "identity")], "bce",
     {"id": "nadam", "lr": 0.02}, "binary"),
    ("cross-entropy, mish, adagrad", [layer(4, "mish"), layer(3, "softmax")], "cross_entropy", {"id": "adagrad", "lr": 0.1}, "class"),
    ("cross-entropy at temperature 2, leaky relu, adamax", [layer(4, "leaky_relu", {"alpha": 0.2}), layer(3, "softmax", {"temperature": 2.0})],
     "cross_entropy", {"id": "adamax", "lr": 0.02}, "class"),
    ("hinge, selu, radam", [layer(4, "selu"), layer(1, "identity")], "hinge", {"id": "radam", "lr": 0.02}, "sign"),
    ("cross-entropy, maxout of 3, adadelta", [layer(3, "maxout", {"k": 3}), layer(3, "softmax")], "cross_entropy", {"id": "adadelta"}, "class"),
    ("mse of a softmax, silu, nesterov", [layer(4, "silu"), layer(3, "softmax")], "mse",
     {"id": "sgd", "lr": 0.2, "momentum": 0.8, "nesterov": 1}, "class"),
    ("bce, softplus and elu, amsgrad", [layer(4, "softplus"), layer(4, "elu"), layer(1, "sigmoid")], "bce", {"id": "amsgrad", "lr": 0.02}, "binary"),
]


def targets_for(kind, inputs):
    if kind == "number":
        return [round(a * a - 0.5 * b, 3) for a, b in inputs]
    if kind == "class":
        return [int(a > 0) + int(b > 0.3) for a, b in inputs]
    return [(1 if a * b > 0 else 0 if kind == "binary" else -1) for a, b in inputs]


def initial(layers, inputs, draw):
    given = []
    for spec in layers:
        pieces = int(spec.get("params", {}).get("k", 2)) if spec["activation"] == "maxout" else 1
        rows = spec["units"] * pieces
        weights = [[round(draw.gauss(0, 0.7), 3) for _ in range(inputs)] for _ in range(rows)]
        params = []
        if spec["activation"] == "prelu":
            params = [spec.get("params", {}).get("alpha", 0.25)] * (spec["units"] if spec.get("per_unit") else 1)
        given.append({"weights": weights, "bias": [round(draw.gauss(0, 0.2), 3) for _ in range(rows)], "params": params})
        inputs = spec["units"]
    return given


def run(spec, kind):
    tensor = lambda a: torch.tensor(a, dtype=torch.float64)
    layers = [{k: tensor(v).requires_grad_() for k, v in given.items() if v} for given in spec["initial_parameters"]["layers"]]
    x, y = tensor(spec["data"]["inputs"]), tensor(spec["data"]["targets"]).reshape(-1, 1)
    loss_id = spec["loss"]["id"] if isinstance(spec["loss"], dict) else spec["loss"]
    if kind == "class" and loss_id != "cross_entropy":
        y = F.one_hot(y.squeeze(1).long()).double()

    def predict(x):
        for spec_of, own in zip(spec["layers"], layers):
            z = x @ own["weights"].T + own["bias"]
            fused = own is layers[-1] and FUSED.get(loss_id) == spec_of["activation"]
            params = spec_of.get("params", {})
            if fused:
                x = z / params.get("temperature", 1.0)
            elif spec_of["activation"] == "prelu":
                x = torch.where(z > 0, z, own["params"] * z)
            else:
                x = FORWARD[spec_of["activation"]](z, params)
        return x

    choice = dict(spec["optimizer"])
    optimizer = optimizers.make(choice.pop("id"), [p for own in layers for p in own.values()], choice)
    batch_losses = []
    for _ in range(EPOCHS):
        for start in range(0, SAMPLES, BATCH):
            optimizer.zero_grad()
            loss = loss_of(spec["loss"], predict(x[start:start + BATCH]), y[start:start + BATCH])
            loss.backward()
            optimizer.step()
            batch_losses.append(loss.item())
    final = [{"weights": own["weights"].tolist(), "bias": own["bias"].tolist(),
              "params": own["params"].tolist() if "params" in own else []} for own in layers]
    return batch_losses, loss_of(spec["loss"], predict(x), y).item(), final


def table():
    draw = random.Random(3)
    runs = []
    for name, layers, loss, optimizer, kind in CASES:
        inputs = [[round(draw.gauss(0, 1), 3), round(draw.gauss(0, 1), 3)] for _ in range(SAMPLES)]
        spec = {"data": {"kind": "inline", "inputs": inputs, "targets": targets_for(kind, inputs), "regression": kind == "number"},
                "layers": layers, "loss": loss, "optimizer": optimizer, "batch": BATCH, "shuffle": False, "epochs": EPOCHS,
                "initial_parameters": {"layers": initial(layers, 2, draw)}}
        batch_losses, train_loss, final = run(spec, kind)
        runs.append({"name": name, "spec": spec, "batch_loss": batch_losses, "train_loss": train_loss,
                     "parameters": {"layers": final}})
    return runs
