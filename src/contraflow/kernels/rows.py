"""Scratch rows on the stack.

A row that comes from an argument may overlap any other for all that LLVM knows, so it puts a check for every pair before each
loop; with 64 lanes a loop is only four steps long and the checks cost as much as the work. A row made here overlaps nothing,
and LLVM knows it.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

ROW_LENGTH = 64
ALIGNMENT = 64  # bytes; one AVX-512 register


def _array(context: Any, builder: Any, kind: Any, shape: tuple[int, ...]) -> Any:
    """Return a float32 array on the stack, in the entry block, so that a loop does not make it anew."""
    real, whole = ir.FloatType(), context.get_value_type(types.intp)
    with builder.goto_entry_block():
        memory = builder.alloca(ir.ArrayType(real, int(np.prod(shape))))
        memory.align = ALIGNMENT
    strides = np.cumprod((np.dtype(np.float32).itemsize, *shape[:0:-1]))[::-1]
    array = context.make_array(kind)(context, builder)
    context.populate_array(
        array,
        data=builder.bitcast(memory, real.as_pointer()),
        shape=cgutils.pack_array(builder, [whole(n) for n in shape]),
        strides=cgutils.pack_array(builder, [whole(int(n)) for n in strides]),
        itemsize=whole(np.dtype(np.float32).itemsize),
        meminfo=None,
    )
    return array._getvalue()


@intrinsic  # type: ignore[untyped-decorator]
def stack_row(typing_context: Any) -> Any:
    """Return an uninitialised float32 row, shape (ROW_LENGTH,), that lives as long as the kernel that asks for it.

    It must not be returned. Asking again inside a loop gives the same memory again.
    """
    kind = types.Array(types.float32, 1, "C")

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _array(context, builder, kind, (ROW_LENGTH,))

    return kind(), build


@intrinsic(prefer_literal=True)  # type: ignore[untyped-decorator]
def stack_rows(typing_context: Any, many: Any) -> Any:
    """Return ``many`` rows, float32 of shape (many, ROW_LENGTH); ``many`` is a constant. See ``stack_row``."""
    if not isinstance(many, types.IntegerLiteral):
        return None
    kind = types.Array(types.float32, 2, "C")
    shape = (int(many.literal_value), ROW_LENGTH)

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _array(context, builder, kind, shape)

    return kind(many), build
