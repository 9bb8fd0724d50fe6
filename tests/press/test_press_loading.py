"""A file that cannot be used is named, with the key and the reason."""

from pathlib import Path

import pytest

from newsloom.press.content import PressError, load_press

OUTLET = """
name = "Paper"
host = "paper.example"
country = "GB"
owner = "Nobody"
template = "plain"
path = "/{year}/{slug}"
"""
FRONT = """title = "A title"
published = 2026-09-14T09:00:00Z
event = ""
section = "News"
"""


def press_of(root: Path, front: str = FRONT, body: str = "Some words.", outlet: str = OUTLET) -> Path:
    (root / "outlets").mkdir()
    (root / "articles" / "paper").mkdir(parents=True)
    (root / "outlets" / "paper.toml").write_text(outlet, "utf-8")
    (root / "articles" / "paper" / "one.md").write_text(f"+++\n{front}+++\n{body}\n", "utf-8")
    return root


def test_a_press_of_one_outlet_and_one_piece_is_read(tmp_path: Path) -> None:
    press = load_press(press_of(tmp_path))
    assert press.url(press.piece("paper/one")) == "https://paper.example/2026/one"


@pytest.mark.parametrize(
    ("front", "body", "key"),
    [
        (FRONT.replace("title", "titel"), "Words.", "title"),
        (FRONT + 'colour = "red"\n', "Words.", "colour"),
        (FRONT.replace("T09:00:00Z", "T09:00:00"), "Words.", "published"),
        (FRONT.replace('"A title"', "7"), "Words.", "title"),
        (FRONT.replace('event = ""', 'event = "hire"'), "Words.", "event"),
        (FRONT + 'kind = "listicle"\n', "Words.", "kind"),
        (FRONT + "authors = [1]\n", "Words.", "authors"),
        (FRONT + "modified = 2026-09-13T09:00:00Z\n", "Words.", "modified"),
        (FRONT + "cut = 3\n", "Words.", "cut"),
        (FRONT + 'wire = "paper/two"\n', "", "wire"),
        (FRONT + 'wire = "paper/two"\n', "Words.", "wire"),
        (FRONT, "", "body"),
        (FRONT, "See [this](press:paper/two).", "link"),
        ("title = \n", "Words.", "TOML"),
    ],
)
def test_a_piece_that_cannot_be_used_is_named_with_its_key(tmp_path: Path, front: str, body: str, key: str) -> None:
    with pytest.raises(PressError) as raised:
        load_press(press_of(tmp_path, front, body))
    assert (raised.value.where, raised.value.key) == ("articles/paper/one.md", key)


def test_an_outlet_with_an_unknown_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"outlets/paper\.toml: colour: is not a key of the plan"):
        load_press(press_of(tmp_path, outlet=OUTLET + 'colour = "red"\n'))


def test_a_piece_in_a_folder_without_outlet_is_named(tmp_path: Path) -> None:
    root = press_of(tmp_path)
    (root / "articles" / "other").mkdir()
    (root / "articles" / "other" / "one.md").write_text(f"+++\n{FRONT}+++\nWords.\n", "utf-8")
    with pytest.raises(PressError, match=r"there is no outlets/other\.toml"):
        load_press(root)


def test_two_pieces_cannot_have_one_address(tmp_path: Path) -> None:
    root = press_of(tmp_path)
    (root / "articles" / "paper" / "two.md").write_text(f'+++\n{FRONT}path = "/2026/one"\n+++\nWords.\n', "utf-8")
    with pytest.raises(PressError, match=r"/2026/one is also that of paper/one"):
        load_press(root)
