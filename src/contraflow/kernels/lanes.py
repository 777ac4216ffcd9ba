"""Arithmetic on lanes: rows of 64 particles that stay in the processor's cache.

Every function takes rows, float32 arrays of shape (LANES,), and writes its result into a row. One particle at a time runs
twenty times slower, whatever the compiler; see benchmarks/.

References:
    exp and log: Cody and Waite (1980) range reduction with minimax polynomials (Cephes).
    normal quantile: Giles (2012), Approximating the erfinv function, GPU Computing Gems, single precision.
    uniforms: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3, Threefry-2x32 with 13 rounds.
    binomial: inversion where the variance is small, else a normal with Cornish-Fisher correction.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.compiled import inlined

Row = NDArray[np.float32]
Single = Any  # a float32 number; its type is inferred at compilation
Word = Any  # an unsigned 32-bit word
Slot = Any  # a whole number

real = np.float32
word = np.uint32
signed = np.int32
slot_number = np.int64  # a bare number as a slot would have Numba compile the callee anew for every number
# unsigned on purpose: Numba checks signed indices for wrapping round and then does not vectorise
LANES = np.uint64(64)
N_LANES = int(LANES)
SMALL_VARIANCE = real(10.0)
LONGEST_INVERSION = 64


@inlined
def fast_exp(x: Single) -> Single:
    """Return exp(x) in single precision (relative error below 2e-7), clipped to [-60, 88].

    Below exp(-60), 9e-27, products with other small numbers would be subnormal, which costs fifty times the time.
    """
    x = min(max(x, real(-60.0)), real(88.0))
    k = np.rint(x * real(1.44269504))
    r = x - k * real(0.693359375) + k * real(2.12194440e-4)
    y = real(1.9875691500e-4)
    y = y * r + real(1.3981999507e-3)
    y = y * r + real(8.3334519073e-3)
    y = y * r + real(4.1665795894e-2)
    y = y * r + real(1.6666665459e-1)
    y = y * r + real(5.0000001201e-1)
    y = y * r * r + r + real(1.0)
    return y * signed((signed(k) + signed(127)) << signed(23)).view(np.float32)


@inlined
def fast_log(x: Single) -> Single:
    """Return log(x) of a positive normal number in single precision (absolute error below 2e-7)."""
    bits = real(x).view(np.int32)
    e = signed((bits - signed(0x3F3504F3)) >> signed(23))
    m = signed(bits - signed(e << signed(23))).view(np.float32) - real(1.0)
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
    y = y * m * z - real(0.5) * z
    return m + y + real(e) * real(0.69314718)


@inlined
def normal_quantile(u: Single) -> Single:
    """Return the standard normal quantile of 0 < u < 1 in single precision."""
    x = real(2.0) * u - real(1.0)
    w = -fast_log(real(4.0) * u * (real(1.0) - u))
    a = w - real(2.5)
    b = real(np.sqrt(w)) - real(3.0)
    p = real(2.81022636e-08)
    p = real(3.43273939e-07) + p * a
    p = real(-3.5233877e-06) + p * a
    p = real(-4.39150654e-06) + p * a
    p = real(0.00021858087) + p * a
    p = real(-0.00125372503) + p * a
    p = real(-0.00417768164) + p * a
    p = real(0.246640727) + p * a
    p = real(1.50140941) + p * a
    q = real(-0.000200214257)
    q = real(0.000100950558) + q * b
    q = real(0.00134934322) + q * b
    q = real(-0.00367342844) + q * b
    q = real(0.00573950773) + q * b
    q = real(-0.0076224613) + q * b
    q = real(0.00943887047) + q * b
    q = real(1.00167406) + q * b
    q = real(2.83297682) + q * b
    return (p if w < real(5.0) else q) * x * real(1.41421356)


@inlined
def mix(a: Word, b: Word, by: Word) -> tuple[Word, Word]:
    """Return one round of Threefry-2x32 that rotates by ``by`` bits."""
    a = word(a + b)
    return a, word(word(word(b << by) | word(b >> (word(32) - by))) ^ a)


@inlined
def threefry(a: Word, b: Word, k0: Word, k1: Word, k2: Word) -> tuple[Word, Word]:
    """Return two random words for two counters: Threefry-2x32 with 13 rounds; k2 is the parity of the key's words."""
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
def unit(a: Word) -> Single:
    """Return a random word as a number on (0, 1)."""
    return (real(signed(a >> word(8))) + real(0.5)) * real(1.0 / 16777216.0)


