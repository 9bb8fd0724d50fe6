"""The lists of documents as an operator changes them: a domain more, a fault in one line, and newsrooms from before."""

import pytest

from newsloom.config import load_newsroom
from newsloom.starter_files import write_newsroom
from pipeline.errors import ConfigurationError


@pytest.fixture
def room(tmp_path):
    write_newsroom(tmp_path, name="Looms", contact="desk@looms.example", beat="looms")
    return tmp_path


def test_a_newsroom_from_before_there_was_the_file_uses_the_one_that_ships(room):
    shipped = load_newsroom(room).document_sites
    assert shipped.sites["arxiv.org"].kind == "preprint"
    (room / "documents.toml").unlink()
    assert load_newsroom(room).document_sites == shipped


def test_a_domain_that_an_operator_adds_is_known(room):
    path = room / "documents.toml"
    path.write_text(path.read_text().replace("[courts]\n", '[courts]\n"lornecourt.example" = []\n', 1), encoding="utf-8")
    assert load_newsroom(room).document_sites.sites["lornecourt.example"].kind == "court"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[court]\n"a.example" = []\n', "court: unknown setting; did you mean 'courts'?"),
        ('[courts]\n"a.example" = ["("]\n', "is no regular expression"),
        ('[courts]\n"a.example" = "x"\n', "is no list"),
        ('never = ["https://a.example"]\n', "never.0: is"),
        ("[same]\n'(a)' = '\\2'\n", "does not fit its pattern"),
        ("[same]\n'(' = 'a'\n", "is no regular expression"),
        ("never = 3\n", "never: is no list"),
    ],
)
def test_a_fault_in_the_lists_is_one_line_with_file_and_key(room, text, words):
    (room / "documents.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        load_newsroom(room)
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"{room / 'documents.toml'}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["[documents]\nper_story = 0\n", "[documents]\nfetch = 7\n", "[documents]\nfetsch = true\n"])
def test_a_fault_in_the_settings_is_named(room, text):
    path = room / "newsroom.toml"
    path.write_text(path.read_text() + "\n" + text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"newsroom.toml: documents\.\w+: "):
        load_newsroom(room)
