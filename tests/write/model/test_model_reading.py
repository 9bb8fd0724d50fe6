"""What models really answer, read: marks in every state, JSON with talk around it, markup that may not come through."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ModelSilent
from pipeline.protocols import Answer
from pipeline.verify import verify_draft
from pipeline.write.model import ModelWriter
from pipeline.write.model.cleaning import cleaned
from pipeline.write.model.marks import read_labels, read_marks
from pipeline.write.model.reading import read_answer
from tests.write import planted_stories as planted


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ("1-16,1-17", [(1, 16), (1, 17)]),
        (" 1 - 16 ; 2-3 ", [(1, 16), (2, 3)]),
        ("1-16:18", [(1, 16), (1, 17), (1, 18)]),
        ("1-16:1-18", [(1, 16), (1, 17), (1, 18)]),
        ("1–2 and [3-4]", [(1, 2), (3, 4)]),
        ("1-1,1-1", [(1, 1)]),
        ("0-1,1-0,1-5:2,1-1:99999,x,-3,1-2-3,9999999-1,", []),
        ("1-" + "9" * 4000, []),
        (",".join(f"1-{n}" for n in range(1, 500)), [(1, n) for n in range(1, 41)]),
    ],
)
def test_labels_are_read_with_blanks_runs_and_dashes_and_nonsense_is_passed_over(given, labels):
    assert list(read_labels(given)) == labels


@pytest.mark.parametrize(
    ("given", "text", "of"),
    [
        ('(cite index="1-1,2-2">One.</cite> Two.', "One. Two.", {"One.": {(1, 1), (2, 2)}, "Two.": set()}),
        ("< cite  index = ' 1-1 ' >One.</ cite > Two.", "One. Two.", {"One.": {(1, 1)}}),
        ('(cite index="1-1">Out (cite index="1-2">in</cite> out.</cite>', "Out in out.", {"Out": {(1, 1)}, "in": {(1, 1), (1, 2)}}),
        ('(cite index="1-1">One. (cite index="1-2">Two.</cite> Three.', "One. Two. Three.", {"One.": {(1, 1)}, "Two.": {(1, 2)}, "Three.": set()}),
        ('(cite index="1-1">One. Two.', "One. Two.", {"One.": {(1, 1)}, "Two.": {(1, 1)}}),
        ("One.</cite></cite> Two.", "One. Two.", {"One.": set()}),
        ("One. [1-2, 3-4] Two [5-6:7].", "One. Two.", {"One.": {(1, 2), (3, 4)}, "Two": {(5, 6), (5, 7)}}),
        ("He said [sic] so.", "He said [sic] so.", {"sic": set()}),
    ],
)  # fmt: skip
def test_marks_are_read_in_whatever_state_they_are(given, text, of):
    marked = read_marks(given)
    assert marked.text == text
    for words, labels in of.items():
        start = text.index(words)
        assert set(marked.labels(start, start + len(words))) == labels, words


@pytest.mark.parametrize(
    "given",
    [
        "A <script>alert(1)</script> b", "A <img src=x onerror=alert(1)> b", "A &lt;svg/onload=1&gt; b", "A &amp;lt;script&amp;gt; b",
        "![x](http://evil.example/?q=1)", "[x](javascript:alert(1))", "[x] (/evil)", "see https://evil.example", "www.evil.example",
        "javascript:alert(1)", "{{7*7}}", "{% for x in y %}", "```python", "[embed]x[/embed]", "<!-- a -->", "A </article> b",
        "x" * 1_201, "mail desk@evil.example", "[x][1]", "data:text/html,x", "<tool_call>{}</tool_call>", "ftp://evil.example",
        "\u200b\u2060", "",
    ],
)  # fmt: skip
def test_markup_addresses_and_code_are_refused(given):
    assert cleaned(given) is None


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("<p>Brenlow &amp; <b>Co</b></p>", "Brenlow & Co"),
        ("**Brenlow** raised *much*.", "Brenlow raised much."),
        ("- Brenlow raised it.", "Brenlow raised it."),
        ("Bren\u200blow\u202e raised\x00 it\U000e0041.", "Brenlow raised it."),
        ("Margins of 5 < 6 at AT&T, up 3-4 percent [sic].", "Margins of 5 < 6 at AT&T, up 3-4 percent [sic]."),
        ("A cite index= b", "A b"),
        ('A (cite index="1-1">b</cite> c', "A b c"),
    ],
)
def test_dress_marks_and_unseen_characters_are_taken_off(given, text):
    assert cleaned(given) == text


def test_json_is_found_in_fences_and_talk_and_thoughts():
    article = {
        "headline": {"text": "H"},
        "sections": [{"sentences": [{"text": "One two. Three four.", "cites": ["1-1"]}, "Bare."]}],
    }
    told = read_answer(f'<think>{{"sections": 1}} hm</think>Sure {{x}}:\n```json\n{json.dumps(article)}\n```', marked=False)
    assert [(said.text, said.labels) for said in told.sentences] == [
        ("One two.", ((1, 1),)),
        ("Three four.", ((1, 1),)),
        ("Bare.", ()),
    ]


@pytest.mark.parametrize(
    "text", ["", "I cannot.", "{", "[]", '{"sections": []}', '{"sections": 5}', "{" * 5_000, '{"a":' * 3_000]
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_says_nothing_is_said_to_say_nothing(text, marked):
    with pytest.raises(ModelSilent, match=r"^its answer"):
        read_answer(text, marked=marked)


@pytest.mark.parametrize(
    "text",
    [
        '(cite index="' * 40_000, "[1-1" * 100_000, "# H\n\nd\n\n" + "A b. [1-1] " * 20_000, "# H\n\n" + "*" * 150_000, "<think>" * 30_000,
        "(cite index=" + " " * 190_000, "# H\n\nd\n\n" + '(cite index="1-1">a ' * 9_000, "{" * 100_000, '{"sections": [' * 20_000,
    ],
    ids=range(9),
)  # fmt: skip
def test_a_hostile_megabyte_is_read_in_passing(text):
    begun = time.process_time()
    with contextlib.suppress(ModelSilent):
        read_answer(text, marked=True)
    assert time.process_time() - begun < 2


# --------------------------------------------------------------------------- whatever it says


class Says:
    """A model that says one thing, whatever it is asked."""

    name, cites = "mouth", False

    def __init__(self, text):
        self.text = text

    def ask(self, _question):
        return Answer(self.text)


SHEET = planted.sheet(planted.ROUND_LANTERN, planted.ROUND_NORTH, planted.ROUND_LEDGERLINE)
WORDS = st.sampled_from(
    [
        *planted.ROUND_LANTERN.text.split(),
        *planted.ROUND_LEDGERLINE.text.split(),
        "not",
        "“We",
        "will”",
        "$41",
        "Castellan",
        "<b>",
        "(cite index=",
    ]
)
SENTENCES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=20).map(" ".join),
    st.sampled_from([planted.ROUND_LANTERN.sentence(index) for index in range(9)]),
    st.text(max_size=60),
)
CITES = st.lists(st.one_of(st.builds("{}-{}".format, st.integers(0, 4), st.integers(0, 11)), st.text(max_size=5)), max_size=4)
SAID = st.one_of(st.fixed_dictionaries({"text": SENTENCES, "cites": CITES}), st.text(max_size=9), st.none())
ANSWERS = st.fixed_dictionaries(
    {
        "headline": SAID,
        "dek": SAID,
        "sections": st.lists(
            st.fixed_dictionaries({"title": st.one_of(SENTENCES, st.none()), "sentences": st.lists(SAID, max_size=6)}),
            max_size=4,
        ),
    }
)


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_whatever_a_model_says_the_draft_is_there_proved_and_cites_what_was_sent(answer):
    draft = ModelWriter(Says(json.dumps(answer))).write(SHEET)
    assert draft.sentences
    assert draft.headline.text
    assert not any(problem.blocking for problem in (*draft.problems, *verify_draft(draft)))
    assert all(sentence.citations for sentence in (draft.headline, *draft.sentences))
    assert all(section.title for section in draft.sections[1:])
