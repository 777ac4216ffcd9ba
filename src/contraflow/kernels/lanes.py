"""Arithmetic on lanes: rows of 64 particles that stay in the processor's cache.

Every function takes rows, float32 arrays of shape (LANES,), and writes its result into a row. One particle at a time runs
twenty times slower, whatever the compiler; see benchmarks/.

References:
    exp and log: Cody and Waite (1980) range reduction with minimax polynomials (Cephes).
    normal quantile: Giles (2012), Approximating the erfinv function, GPU Computing Gems, single precision.
    uniforms: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3, Threefry-2x32 with 13 rounds.
    binomial: inversion where the variance is small (Kachitvichyanukul and Schmeiser 1988, algorithm BINV), else a normal
        with the Cornish-Fisher correction for skewness and kurtosis.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.compiled import inlined
from contraflow.kernels.rows import ROW_LENGTH, stack_row

Row = NDArray[np.float32]

Single = Any  # a float32 number; its type is inferred at compilation
Word = Any  # an unsigned 32-bit word
Slot = Any  # a whole number

real = np.float32
word = np.uint32
signed = np.int32
slot_number = np.int64  # a bare number as a slot would have Numba compile the callee anew for every number
# unsigned on purpose: Numba checks signed indices for wrapping round and then does not vectorise
LANES = np.uint64(ROW_LENGTH)
N_LANES = int(LANES)
SMALL_VARIANCE = real(8.0)
LONGEST_INVERSION = 48
STRIDE = 4  # terms of an inversion between two looks whether all lanes are done
LEAST_TERM = real(2.0**-26)  # below this a term no longer moves a sum above a half
REACHED = real(2.0)  # a sum that no uniform is above
CENTRE = real(5.0)  # -log(4 u (1 - u)) below which Giles' central polynomial holds: all but 0.34 % of uniforms


@inlined
def fast_exp(x: Single) -> Single:
    """Return exp(x) in single precision (relative error below 2e-7), clipped to [-60, 88].

    Below exp(-60), 9e-27, products with other small numbers would be subnormal, which costs fifty times the time.
    """
    x = min(max(x, real(-60.0)), real(88.0))
    k = np.rint(x * real(1.44269504))
    r = x - k * real(0.693359375) + k * real(2.12194440e-4)
    y = real(0.0083125201)
    y = y * r + real(0.041890157)
    y = y * r + real(0.16667115)
    y = y * r + real(0.49999231)
    y = y * r + real(1.0)
    y = y * r + real(1.0)
    # times 2^k: k is added to the exponent
    return signed(real(y).view(np.int32) + signed(signed(k) << signed(23))).view(np.float32)


@inlined
def fast_log(x: Single) -> Single:
    """Return log(x) of a positive normal number in single precision (absolute error below 2e-7)."""
    bits = real(x).view(np.int32)
    # every sum of whole numbers is cut back to 32 bits: Numba widens it to 64, and half as many fit a register
    e = signed(signed(bits - signed(0x3F3504F3)) >> signed(23))
    m = signed(bits - signed(e << signed(23))).view(np.float32) - real(1.0)
    return log_near_one(m) + real(e) * real(0.69314718)


@inlined
def log_near_one(m: Single) -> Single:
    """Return log(1 + m) for sqrt(1/2) <= 1 + m <= sqrt(2)."""
    z = m * m
    y = real(7.0376836292e-2)
    y = y * m - real(1.1514610310e-1)
    y = y * m + real(1.1676998740e-1)
    y = y * m - real(1.2420140846e-1)
    y = y * m + real(1.4249322787e-1)
    y = y * m - real(1.6668057665e-1)
    y = y * m + real(2.0000714765e-1)
    y = y * m - real(2.4999993993e-1)
    y = y * m + real(3.3333331174e-1)
    return m + (y * m * z - real(0.5) * z)


@inlined
def fast_log_rest(p: Single) -> Single:
    """Return log(1 - p) for 0 <= p <= 0.5 in single precision, without rounding 1 - p first.

    Times a large n, the rounding of 1 - p alone would put chances wrong: by 3 % at n = 1e6 and p = 1e-5.
    """
    halves = p > real(0.29289322)
    m = real(1.0) - real(2.0) * p if halves else -p
    return log_near_one(m) - (real(0.69314718) if halves else real(0.0))


@inlined
def central_quantile(w: Single) -> Single:
    """Return the normal quantile over sqrt(2) (2 u - 1) where w = -log(4 u (1 - u)) is below ``CENTRE``."""
    a = w - real(2.5)
    p = real(2.81022636e-08)
    p = real(3.43273939e-07) + p * a
    p = real(-3.5233877e-06) + p * a
    p = real(-4.39150654e-06) + p * a
    p = real(0.00021858087) + p * a
    p = real(-0.00125372503) + p * a
    p = real(-0.00417768164) + p * a
    p = real(0.246640727) + p * a
    return real(1.50140941) + p * a


@inlined
def far_quantile(w: Single) -> Single:
    """Return the same where w is ``CENTRE`` or more."""
    b = real(np.sqrt(w)) - real(3.0)
    q = real(-0.000200214257)
    q = real(0.000100950558) + q * b
    q = real(0.00134934322) + q * b
    q = real(-0.00367342844) + q * b
    q = real(0.00573950773) + q * b
    q = real(-0.0076224613) + q * b
    q = real(0.00943887047) + q * b
    q = real(1.00167406) + q * b
    return real(2.83297682) + q * b


@inlined
def normal_quantiles(u: Row, out: Row) -> None:
    """Write the standard normal quantiles of 0 < u < 1 in single precision; ``out`` may be ``u``."""
    w = stack_row()
    x = stack_row()
    far = real(0.0)
    for i in range(LANES):
        x[i] = real(2.0) * u[i] - real(1.0)
        w[i] = -fast_log(real(4.0) * u[i] * (real(1.0) - u[i]))
        far += real(1.0) if w[i] >= CENTRE else real(0.0)
    for i in range(LANES):
        out[i] = central_quantile(w[i]) * x[i] * real(1.41421356)
    if far > real(0.0):  # one row of five
        for i in range(LANES):
            central = out[i]
            distant = far_quantile(w[i]) * x[i] * real(1.41421356)
            out[i] = distant if w[i] >= CENTRE else central


@inlined
def mix(a: Word, b: Word, by: Word) -> tuple[Word, Word]:
    """Return one round of Threefry-2x32 that rotates by ``by`` bits."""
    a = word(a + b)
    return a, word(word(word(b << by) | word(b >> (word(32) - by))) ^ a)


@inlined
def threefry(k0: Word, k1: Word, a: Word, b: Word) -> tuple[Word, Word]:
    """Return two random words that depend only on the key and the counter (a, b)."""
    k2 = word(word(0x1BD11BDA) ^ k0 ^ k1)
    a = word(a + k0)
    b = word(b + k1)
    a, b = mix(a, b, word(13))
    a, b = mix(a, b, word(15))
    a, b = mix(a, b, word(26))
    a, b = mix(a, b, word(6))
    a = word(a + k1)
    b = word(b + k2 + word(1))
    a, b = mix(a, b, word(17))
    a, b = mix(a, b, word(29))
    a, b = mix(a, b, word(16))
    a, b = mix(a, b, word(24))
    a = word(a + k2)
    b = word(b + k0 + word(2))
    a, b = mix(a, b, word(13))
    a, b = mix(a, b, word(15))
    a, b = mix(a, b, word(26))
    a, b = mix(a, b, word(6))
    a = word(a + k0)
    b = word(b + k1 + word(3))
    return mix(a, b, word(17))


@inlined
def uniform(random_word: Word) -> Single:
    """Return the middle of one of 2^23 equal parts of (0, 1).

    With one bit more the last middle would round to 1, whose normal quantile does not exist.
    """
    return (real(signed(random_word >> word(9))) + real(0.5)) * real(1.0 / 8388608.0)


@inlined
def two_uniforms(key: NDArray[np.uint32], first: int, slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with uniforms on (0, 1) that depend only on key, particle (first + lane) and slot."""
    k0 = word(key[0])
    k1 = word(key[1])
    for i in range(LANES):
        a, b = threefry(k0, k1, word(word(first) + word(i)), word(slot))
        left[i] = uniform(a)
        right[i] = uniform(b)


