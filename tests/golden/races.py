"""The middle half of the seeds of a race: NumPy's quantiles."""
import random

import numpy


def cases():
    draw = random.Random(8)
    lists = [[3.0], [1.0, 2.0], [1.0, 2.0, 3.0, 4.0], [5.0, 5.0, 5.0], [0.25, -1.0, 7.5]]
    lists += [[round(draw.gauss(0, 10), 3) for _ in range(n)] for n in (5, 6, 7, 8, 9, 25)]
    return [{"numbers": numbers, "quartiles": [float(q) for q in numpy.quantile(numbers, [0.25, 0.5, 0.75])]}
            for numbers in lists]


def table():
    return {"quartiles": cases()}
