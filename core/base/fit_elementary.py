#!/usr/bin/env python3
"""Fits the coefficients of core/base/elementary_coefficients.hpp anew and prints that file.

Minimax fits (Remez 1934) of the *relative* error in 60-digit arithmetic; needs python3-mpmath.
Each table's comment states the largest relative error of the fit, before any rounding in float or double.
"""
from mpmath import mp, mpf, matrix, lu_solve, exp, log, tanh, sin, cos, erf, erfc, sqrt, pi, atanh

mp.dps = 60
GRID = 1500


def chebyshev_nodes(a, b, n):
    return [(a + b) / 2 - (b - a) / 2 * cos(pi * i / (n - 1)) for i in range(n)]


def polynomial(c, x):
    y = c[-1]
    for a in reversed(c[:-1]):
        y = y * x + a
    return y


def extrema(error, a, b, count):
    """The `count` points of alternating sign where |error| is largest, on a grid that is dense at both ends."""
    grid = chebyshev_nodes(a, b, GRID)
    values = [error(x) for x in grid]
    runs = []
    for x, e in zip(grid, values):
        if runs and (e > 0) == (runs[-1][1] > 0):
            if abs(e) > abs(runs[-1][1]):
                runs[-1] = (x, e)
        else:
            runs.append((x, e))
    while len(runs) > count:
        runs.pop(0 if abs(runs[0][1]) < abs(runs[-1][1]) else -1)
    return [x for x, _ in runs], max(abs(e) for e in values)


def fit_polynomial(f, weight, a, b, degree, rounds=12):
    """c minimising max |weight(x) (f(x) - sum c_i x^i)| over [a, b]."""
    n = degree + 1
    points = chebyshev_nodes(a, b, n + 1)
    best = None
    for _ in range(rounds):
        m, r = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, x in enumerate(points):
            for j in range(n):
                m[i, j] = x**j
            m[i, n] = (-1) ** i / weight(x)
            r[i] = f(x)
        s = lu_solve(m, r)
        c = [s[j] for j in range(n)]
        new, worst = extrema(lambda x: weight(x) * (f(x) - polynomial(c, x)), a, b, n + 1)
        if best is None or worst < best[1]:
            best = (c, worst)
        if len(new) < n + 1 or abs(worst / abs(s[n]) - 1) < mpf(10) ** -3:
            break
        points = new
    return best


def fit_rational(f, weight, a, b, p_degree, q_degree, rounds=25):
    """p, q (q_0 = 1) minimising max |weight (f - p/q)|: Remez, the levelled error found by inner iteration."""
    n = p_degree + 1 + q_degree
    # z = x^2: nodes spread over x, squared; spread over z the first system has poles inside and never recovers.
    points = [x**2 for x in chebyshev_nodes(sqrt(a), sqrt(b), n + 1)]
    best, level = None, mpf(0)
    for _ in range(rounds):
        for _ in range(8):
            m, r = matrix(n + 1, n + 1), matrix(n + 1, 1)
            for i, x in enumerate(points):
                sign = (-1) ** i / weight(x)
                for j in range(p_degree + 1):
                    m[i, j] = x**j
                for j in range(1, q_degree + 1):
                    m[i, p_degree + j] = -(f(x) - sign * level) * x**j
                m[i, n] = sign
                r[i] = f(x)
            s = lu_solve(m, r)
            level = s[n]
        p = [s[j] for j in range(p_degree + 1)]
        q = [mpf(1)] + [s[p_degree + j] for j in range(1, q_degree + 1)]
        new, worst = extrema(lambda x: weight(x) * (f(x) - polynomial(p, x) / polynomial(q, x)), a, b, n + 1)
        if best is None or worst < best[2]:
            best = (p, q, worst)
        if len(new) < n + 1 or abs(worst / abs(level) - 1) < mpf(10) ** -2:
            break
        points = new
    return best


def literal(c, scalar):
    if scalar == "float":
        import struct
        v = struct.unpack("f", struct.pack("f", float(c)))[0]
        return f"{v:.9g}" + ("f" if any(k in f"{v:.9g}" for k in ".e") else ".0f")
    return repr(float(c))


def emit(name, scalar, c, worst, note):
    from mpmath import nstr
    items = [literal(x, scalar) for x in c]
    lines, line = [], "   "
    for i in items:
        if len(line) + len(i) + 2 > 118:
            lines.append(line)
            line = "   "
        line += " " + i + ","
    lines.append(line)
    print(f"    /// {note}; error {nstr(worst, 2)}.")
    print(f"    static constexpr std::array<{scalar}, {len(c)}> {name}{{")
    print("\n".join("    " + l for l in lines).rstrip(",") + "};")


