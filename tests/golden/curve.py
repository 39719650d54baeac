"""Curves through points, by SciPy's PchipInterpolator."""
import numpy
from scipy.interpolate import PchipInterpolator

POINTS = [
    [[-3, -1], [-1.5, 1], [0, 0], [1, 0.2], [2, -0.8], [3, 1]],
    [[0, 0], [1, 3]],
    [[-1, 5], [0, 5], [0.25, -2], [4, -2.5]],
    [[0, 0], [1, 1], [3, 2], [3.5, 10], [8, 10.5], [9, 30]],
]


def table():
    curves = []
    for points in POINTS:
        x, y = numpy.array(points, dtype=float).T
        at = numpy.linspace(x[0], x[-1], 41)
        curves.append({"points": points, "x": at.tolist(), "y": PchipInterpolator(x, y)(at).tolist()})
    return curves
