"""A sentence model that the newsroom brings, as a function from texts to vectors: the optional extra ``embeddings``.

Two kinds of model are read, both in the folder layout of sentence-transformers (``tokenizer.json``, ``model.safetensors``): a
BERT encoder (Devlin et al. 2019; MiniLM, LaBSE and E5 are such) whose token vectors are averaged as in Reimers and Gurevych
2019, and a static table of one vector a token. The encoder runs in numpy, so that the extra is a tokenizer and a file format
and not a deep-learning framework. Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelUnusable

Vectors = NDArray[np.float32]
Weights = dict[str, Vectors]

SETTING = "[cluster] embeddings"
TOKENS = 128
"""So many tokens of title and opening are read."""
_CHARACTERS = 2_000
_AT_ONCE = 16
_HEADER = 4_096
_WORDS_OF_MANY = ("सरकार", "компания", "compañía")
_MOST_PIECES = 8
_FILES = ("tokenizer.json", "model.safetensors")


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A loaded model. ``name`` changes whenever its files do: vectors of two names are never compared.

    ``layers`` is 0 for a static table. ``cls`` tells that the first token's vector stands for the text, not the mean.
    """

    name: str
    tokenizer: Any
    weights: Weights
    layers: int
    heads: int
    epsilon: float
    cls: bool
    multilingual: bool

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Give one unit vector a text, in their order (texts x dimensions); zeros for a text without a token."""
        encoded = self.tokenizer.encode_batch([text[:_CHARACTERS] for text in texts], add_special_tokens=self.layers > 0)
        tokens = [one.ids[:TOKENS] for one in encoded]
        found: list[Vectors | None] = [None] * len(texts)
        # Texts of one length go together: what is padded is computed for nothing.
        order = sorted(range(len(texts)), key=lambda place: len(tokens[place]))
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            for place, vector in zip(places, self._pooled([tokens[place] for place in places]), strict=True):
                found[place] = vector
        return _unit(np.array(found, dtype=np.float32)) if texts else np.zeros((0, 0), np.float32)

    def _pooled(self, tokens: list[list[int]]) -> Vectors:
        longest = max(1, *map(len, tokens))
        ids = np.array([one + [0] * (longest - len(one)) for one in tokens])
        kept = np.arange(longest) < np.array([len(one) for one in tokens])[:, None]
        states = _encoded(self, ids, kept) if self.layers else self.weights["embeddings"][ids]
        if self.cls:
            return states[:, 0]
        mean: Vectors = (states * kept[:, :, None]).sum(axis=1) / np.maximum(1, kept.sum(axis=1))[:, None]
        return mean


@lru_cache(maxsize=1)
def load(path: str) -> Model:
    """Give the model in a folder, loaded once a process.

    Raises ModelUnusable where the extra is not installed, or the folder holds no model that can be read.
    """
    folder = Path(path)
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise ModelUnusable(f'{SETTING} = "{path}": there is no {" and no ".join(missing)} in that folder. {_MEND}')
    try:
        # By name: they are of an extra, and a newsroom without it has neither them nor their types.
        tokenizers = import_module("tokenizers")
        load_file = import_module("safetensors.numpy").load_file
    except ImportError as absent:
        raise ModelUnusable(
            f'{SETTING} = "{path}" needs the extra: pip install "newsloom[embeddings]", or set it to "" ({absent})'
        ) from absent
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        weights = load_file(folder / "model.safetensors")
        return _model(folder, tokenizer, weights)
    except Exception as broken:  # tokenizers raises nothing narrower
        raise ModelUnusable(f'{SETTING} = "{path}" cannot be read as a model: {broken!r}. {_MEND}') from broken


_MEND = (
    "Give the folder of a BERT or static sentence model as sentence-transformers saves it (tokenizer.json, model.safetensors, "
    'config.json), or "" to do without.'
)


def _model(folder: Path, tokenizer: Any, weights: Weights) -> Model:
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    weights = {key.removeprefix("bert."): value.astype(np.float32, copy=False) for key, value in weights.items()}
    table = weights.get("embeddings", weights.get("embedding.weight"))
    if table is not None:
        return Model(_name(folder), tokenizer, {"embeddings": table}, 0, 0, 0.0, False, _multilingual(tokenizer))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu":
        raise ValueError(f"model_type {config.get('model_type')!r} with {config.get('hidden_act')!r} is not BERT with gelu")
    pooling = folder / "1_Pooling" / "config.json"
    cls = pooling.is_file() and bool(json.loads(pooling.read_text(encoding="utf-8")).get("pooling_mode_cls_token"))
    for needed in ("embeddings.word_embeddings.weight", "encoder.layer.0.attention.self.query.weight"):
        weights[needed]
    return Model(
        _name(folder),
        tokenizer,
        weights,
        layers=int(config["num_hidden_layers"]),
        heads=int(config["num_attention_heads"]),
        epsilon=float(config.get("layer_norm_eps", 1e-12)),
        cls=cls,
        multilingual=_multilingual(tokenizer),
    )


def _multilingual(tokenizer: Any) -> bool:
    # A vocabulary for English cuts other scripts into letters; one made for many languages holds words of them.
    told = [tokenizer.encode(word, add_special_tokens=False).tokens for word in _WORDS_OF_MANY]
    pieces = [piece for one in told for piece in one]
    return len(pieces) <= _MOST_PIECES and not any("unk" in piece.lower() for piece in pieces)


def _name(folder: Path) -> str:
    """Give a name that changes with the files: of their sizes, and of the first bytes and some in between of each."""
    digest = hashlib.sha256()
    for file in (folder / name for name in (*_FILES, "config.json")):
        if not file.is_file():
            continue
        size = file.stat().st_size
        digest.update(f"{file.name} {size}\n".encode())
        with file.open("rb") as opened:
            for start in range(0, size, max(_HEADER, size // 64)):
                opened.seek(start)
                digest.update(opened.read(_HEADER))
    return digest.hexdigest()[:16]


def _encoded(model: Model, ids: NDArray[np.int64], kept: NDArray[np.bool_]) -> Vectors:
    """Give the last layer's states (texts x tokens x dimensions) of a BERT encoder."""
    weights = model.weights
    states = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    states = _normed(model, "embeddings.LayerNorm", states)
    masked = np.where(kept, np.float32(0), np.float32(-1e9))[:, None, None, :]
    for layer in range(model.layers):
        part = f"encoder.layer.{layer}"
        told = _dense(model, f"{part}.attention.output.dense", _attended(model, f"{part}.attention.self", states, masked))
        states = _normed(model, f"{part}.attention.output.LayerNorm", told + states)
        inner = _gelu(_dense(model, f"{part}.intermediate.dense", states))
        states = _normed(model, f"{part}.output.LayerNorm", _dense(model, f"{part}.output.dense", inner) + states)
    return states


