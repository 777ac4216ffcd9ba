"""Write the taught model as contraflow ships it: python tools/reader/export.py MODEL.pt FOLDER.

The graph goes out as ONNX. Matrices are kept in eight bits, a scale a row, and become single precision again when loaded:
all sums are done in single precision, so that processors of other makes give the same claims.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from train import LONGEST, WORDS, Reader

LEAST_SMALLER = 4096  # numbers; a smaller matrix stays as it is


def main(words: list[str]) -> int:
    """Export a model and what it is called by."""
    saved, folder = torch.load(words[0]), Path(words[1])
    v = saved["vocabulary"]
    model = Reader(v["layers"], WORDS, len(v["indicators"]), v["owner"], len(v["indicators"]) + len(v["senses"]))
    model.load_state_dict(saved["state"])
    model.eval()
    ids = torch.randint(1000, 5000, (3, 17))
    member = torch.tensor([[0, 1, 9], [1, 1, 9], [1, 9, 16], [2, 1, 16]])
    spans = torch.tensor([[0, 2, 3, 0], [1, 4, 6, 1], [1, 10, 12, 2], [2, 4, 6, 3], [2, 7, 8, 3]])
    window, token, sentence, figure = (
        torch.export.Dim(name, min=1, max=4096) for name in ("window", "token", "sentence", "figure")
    )
    token = torch.export.Dim("token", min=3, max=LONGEST + 200)
    graph = folder / "graph.onnx"
    torch.onnx.export(
        model,
        (ids, member, spans),
        graph,
        dynamo=True,
        external_data=False,
        input_names=["ids", "member", "spans"],
        output_names=["indicators", "outcomes", "modalities", "figures", "looks"],
        dynamic_shapes={"ids": {0: window, 1: token}, "member": {0: sentence}, "spans": {0: figure}},
        opset_version=20,
    )
    made = onnx.load(graph)
    shrink(made)
    made.producer_name, made.doc_string = "contraflow", ""
    for node in made.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    del made.metadata_props[:]
    del made.graph.metadata_props[:]
    for value in [*made.graph.value_info, *made.graph.input, *made.graph.output]:
        del value.metadata_props[:]
    graph.unlink()
    onnx.save(made, folder / "reader.onnx")
    names = {name: v[name] for name in ("indicators", "outcomes", "owner", "modalities")}
    names["sha256"] = hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest()
    (folder / "names.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    print((folder / "reader.onnx").stat().st_size, "bytes")
    return 0


def shrink(made: onnx.ModelProto) -> None:
    """Keep large matrices in eight bits with a scale a row."""
    nodes, kept = [], []
    for each in made.graph.initializer:
        values = numpy_helper.to_array(each)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < LEAST_SMALLER:
            kept.append(each)
            continue
        axis = 1 if values.shape[0] < 30000 else 0
        scale = np.abs(values).max(1 - axis) / 127
        scale[scale == 0] = 1
        shape = (-1, 1) if axis == 0 else (1, -1)
        small = np.round(values / scale.reshape(shape)).astype(np.int8)
        kept += [
            numpy_helper.from_array(small, each.name + "_small"),
            numpy_helper.from_array(scale.astype(np.float32), each.name + "_scale"),
        ]
        nodes.append(helper.make_node("DequantizeLinear", [each.name + "_small", each.name + "_scale"], [each.name], axis=axis))
    del made.graph.initializer[:]
    made.graph.initializer.extend(kept)
    old = list(made.graph.node)
    del made.graph.node[:]
    made.graph.node.extend([*nodes, *old])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
