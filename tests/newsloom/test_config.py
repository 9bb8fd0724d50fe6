"""A newsroom's files: what is wrong is one line with file, key and mend."""

import shutil
from pathlib import Path

import pytest

from newsloom.app import opened
from newsloom.config import find_newsroom, load_newsroom, shipped
from newsloom.config.environment import secret
from newsloom.cycle import run_cycle
from pipeline.errors import ConfigurationError, ModelUnusable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "config", tmp_path / "room")
    return tmp_path / "room"


def fault(folder):
    with pytest.raises(ConfigurationError) as caught:
        load_newsroom(folder)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_the_newsroom_that_ships_is_usable_and_every_outlet_is_disabled_and_unchecked():
    newsroom = load_newsroom(shipped())
    assert len(newsroom.outlets) == 50
    assert not newsroom.enabled
    assert not any(outlet.checked for outlet in newsroom.outlets.values())
    assert {topic.name for topic in newsroom.topics} >= {
        "foundation-models", "research", "products", "chips", "hardware", "cloud", "security", "policy", "funding", "deals", "people",
    }  # fmt: skip


def test_an_unknown_key_is_named_with_the_one_that_was_meant(folder):
    path = folder / "newsroom.toml"
    path.write_text(path.read_text().replace("delay = 1.0", "delya = 1.0"))
    assert fault(folder) == f"{path}: fetch.delya: unknown setting; did you mean 'delay'?"


def test_an_unknown_table_is_named(folder):
    path = folder / "newsroom.toml"
    path.write_text(path.read_text() + "\n[quux]\na = 1\n")
    assert "newsroom.toml: quux: unknown setting" in fault(folder)


def test_a_missing_key_without_a_default_is_named(folder):
    path = folder / "outlets" / "techcrunch.toml"
    path.write_text('feeds = []\ndomains = ["techcrunch.com"]\n')
    assert fault(folder) == f"{path}: name: is missing and has no default; add it"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('time_zone = "UTC"', 'time_zone = "Mars/Olympus"', "newsroom.time_zone: there is no time zone 'Mars/Olympus'"),
        ("port = 8765", "port = 99999", "desk.port: "),
        ("delay = 1.0", 'delay = "soon"', "fetch.delay: "),
        (
            "[fetch]",
            '[fetch]\nresolve = { "a.example" = "nowhere" }',
            'fetch.resolve: "a.example" = "nowhere" is not an IP address and a port',
        ),
        ("[newsroom]", "[newsroom", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_named(folder, old, new, expected):
    path = folder / "newsroom.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    line = fault(folder)
    assert line.startswith(f"{path}: ")
    assert expected in line


def test_two_outlets_may_not_claim_one_domain(folder):
    (folder / "outlets" / "zz.toml").write_text('name = "Other"\ndomains = ["techcrunch.com"]\n')
    assert "techcrunch.com is already in techcrunch.toml" in fault(folder)


def test_a_missing_file_says_where_to_take_it_from(folder):
    (folder / "style.toml").unlink()
    assert "style.toml: the file is missing" in fault(folder)


def test_the_newsroom_is_found_by_name_then_environment_then_here_then_config(folder, tmp_path, monkeypatch):
    monkeypatch.delenv("NEWSLOOM_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="newsloom init"):
        find_newsroom()
    shutil.copytree(folder, tmp_path / "config")
    assert find_newsroom() == tmp_path / "config"
    monkeypatch.chdir(folder)
    assert find_newsroom() == folder
    monkeypatch.setenv("NEWSLOOM_HOME", str(tmp_path / "config"))
    assert find_newsroom() == tmp_path / "config"
    assert find_newsroom(folder) == folder
    monkeypatch.setenv("NEWSLOOM_HOME", str(tmp_path / "nothing"))
    with pytest.raises(ConfigurationError, match="nothing"):
        find_newsroom()


def test_a_secret_may_stand_in_a_file_but_not_in_both_places(tmp_path):
    (tmp_path / "url").write_text("postgresql://desk@db/news\n")
    assert secret("DATABASE_URL", {"NEWSLOOM_DATABASE_URL_FILE": str(tmp_path / "url")}) == "postgresql://desk@db/news"
    with pytest.raises(ConfigurationError, match="both set"):
        secret("DATABASE_URL", {"NEWSLOOM_DATABASE_URL": "x", "NEWSLOOM_DATABASE_URL_FILE": "y"})
    with pytest.raises(ConfigurationError, match="cannot read"):
        secret("DATABASE_URL", {"NEWSLOOM_DATABASE_URL_FILE": str(tmp_path / "none")})


def test_what_is_of_another_kind_is_said_in_words_for_people(folder):
    (folder / "topics.toml").write_text('funding = "rounds"\n', encoding="utf-8")
    assert fault(folder).endswith(
        "topics.toml: funding: is no table; a topic begins with a line [funding], title and terms under it"
    )
    (folder / "topics.toml").write_text('[funding]\ntitle = 7\nterms = ["round"]\n', encoding="utf-8")
    assert fault(folder).endswith(
        'topics.toml: funding.title: is no text; write it in quotes, such as "one"; see docs/settings.md'
    )
    shutil.copy(ROOT / "config" / "topics.toml", folder)
    outlet = next((folder / "outlets").glob("*.toml"))
    outlet.write_text(
        outlet.read_text(encoding="utf-8").replace("domains = [", 'domains = "a.example" # [', 1), encoding="utf-8"
    )
    assert fault(folder).endswith('domains: is no list; write it in brackets, such as ["one", "two"]; see docs/settings.md')


def test_a_sentence_model_that_is_not_there_is_refused_before_anything_is_asked_for(folder, monkeypatch):
    settings = folder / "newsroom.toml"
    text = settings.read_text(encoding="utf-8")
    assert "[cluster]" not in text
    settings.write_text(f'{text}\n[cluster]\nembeddings = "/nonexistent/model"\n', encoding="utf-8")
    monkeypatch.setattr("newsloom.cycle.crawl_and_read", lambda *_, **__: pytest.fail("a page was asked for"))
    with opened(load_newsroom(folder)) as app, pytest.raises(ModelUnusable, match="/nonexistent/model"):
        run_cycle(app)