def taylor_safe(f, series):
    """f away from 0, its series near 0 where f would cancel."""
    return lambda x: series(x) if abs(x) < mpf(10) ** -8 else f(x)


HALF_LN2 = log(2) / 2 * (1 + mpf(2) ** -20)
EXP_TAIL = taylor_safe(lambda r: (exp(r) - 1 - r) / r**2, lambda r: mpf(1) / 2 + r / 6 + r**2 / 24)
Z_MAX = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * (1 + mpf(2) ** -20)
LOG_TAIL = taylor_safe(lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z, lambda z: mpf(2) / 3 + 2 * z / 5 + 2 * z**2 / 7)
QUARTER_PI_SQUARED = (pi / 4) ** 2 * (1 + mpf(2) ** -20)
SIN_TAIL = taylor_safe(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, lambda z: -mpf(1) / 6 + z / 120)
COS_TAIL = taylor_safe(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: mpf(1) / 24 - z / 720)
ERF_RATIO = taylor_safe(lambda z: erf(sqrt(z)) / sqrt(z), lambda z: 2 / sqrt(pi) * (1 - z / 3))


def mills(x):
    """(1 - Phi(x)) / phi(x); mpmath's erfc underflows nowhere, but exp * erfc far out is slow, so the series."""
    if x > 60:
        total, term = mpf(1), mpf(1)
        for k in range(1, 30):
            term *= -(2 * k - 1) / x**2
            total += term
        return total / x
    return sqrt(pi / 2) * exp(x * x / 2) * erfc(x / sqrt(2))


def mills_scaled(centre):
    """(x + 1) times Mills' ratio over t = (x - centre) / (x + centre) in [-1, 1]: smooth, between 1 and 1.26."""
    def f(t):
        if t > 1 - mpf(10) ** -30:
            return mpf(1)
        x = centre * (1 + t) / (1 - t)
        return (x + 1) * mills(x)
    return f


def celu_tail(t):
    """(e^t (1 - t) - 1) / t^2: the derivative of celu by its alpha, without the cancellation."""
    return (exp(t) * (1 - t) - 1) / t**2 if abs(t) > mpf(10) ** -8 else -mpf(1) / 2 - t / 3


def tanhshrink_ratio(z):
    x = sqrt(z)
    return (x - tanh(x)) / x**3 if z > mpf(10) ** -8 else mpf(1) / 3 - 2 * z / 15 + 17 * z**2 / 315


def emit_tanhshrink(scalar, degree):
    p, q, e = fit_rational(tanhshrink_ratio, lambda z: 1 / tanhshrink_ratio(z), mpf(0), mpf(4), degree, degree)
    emit("tanhshrink_p", scalar, p, e, "(x - tanh x) / x^3 = p(z) / q(z) over z = x^2 <= 4")
    emit("tanhshrink_q", scalar, q, e, "see tanhshrink_p")


def tanh_of(p, q, x):
    """2 t / (1 + t^2) for t = x p(x^2) / q(x^2): tanh x where t is tanh x/2, of which little needs to be known."""
    z = x * x
    u, d = x * polynomial(p, z), polynomial(q, z)
    return u * (d + d) / (d * d + u * u)


def fit_tanh(top, rounds=12):
    """p of degree 2, q of degree 3 with leading 1, minimising the relative error of tanh_of up to `top`: Remez, each
    levelled error found by Newton's method. Lambert's continued fraction is near enough to start from."""
    lead = mpf(1) / 64
    start = [10395 / (2 * lead), 1260 / (8 * lead), 21 / (32 * lead), 10395 / lead, 4725 / (4 * lead), 210 / (16 * lead)]
    n = len(start) + 1

    def split(c):  # c: each over its start
        c = [a * s for a, s in zip(c, start)]
        return c[:3], c[3:] + [mpf(1)]

    error = lambda c, x: tanh_of(*split(c), x) / tanh(x) - 1
    points = [top * sqrt(x) for x in chebyshev_nodes(mpf(10) ** -4, mpf(1), n)]
    c, level = [mpf(1)] * 6, mpf(0)
    for _ in range(rounds):
        for _ in range(8):
            m, r = matrix(n, n), matrix(n, 1)
            for i, x in enumerate(points):
                here = error(c, x)
                for j in range(6):
                    moved = [a + (mpf(10) ** -25 if j == k else 0) for k, a in enumerate(c)]
                    m[i, j] = (error(moved, x) - here) * mpf(10) ** 25
                m[i, 6] = (-1) ** i
                r[i] = -here
            step = lu_solve(m, r)
            c = [a + step[j] for j, a in enumerate(c)]
            level = -step[6]
        points, worst = extrema(lambda x: error(c, x), mpf(10) ** -3, top, n)
        if abs(worst / abs(level) - 1) < mpf(10) ** -3:
            break
    return *split(c), worst


