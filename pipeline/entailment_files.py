"""The files of an entailment model: the graph, its tokenizer, and which of its outputs means that a claim follows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.entailment import SETTING, OnnxScorer, line_of, scores_of
from pipeline.errors import ModelUnusable

TOKENS = 512
"""So many tokens of premise and claim are read together, fewer where config.json says that the model holds fewer."""
FEWEST = 32
LABELS = frozenset({"entailment", "entailed", "entails", "supported", "supports", "support", "consistent", "aligned"})
"""What the class is called, in whatever letters, that means that the claim follows."""
_GRAPHS = ("model.onnx", "onnx/model.onnx")
_TYPES = {"tensor(int64)": "int64", "tensor(int32)": "int32"}
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
_PADDED = frozenset({"roberta", "xlm-roberta", "camembert", "mpnet", "longformer"})
_MEND = (
    "Give an ONNX file, or the folder that has it as model.onnx, of a classifier of two texts, with its tokenizer.json and "
    'config.json beside it; or "" to do without.'
)


@lru_cache(maxsize=1)
def load(path: str, label: str = "") -> OnnxScorer:
    """Give the model of a file or folder, loaded and asked once, so that one that cannot be used is known at the start.

    ``label`` is the class that means entailment, by its name in config.json or its number from 0; empty finds it by its usual
    names. Raises ModelUnusable where the extra is not installed, or the files hold no model of pairs of texts.
    """
    graph = _graph(Path(path), path)
    tokenizer_file = _beside(graph, "tokenizer.json")
    if tokenizer_file is None:
        raise _unusable(path, "there is no tokenizer.json beside the graph")
    try:
        # By name: they are of an extra, and a newsroom without it has neither them nor their types.
        tokenizers, runtime = import_module("tokenizers"), import_module("onnxruntime")
    except ImportError as absent:
        raise ModelUnusable(
            f'{SETTING} = "{path}" needs the extra: pip install "newsloom[entailment]", or set it to "" ({absent})'
        ) from absent
    config = _config(path, _beside(graph, "config.json"))
    limit = _limit(config)
    if limit < FEWEST:
        raise _unusable(path, f"the model holds {limit} tokens by its config.json, and two sentences need {FEWEST}")
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(tokenizer_file))
        session = runtime.InferenceSession(str(graph), _options(runtime), providers=["CPUExecutionProvider"])
    except Exception as broken:  # neither package raises anything narrower
        raise _unusable(path, f"cannot be read as a model: {line_of(broken)}") from broken
    tokenizer.no_padding()
    tokenizer.enable_truncation(limit, strategy="only_first")
    inputs, output = _inputs(path, session.get_inputs()), _output(path, session.get_outputs())
    # asked once without a class: how wide the answer is stands in no file that can be trusted
    probe = OnnxScorer("", tokenizer, session, inputs, output, None, limit)
    column = _column(path, _width(path, probe), config, label)
    return OnnxScorer(_name(graph, tokenizer_file, label), tokenizer, session, inputs, output, column, limit)


def _unusable(path: str, what: str) -> ModelUnusable:
    return ModelUnusable(f'{SETTING} = "{path}": {what}. {_MEND}')


def _graph(given: Path, path: str) -> Path:
    found = [given] if given.is_file() else [given / name for name in _GRAPHS if (given / name).is_file()]
    if not found:
        raise _unusable(path, f"there is no {_GRAPHS[0]} in that folder" if given.is_dir() else "there is no such file")
    return found[0]


def _beside(graph: Path, name: str) -> Path | None:
    """The file beside the graph, or above it where the graph has a folder of its own."""
    places = [graph.parent, *([graph.parent.parent] if graph.parent.name == "onnx" else [])]
    return next((place / name for place in places if (place / name).is_file()), None)


def _config(path: str, file: Path | None) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise _unusable(path, f"config.json cannot be read: {line_of(broken)}") from broken
    return config if isinstance(config, dict) else {}


def _limit(config: Mapping[str, Any]) -> int:
    held = config.get("max_position_embeddings")
    if not isinstance(held, int) or isinstance(held, bool) or held < 1:
        return TOKENS
    # these number their positions from beyond the padding's
    extra = int(config.get("pad_token_id") or 0) + 1 if config.get("model_type") in _PADDED else 0
    return min(TOKENS, held - extra)


def _options(runtime: Any) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 4
    return options


def _inputs(path: str, given: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    found = {one.name: one for one in given}
    if "input_ids" not in found or not found.keys() <= _INPUTS:
        raise _unusable(path, f"the graph takes {', '.join(sorted(found)) or 'nothing'}, not {', '.join(sorted(_INPUTS))}")
    for name, one in found.items():
        if one.type not in _TYPES:
            raise _unusable(path, f"the graph takes {name} as {one.type}, not as whole numbers")
        fixed = [size for size in one.shape if isinstance(size, int)]
        if fixed or len(one.shape) != 2:
            raise _unusable(path, f"the graph takes {name} of the fixed shape {list(one.shape)}; export it with dynamic axes")
    return tuple((name, _TYPES[one.type]) for name, one in found.items())


def _output(path: str, given: Sequence[Any]) -> str:
    names = [str(one.name) for one in given if one.type in {"tensor(float)", "tensor(double)", "tensor(float16)"}]
    if "logits" in names:
        return "logits"
    if len(names) != 1:
        what = ", ".join(str(one.name) for one in given)
        raise _unusable(path, f"the graph gives {what}; none is called logits, and there is not just one table of numbers")
    return names[0]


def _width(path: str, probe: OnnxScorer) -> int:
    """How many numbers the graph gives a pair; asked at full length, so that a limit that it does not hold shows now."""
    answer = probe.answer([probe.tokenizer.encode("A river rose on Monday. " * probe.limit, "A river rose.")])
    if answer.ndim not in {1, 2} or answer.shape[0] != 1:
        raise _unusable(
            path, f"the graph gives {probe.output!r} of shape {list(answer.shape)}, where a row of scores a pair is needed"
        )
    scores_of(answer, probe.output, None)
    return 1 if answer.ndim == 1 else int(answer.shape[1])


def _column(path: str, width: int, config: Mapping[str, Any], label: str) -> int | None:
    """The number of the class that means entailment; None for an answer that is one number."""
    if width == 1:
        return None
    named = config.get("id2label")
    labels = {int(number): str(name) for number, name in named.items()} if isinstance(named, dict) else {}
    if label.isascii() and label.isdigit():
        found = [int(label)] if int(label) < width else []
    else:
        wanted = {label.lower()} if label else LABELS
        found = [number for number, name in labels.items() if name.lower() in wanted and 0 <= number < width]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{number} {labels[number]}" for number in sorted(labels)) or "no names in config.json"
    which = f"none of them is {label!r}" if label else "which of them means that the claim follows is not known"
    raise ModelUnusable(
        f'{SETTING} = "{path}": the graph has {width} classes ({known}), and {which}: set entailment_label under [verify] to '
        f"the name or the number (0 to {width - 1}) of the class"
    )


def _name(graph: Path, tokenizer: Path, label: str) -> str:
    digest = hashlib.sha256(label.encode())
    for file in (graph, tokenizer):
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:16]
