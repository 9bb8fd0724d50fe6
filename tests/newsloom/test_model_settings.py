"""The table [model]: a setting that cannot be used is one line with file, key and mend, and a run does not start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsloom.app import opened
from newsloom.config import load_newsroom
from newsloom.endpoints import model_writer
from newsloom.grouping import group_articles
from newsloom.progress import Silent
from newsloom.starter_files import write_newsroom
from newsloom.work import draft_story, write_drafts
from pipeline.errors import ConfigurationError
from pipeline.values import State
from pipeline.write.model import ModelWriter
from tests.storage.samples import article, crawl
from tests.write.model.scripted import Scripted, newsroom, openai

NEWSLOOM = Path(sys.executable).with_name("newsloom")
URL = "https://models.example/v1"


def room(folder, table, *, key=None, monkeypatch=None):
    write_newsroom(folder, name="Loom", contact="desk@loom.example", beat="x")
    path = folder / "newsroom.toml"
    path.write_text(f'{path.read_text()}\n[writer]\nname = "model"\n\n[model]\n{table}\n')
    if monkeypatch:
        monkeypatch.delenv("NEWSLOOM_MODEL_KEY", raising=False)
        monkeypatch.delenv("NEWSLOOM_MODEL_KEY_FILE", raising=False)
        if key:
            monkeypatch.setenv("NEWSLOOM_MODEL_KEY", key)
    return path


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("", "k", 'model.url: is empty; the writer "model" needs it: see docs/model.md'),
        (f'url = "{URL}"', "k", 'model.name: is empty; the writer "model" needs it: see docs/model.md'),
        (
            'url = "http://localhost:8080/v1"\nname = "m"', None,
            'model.url: address not allowed: localhost (local name); a host of your own is let through by allow_hosts = ["localhost"] in [model]',
        ),
        (
            'url = "http://10.0.0.7/v1"\nname = "m"', None,
            'model.url: address not allowed: 10.0.0.7 (private); a host of your own is let through by allow_hosts = ["10.0.0.7"] in [model]',
        ),
        (
            'url = "models.example/v1"\nname = "m"', None,
            "model.url: is no web address; write it with https:// or http:// in front, such as https://models.example/v1",
        ),
        ('url = "http://models.example/v1"\nname = "m"', "k", "model.url: is http, and the key would be sent for all to read; write https"),
        (
            f'kind = "anthropic"\nurl = "{URL}"\nname = "m"', None,
            "model.kind: 'anthropic' answers nobody without a key; set NEWSLOOM_MODEL_KEY or NEWSLOOM_MODEL_KEY_FILE",
        ),
        (
            f'url = "{URL}"\nname = "m"\ndraft_tokens = 5000', None,
            "model.draft_tokens: 5000 does not reach for an answer of answer_tokens = 4000 and its sources; make it at least three times as many",
        ),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_one_line(tmp_path, monkeypatch, table, key, line):
    path = room(tmp_path / "room", table, key=key, monkeypatch=monkeypatch)
    with pytest.raises(ConfigurationError) as caught:
        model_writer(load_newsroom(tmp_path / "room"))
    assert str(caught.value) == f"{path}: {line}"


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('kind = "oracle"', "model.kind: Input should be 'openai' or 'anthropic'"),
        ("timeout = 0", "model.timeout: Input should be greater than 0"),
        ("quux = 5", "model.quux: unknown setting; remove it, or see docs/settings.md"),
    ],
)
def test_a_table_with_a_fault_stops_the_reading(tmp_path, table, line):
    path = room(tmp_path / "room", table)
    with pytest.raises(ConfigurationError) as caught:
        load_newsroom(tmp_path / "room")
    assert str(caught.value) == f"{path}: {line}"


def test_an_outlet_says_yes_or_no_to_models(tmp_path):
    room(tmp_path / "room", "")
    path = next((tmp_path / "room" / "outlets").glob("*.toml"))
    path.write_text(f'model = "no"\n{path.read_text()}')
    assert load_newsroom(tmp_path / "room").outlets[path.stem].model == "no"
    path.write_text(path.read_text().replace('model = "no"', "model = false"))
    with pytest.raises(ConfigurationError, match="model"):
        load_newsroom(tmp_path / "room")


@pytest.mark.parametrize("verb", ["run", "crawl", "serve"])
def test_a_verb_that_would_draft_ends_with_status_2_before_anything_is_fetched(tmp_path, verb):
    path = room(tmp_path / "room", 'name = "m"')
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSLOOM_")}
    done = subprocess.run(
        [str(NEWSLOOM), "--newsroom", str(tmp_path / "room"), verb], capture_output=True, text=True, env=environment, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert f'{path}: model.url: is empty; the writer "model" needs it: see docs/model.md' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_writer_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = room(tmp_path / "room", "")
    path.write_text(path.read_text().replace('name = "model"', 'name = "modle"'))
    with opened(load_newsroom(tmp_path / "room")) as app, pytest.raises(ConfigurationError) as caught:
        _ = app.writer
    assert str(caught.value) == f'{path}: writer.name: "modle" is not known; choose one of: extractive, model'


def test_the_key_may_stand_in_a_file(tmp_path, monkeypatch):
    monkeypatch.delenv("NEWSLOOM_MODEL_KEY", raising=False)
    (tmp_path / "key").write_text("sk-from-a-file\n")
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY_FILE", str(tmp_path / "key"))
    path = room(tmp_path / "room", f'url = "{URL}"\nname = "m"')
    assert path.exists()
    made = model_writer(load_newsroom(tmp_path / "room"))
    assert isinstance(made, ModelWriter)
    assert made.model.caller.key == "sk-from-a-file"


TEXT = "Brenlow raised 40 million dollars on Monday. Corriedale Partners led the round. Brenlow employs 46 people in Ghent."
SAID = {
    "headline": {"text": "Brenlow raises 40 million dollars", "cites": ["1-1"]},
    "dek": {"text": "", "cites": []},
    "sections": [{"title": None, "sentences": [
        {"text": "Corriedale Partners led the round.", "cites": ["1-2"]},
        {"text": "In Ghent, Brenlow employs 46 people.", "cites": ["1-2"]},
        {"text": "Brenlow raised 40 million dollars.", "cites": ["1-1"]},
    ]}],
}  # fmt: skip


def test_a_story_waits_while_the_model_is_down_and_is_written_by_it_when_it_is_back(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLOOM_MODEL_KEY", "k")
    with Scripted((404, {}, {}), openai(SAID)) as endpoint:
        with opened(newsroom(tmp_path / "room", endpoint.url)) as app:
            crawl(app.store, "one", article("one", TEXT))
            group_articles(app, Silent())
            assert write_drafts(app, Silent()) == 1
            (story,) = [one.id for one in app.store.queue()]
            waiting = app.store.draft(story)
            assert [one.kind for one in waiting.problems if one.kind == "waiting-for-model"]
            assert waiting.sentences
            assert app.store.story(story).state in {State.READY, State.GATHERING}
            app.writer.model.resting = 0.0
            draft_story(app, story)
            written = app.store.draft(story)
        assert written.version == waiting.version + 1
        assert written.headline.text == "Brenlow raises 40 million dollars"
        assert {sentence.how for sentence in written.sentences} == {"written"}
        assert (written.usage.calls, written.usage.model) == (1, "scribe-1")
        assert not [one for one in written.problems if one.kind in {"waiting-for-model", "model-fallback"}]
        # the same coverage is the same draft, and no second bill
        with opened(load_newsroom(tmp_path / "room")) as app:
            draft_story(app, story)
            assert app.store.draft(story).version == written.version
            # and where it is gone again, its text stays as long as it holds
            app.writer.model.caller.url = "http://localhost:9/v1"
            app.writer.model.caller.sleep = lambda _seconds: None
            draft_story(app, story)
            kept = app.store.draft(story)
        assert {sentence.text for sentence in written.sentences} <= {sentence.text for sentence in kept.sentences}
        assert len(endpoint.requests) == 2