def _attended(model: Model, part: str, states: Vectors, masked: Vectors) -> Vectors:
    texts, tokens, width = states.shape
    split = (texts, tokens, model.heads, width // model.heads)
    query, key, value = (
        _dense(model, f"{part}.{name}", states).reshape(split).transpose(0, 2, 1, 3) for name in ("query", "key", "value")
    )
    odds = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(split[3])) + masked
    odds = np.exp(odds - odds.max(axis=-1, keepdims=True))
    mixed = (odds / odds.sum(axis=-1, keepdims=True)) @ value
    found: Vectors = mixed.transpose(0, 2, 1, 3).reshape(texts, tokens, width)
    return found


def _dense(model: Model, part: str, states: Vectors) -> Vectors:
    weight = model.weights[f"{part}.weight"]
    flat = states.reshape(-1, states.shape[-1]) @ weight.T
    flat += model.weights[f"{part}.bias"]
    found: Vectors = flat.reshape(*states.shape[:-1], weight.shape[0])
    return found


def _normed(model: Model, part: str, states: Vectors) -> Vectors:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(model.epsilon))
    found: Vectors = centred / spread * model.weights[f"{part}.weight"] + model.weights[f"{part}.bias"]
    return found


def _gelu(values: Vectors) -> Vectors:
    # The usual approximation by tanh (Hendrycks and Gimpel 2016): cosines move in the fourth place.
    cubed = values * values
    cubed *= np.float32(0.044715)
    cubed += np.float32(1)
    cubed *= values
    cubed *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(cubed, out=cubed)
    cubed += np.float32(1)
    cubed *= values
    cubed *= np.float32(0.5)
    return cubed


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    found: Vectors = vectors / np.maximum(lengths, np.float32(1e-9))
    return found