def last_one(p, q):
    """The largest float x where tanh_of is 1 before the first where it is more, all of it computed in float."""
    import numpy
    first, last = (numpy.array(x, numpy.float32).view(numpy.int32) for x in (4, 9.5))
    x = numpy.arange(first, last, dtype=numpy.int32).view(numpy.float32)
    quotient = tanh_of(*([numpy.float32(float(a)) for a in c] for c in (p, q)), x)
    assert quotient.dtype == numpy.float32
    before = x[:numpy.argmax(quotient > 1)]
    return float(before[quotient[:len(before)] == 1][-1])


def tables(scalar, exp_degree, log_degree, mills_degree, erf_degree, celu_degree):
    c, e = fit_polynomial(EXP_TAIL, lambda r: r**2 / exp(r) + mpf(10) ** -30, -HALF_LN2, HALF_LN2, exp_degree)
    emit("exp_tail", scalar, c, e, "(e^r - 1 - r) / r^2 for |r| <= ln 2 / 2; relative to e^r")
    c, e = fit_polynomial(LOG_TAIL, lambda z: z / 2 + mpf(10) ** -30, mpf(0), Z_MAX, log_degree)
    emit("log_tail", scalar, c, e, "(2 artanh(s) / s - 2) / z over z = s^2, s = f / (2 + f), 1 + f in [sqrt 1/2, sqrt 2]")
    centre = mpf(4)
    c, e = fit_polynomial(mills_scaled(centre), lambda t: 1 / mills_scaled(centre)(t), mpf(-1), mpf(1), mills_degree)
    emit("mills", scalar, c, e, "(x + 1) (1 - Phi(x)) / phi(x) over t = (x - 4) / (x + 4), x >= 0")
    c, e = fit_polynomial(ERF_RATIO, lambda z: 1 / ERF_RATIO(z), mpf(0), mpf(1), erf_degree)
    emit("erf_ratio", scalar, c, e, "erf(x) / x over z = x^2 <= 1")
    c, e = fit_polynomial(celu_tail, lambda t: 1 / celu_tail(t), mpf(-1), mpf(0), celu_degree)
    emit("celu_tail", scalar, c, e, "(e^t (1 - t) - 1) / t^2 for -1 <= t <= 0")


def main():
    print("""#pragma once

// Made by core/base/fit_elementary.py; change it there.

#include <array>

namespace gradlab::elementary {

template <class T>
struct Coefficients;

template <>
struct Coefficients<float> {""")
    tables("float", 4, 3, 10, 6, 5)
    emit_tanhshrink("float", 2)
    p, q, e = fit_tanh(mpf(8.2))
    emit("tanh_p", "float", p, e, "2 t / (1 + t^2) for t = x p(z) / q(z), z = x^2: tanh(x) for |x| <= 8.2")
    emit("tanh_q", "float", q, e, "see tanh_p")
    print("    /// Where that, computed in float, is 1, and up to where it is never more.")
    print(f"    static constexpr float tanh_one = {float.hex(last_one(p, q))}f;")
    print("};\n\ntemplate <>\nstruct Coefficients<double> {")
    tables("double", 9, 7, 26, 13, 12)
    emit_tanhshrink("double", 4)
    c, e = fit_polynomial(SIN_TAIL, lambda z: z + mpf(10) ** -30, mpf(0), QUARTER_PI_SQUARED, 6)
    emit("sin_tail", "double", c, e, "(sin(r) / r - 1) / z over z = r^2, |r| <= pi / 4")
    c, e = fit_polynomial(COS_TAIL, lambda z: z**2 + mpf(10) ** -30, mpf(0), QUARTER_PI_SQUARED, 6)
    emit("cos_tail", "double", c, e, "(cos(r) - 1 + z / 2) / z^2 over z = r^2, |r| <= pi / 4")
    print("};\n\n}  // namespace gradlab::elementary")


if __name__ == "__main__":
    main()