@inlined
def uniforms_of(key: NDArray[np.uint32], who: NDArray[np.uint32], slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with uniforms on (0, 1) that depend only on key, each particle's identity ``who`` and slot."""
    k0 = word(key[0])
    k1 = word(key[1])
    for i in range(LANES):
        a, b = threefry(k0, k1, word(who[i]), word(slot))
        left[i] = uniform(a)
        right[i] = uniform(b)


@inlined
def normals_of(key: NDArray[np.uint32], who: NDArray[np.uint32], slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with standard normals; see ``uniforms_of``."""
    uniforms_of(key, who, slot, left, right)
    normal_quantiles(left, left)
    normal_quantiles(right, right)


@inlined
def two_normals(key: NDArray[np.uint32], first: int, slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with standard normals; see ``two_uniforms``."""
    two_uniforms(key, first, slot, left, right)
    normal_quantiles(left, left)
    normal_quantiles(right, right)


@inlined
def binomial(n: Row, p: Row, u: Row, out: Row) -> None:
    """Draw binomials: write the quantile at ``u`` into ``out``, which may be any row but the inputs.

    Exact inversion where n p (1 - p) is below ``SMALL_VARIANCE``; above that a normal with Cornish-Fisher correction.
    Over all uniforms the mean is right to 1e-4 of itself, the variance to 1e-3 (tests/kernels/test_binomial_law.py
    computes both exactly).
    """
    q = stack_row()
    v = stack_row()
    variance = stack_row()
    x = stack_row()
    small = real(0.0)
    for i in range(LANES):
        # a chance above a half is folded: count the failures, from the other end
        a = min(max(p[i], real(0.0)), real(1.0))
        q[i] = min(a, real(1.0) - a)
        v[i] = real(1.0) - u[i] if p[i] > real(0.5) else u[i]
        variance[i] = n[i] * q[i] * (real(1.0) - q[i])
        small += real(1.0) if variance[i] < SMALL_VARIANCE else real(0.0)
    if small < real(N_LANES):
        large_binomial(n, q, v, variance, x)
    if small > real(0.0):
        small_binomial(n, q, v, variance, x)
    for i in range(LANES):
        # both are computed before the choice: a row that is read on one side of it only is not vectorised
        counted = min(x[i], n[i])
        others = n[i] - counted
        out[i] = others if p[i] > real(0.5) else counted


@inlined
def large_binomial(n: Row, q: Row, v: Row, variance: Row, out: Row) -> None:
    """Write the corrected normal quantiles of all lanes; they hold where the variance is large.

    x = w + k3 (w^2 - 1) / 6 + k4 (w^3 - 3 w) / 24 - k3^2 (2 w^3 - 5 w) / 36
          + k5 (w^4 - 6 w^2 + 3) / 120 - k3 k4 (w^4 - 5 w^2 + 2) / 24 + k3^3 (12 w^4 - 53 w^2 + 17) / 324

    with the standardised cumulants k3, k4, k5 (Fisher and Cornish 1960). Every term has mean zero, so that the mean is
    exact; the twelfth is the variance that rounding to whole counts adds.
    """
    w = stack_row()
    normal_quantiles(v, w)
    for i in range(LANES):
        large = max(variance[i], SMALL_VARIANCE)
        inverse = real(1.0) / real(np.sqrt(large))
        spread = real(np.sqrt(large - real(1.0 / 12.0)))
        product = q[i] * (real(1.0) - q[i])
        k3 = (real(1.0) - real(2.0) * q[i]) * inverse
        k4 = (real(1.0) - real(6.0) * product) * inverse * inverse
        k5 = k3 * (real(1.0) - real(12.0) * product) * inverse * inverse
        z = w[i]
        z2 = z * z
        x = z + k3 * (z2 - real(1.0)) * real(1.0 / 6.0)
        x += z * (k4 * (z2 - real(3.0)) * real(1.0 / 24.0) - k3 * k3 * (real(2.0) * z2 - real(5.0)) * real(1.0 / 36.0))
        x += k5 * ((z2 - real(6.0)) * z2 + real(3.0)) * real(1.0 / 120.0)
        x -= k3 * k4 * ((z2 - real(5.0)) * z2 + real(2.0)) * real(1.0 / 24.0)
        x += k3 * k3 * k3 * ((real(12.0) * z2 - real(53.0)) * z2 + real(17.0)) * real(1.0 / 324.0)
        out[i] = max(real(np.floor(n[i] * q[i] + spread * x + real(0.5))), real(0.0))


@inlined
def small_binomial(n: Row, q: Row, v: Row, variance: Row, out: Row) -> None:
    """Overwrite the lanes of small variance: count the terms of the distribution that together stay below ``v``.

    The term of k + 1 is that of k times (n - k) q / ((k + 1) (1 - q)). Rounding leaves the sum of all terms a little off
    one: a term too small to move the sum ends the walk, or a ``v`` above the sum would never be reached.
    """
    term = stack_row()
    total = stack_row()
    odds = stack_row()
    for i in range(LANES):
        none = fast_exp(n[i] * fast_log_rest(q[i]))
        term[i] = none
        total[i] = none if variance[i] < SMALL_VARIANCE else REACHED
        odds[i] = q[i] / (real(1.0) - q[i])
        large = out[i]
        out[i] = real(0.0) if variance[i] < SMALL_VARIANCE else large
    for done in range(0, LONGEST_INVERSION, STRIDE):
        open_lanes = real(0.0)
        for i in range(LANES):
            for k in range(STRIDE):
                out[i] += real(1.0) if v[i] > total[i] else real(0.0)
                term[i] *= (n[i] + real(1.0)) * odds[i] / real(done + k + 1) - odds[i]
                total[i] += term[i]
            total[i] = total[i] if (term[i] > LEAST_TERM) | (total[i] < real(0.5)) else REACHED
            open_lanes += real(1.0) if v[i] > total[i] else real(0.0)
        if open_lanes == real(0.0):
            break