@inlined
def two_uniforms(key: NDArray[np.uint32], first: int, slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with uniforms on (0, 1) that depend only on key, particle (first + lane) and slot."""
    k0 = word(key[0])
    k1 = word(key[1])
    k2 = word(word(0x1BD11BDA) ^ k0 ^ k1)
    for i in range(LANES):
        a, b = threefry(word(word(first) + word(i)), word(slot), k0, k1, k2)
        left[i] = unit(a)
        right[i] = unit(b)


@inlined
def uniforms_of(key: NDArray[np.uint32], who: NDArray[np.uint32], slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with uniforms on (0, 1) that depend only on key, each particle's identity ``who`` and slot."""
    k0 = word(key[0])
    k1 = word(key[1])
    k2 = word(word(0x1BD11BDA) ^ k0 ^ k1)
    for i in range(LANES):
        a, b = threefry(word(who[i]), word(slot), k0, k1, k2)
        left[i] = unit(a)
        right[i] = unit(b)


@inlined
def normals_of(key: NDArray[np.uint32], who: NDArray[np.uint32], slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with standard normals; see ``uniforms_of``."""
    uniforms_of(key, who, slot, left, right)
    for i in range(LANES):
        left[i] = normal_quantile(left[i])
        right[i] = normal_quantile(right[i])


@inlined
def two_normals(key: NDArray[np.uint32], first: int, slot: Slot, left: Row, right: Row) -> None:
    """Fill two rows with standard normals; see ``two_uniforms``."""
    two_uniforms(key, first, slot, left, right)
    for i in range(LANES):
        left[i] = normal_quantile(left[i])
        right[i] = normal_quantile(right[i])


@inlined
def binomial(n: Row, p: Row, u: Row, out: Row, work: NDArray[np.float32]) -> None:
    """Draw binomials: write the quantile at ``u`` into ``out``; ``work`` holds five rows of scratch.

    Exact inversion where n p (1 - p) is below 10; above that a normal with Cornish-Fisher correction for skewness and
    kurtosis, whose error in the mean is below 0.01 counts. ``out`` may be any row but the inputs.
    """
    q = work[0]
    mean = work[1]
    small = signed(0)
    for i in range(LANES):
        a = min(max(p[i], real(0.0)), real(1.0))
        a = min(a, real(1.0) - a)
        q[i] = a
        mean[i] = n[i] * a
        small += signed(1) if mean[i] * (real(1.0) - a) < SMALL_VARIANCE else signed(0)
    if small < signed(N_LANES):
        for i in range(LANES):
            a = q[i]
            m = mean[i]
            variance = max(m * (real(1.0) - a), SMALL_VARIANCE)
            # the quantile of the smaller tail is wanted when p was folded
            v = real(1.0) - u[i] if p[i] > real(0.5) else u[i]
            w = normal_quantile(v)
            inverse = real(1.0) / real(np.sqrt(variance))
            spread = real(np.sqrt(variance - real(1.0 / 12.0)))
            skew = (real(1.0) - real(2.0) * a) * inverse
            excess = inverse * inverse - real(6.0) / (n[i] + real(1e-9))
            w2 = w * w
            y = w + skew * (w2 - real(1.0)) * real(1.0 / 6.0)
            y = y + excess * w * (w2 - real(3.0)) * real(1.0 / 24.0)
            y = y - skew * skew * w * (real(2.0) * w2 - real(5.0)) * real(1.0 / 36.0)
            out[i] = min(max(real(np.floor(m + spread * y + real(0.5))), real(0.0)), n[i])
    if small > signed(0):
        invert_small(n, p, u, out, work)
    for i in range(LANES):
        out[i] = n[i] - out[i] if p[i] > real(0.5) else out[i]


@inlined
def invert_small(n: Row, p: Row, u: Row, out: Row, work: NDArray[np.float32]) -> None:
    """Walk up the distribution function of lanes with a small variance; see ``binomial``."""
    q = work[0]
    mean = work[1]
    term = work[2]
    total = work[3]
    count = work[4]
    for i in range(LANES):
        a = q[i]
        start = fast_exp(n[i] * fast_log(real(1.0) - a))
        start = start if mean[i] * (real(1.0) - a) < SMALL_VARIANCE else real(2.0)
        term[i] = start
        total[i] = start
        count[i] = real(0.0)
    for step in range(0, LONGEST_INVERSION, 4):
        open_lanes = signed(0)
        for i in range(LANES):
            v = real(1.0) - u[i] if p[i] > real(0.5) else u[i]
            open_lanes += signed(1) if v > total[i] else signed(0)
        if open_lanes == signed(0):
            break
        for k in range(step, step + 4):
            inverse = real(1.0) / real(k + 1)
            done = real(k)
            for i in range(LANES):
                v = real(1.0) - u[i] if p[i] > real(0.5) else u[i]
                count[i] += real(1.0) if v > total[i] else real(0.0)
                term[i] = term[i] * (q[i] / (real(1.0) - q[i])) * max(n[i] - done, real(0.0)) * inverse
                total[i] += term[i]
    for i in range(LANES):
        is_small = mean[i] * (real(1.0) - q[i]) < SMALL_VARIANCE
        out[i] = min(count[i], n[i]) if is_small else out[i]
