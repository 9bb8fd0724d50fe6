"""A real entailment model, as small as one can be: an ONNX graph that counts which words of the claim stand in the premise."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec

import numpy as np
import pytest

MISSING = [name for name in ("tokenizers", "onnxruntime", "onnx") if find_spec(name) is None]
LABELS = {"0": "contradiction", "1": "neutral", "2": "entailment"}
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def needs_runtime(test):
    # Where everything is to be tested nothing may be left out in silence.
    left_out = bool(MISSING) and not os.environ.get("CI")
    return pytest.mark.skipif(left_out, reason=f"{', '.join(MISSING)} not installed: newsloom[entailment] and onnx")(test)


def write_model(folder, texts, *, labels=LABELS, inputs=INPUTS, kind="INT64", width=3, output="logits", shape=None, held=None):
    """Write model.onnx, tokenizer.json and config.json; ``held`` gives the graph a table of so many positions."""
    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(folder / "tokenizer.json", texts)
    (folder / "config.json").write_text(json.dumps({"id2label": labels} if labels else {}), encoding="utf-8")
    write_graph(folder / "model.onnx", inputs=inputs, kind=kind, width=width, output=output, shape=shape, held=held)
    return folder


def write_tokenizer(path, texts):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    words = sorted({word for text in texts for word in _words(text)})
    vocabulary = {word: number for number, word in enumerate(("[UNK]", "[CLS]", "[SEP]", *words))}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    made.save(str(path))


def _words(text):
    from tokenizers import pre_tokenizers

    return [word for word, _ in pre_tokenizers.Whitespace().pre_tokenize_str(text.lower())]


def write_graph(path, *, inputs, kind, width, output, shape, held):
    """The logit of each class is a line over the share of the claim's tokens that stand in the premise; the last one rises."""
    import onnx
    from onnx import helper, numpy_helper

    def constant(name, values, dtype=np.int64):
        return numpy_helper.from_array(np.array(values, dtype=dtype), name)

    def node(op, given, gives, **how):
        return helper.make_node(op, given, [gives], **how)

    floating = onnx.TensorProto.FLOAT
    nodes = [
        node("Cast", ["token_type_ids" if "token_type_ids" in inputs else inputs[-1]], "mine", to=floating),
        node("Sub", ["one", "mine"], "theirs"),
        node("Unsqueeze", [inputs[0], "last"], "column"),
        node("Unsqueeze", [inputs[0], "middle"], "row"),
        node("Equal", ["column", "row"], "equal"),
        node("Cast", ["equal"], "same", to=floating),
        node("Unsqueeze", ["theirs", "middle"], "there"),
        node("Mul", ["same", "there"], "met"),
        node("ReduceMax", ["met"], "found", axes=[2], keepdims=0),
        node("Mul", ["found", "mine"], "covered"),
        node("ReduceSum", ["covered", "middle"], "count", keepdims=1),
        node("ReduceSum", ["mine", "middle"], "length", keepdims=1),
        node("Div", ["count", "length"], "share"),
        node("Mul", ["share", "slopes"], "raised"),
        node("Add", ["raised", "bases"], "unplaced" if held else output),
    ]
    slopes = [0.0] * (width - 1) + [20.0]
    tables = [
        constant("one", [1], np.float32),
        constant("last", [2]),
        constant("middle", [1]),
        constant("slopes", slopes, np.float32),
        constant("bases", [0.0] * (width - 1) + [-10.0], np.float32),
    ]
    if held:
        nodes += [
            # counted and not a range, which would be cut off at the end of the table in silence
            node("Sub", [inputs[0], inputs[0]], "none"),
            node("Add", ["none", "unit"], "each"),
            node("CumSum", ["each", "unit"], "counted"),
            node("Sub", ["counted", "unit"], "places"),
            node("Gather", ["positions", "places"], "placed"),
            node("ReduceSum", ["placed", "middle"], "nothing", keepdims=1),
            node("Add", ["unplaced", "nothing"], output),
        ]
        tables += [constant("unit", 1), constant("positions", np.linspace(0, 1e-6, held), np.float32)]
    made = helper.make_graph(
        nodes,
        "share of the claim",
        [helper.make_tensor_value_info(name, getattr(onnx.TensorProto, kind), shape or ["pair", "token"]) for name in inputs],
        [helper.make_tensor_value_info(output, floating, ["pair", width])],
        tables,
    )
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
