"""Scratch rows on the stack: rows of their own, the same again in a loop, of the shape asked for."""

import numpy as np
import pytest
from numba.core.errors import NumbaError

from contraflow.kernels.compiled import compiled
from contraflow.kernels.rows import ROW_LENGTH, stack_row, stack_rows


@compiled
def write_and_read(x, out):
    one = stack_row()
    three = stack_rows(3)
    for i in range(ROW_LENGTH):
        one[i] = x[i]
        for j in range(3):
            three[j, i] = x[i] * (j + 2)
    for i in range(ROW_LENGTH):
        out[0, i] = one[i]
        for j in range(3):
            out[1 + j, i] = three[j][i]
    out[4, 0] = one.shape[0]
    out[4, 1] = three.shape[0]


@compiled
def ask_in_vain(many):
    return stack_rows(many)[0, 0]


def test_rows_do_not_overlap():
    x = np.arange(ROW_LENGTH, dtype=np.float32)
    out = np.zeros((5, ROW_LENGTH), np.float32)
    write_and_read(x, out)
    for times in range(1, 5):
        np.testing.assert_array_equal(out[times - 1], times * x)
    assert out[4, 0] == ROW_LENGTH
    assert out[4, 1] == 3


def test_their_number_must_be_a_constant():
    with pytest.raises(NumbaError):
        ask_in_vain(3)
