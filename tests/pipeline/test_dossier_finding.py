"""What a story is about, held against the sample press written down by hand and against traps of our own writing."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsloom.press.content import load_press
from newsloom.press.sites import site
from pipeline.dossiers.find import find_subjects
from pipeline.dossiers.names import comparable
from pipeline.dossiers.values import Listed, ListedSubject
from pipeline.extract import read_page
from pipeline.languages import language
from pipeline.rank import rank
from pipeline.sentences import split
from pipeline.values import Article, FetchedPage, Outlet
from tests.pipeline.press_subjects import ABOUT, BESIDE, PERSONS

NOBODY = Listed()
READ_AT = datetime(2026, 9, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def press():
    """The outlets and stories of the sample press, each page read as a crawl would read it."""
    press, stories = load_press(), defaultdict(list)
    outlets = {
        one.folder: Outlet(one.folder, one.name, (one.host,), kind=one.kind, language=one.language) for one in press.outlets
    }
    for piece in press.pieces:
        answer, url = site(press, press.outlet(piece.outlet)).answers[piece.path], press.url(piece)
        page = FetchedPage(url, url, answer.status, tuple(answer.headers), answer.body, READ_AT, piece.outlet)
        if isinstance(read := read_page(page, outlets, READ_AT), Article):
            stories[piece.event or piece.id].append(replace(read, id=piece.id))
    return outlets, stories


@pytest.fixture(scope="module")
def found(press):
    outlets, stories = press
    return {name: _of(articles, outlets) for name, articles in stories.items()}


def _of(articles, outlets, listed=NOBODY):
    origins = {ranked.article: ranked.origin for ranked in rank(articles, outlets, [])}
    return find_subjects(articles, outlets, origins, listed)


def article(text, title="", outlet="gull", code="en"):
    sentences = tuple(split(text, language(code)))
    return Article(
        f"{outlet}-{len(text)}", text, title, outlet=outlet, domain=f"{outlet}.example", language=code, sentences=sentences
    )


def subjects(*articles, listed=NOBODY):
    return find_subjects(articles, {}, {one.id: one.id for one in articles}, listed)


def named(*articles, listed=NOBODY):
    return {(one.kind, one.name) for one in subjects(*articles, listed=listed)}


def test_what_the_sample_press_is_about_is_found(found):
    read = {story: names for story, names in ABOUT.items() if story in found}  # one stands behind a paywall
    wanted = {(story, kind, name) for story, names in read.items() for name, kind in names.items()}
    assert len(read) == len(ABOUT) - 1
    have = {(story, one.kind, one.name) for story, subjects in found.items() for one in subjects}
    assert len(wanted & have) >= 0.9 * len(wanted), sorted(wanted - have)


def test_nothing_else_of_the_sample_press_is_a_subject(found):
    wrong = {
        (story, one.name)
        for story, subjects in found.items()
        for one in subjects
        if one.name not in ABOUT.get(story, {}) and one.name not in BESIDE.get(story, ())
    }
    assert wrong == set()


def test_no_person_of_the_sample_press_is_a_subject_without_the_list(found):
    people = {comparable(form) for person in PERSONS for form in (person, person.split()[-1])}
    assert not [one for subjects in found.values() for one in subjects if people & {comparable(form) for form in one.variants}]


def test_a_listed_person_is_a_subject_of_the_stories_that_name_them(press):
    outlets, stories = press
    listed = Listed((ListedSubject("person", "Ilse Marant", "moves between labs", "Ada", READ_AT),))
    about = {name for name, articles in stories.items() if any(one.kind == "person" for one in _of(articles, outlets, listed))}
    assert about == {"E1"}


def test_a_name_with_its_legal_form_and_its_short_form_are_one():
    one = article(
        "Brightloom Systems, Inc., a maker of looms, said on Monday it will close a plant. Brightloom's shares fell.",
        "Brightloom closes a plant",
    )
    other = article(
        "Brightloom Systems said it has no choice. The company employs 90.", "Brightloom Systems to shut plant", "tern"
    )
    (subject,) = subjects(one, other)
    assert (subject.kind, subject.key) == ("company", "brightloom systems")
    assert {"Brightloom", "Brightloom Systems"} <= set(subject.variants)


def test_a_surname_that_two_bear_and_a_company_too_is_no_subject():
    text = "Corwin said no. Jane Corwin, the minister, and her brother Paul Corwin, an engineer, own farms. Corwin's spokesman left."
    assert named(article(text, "Corwin says no"), article(text + " He left.", "Corwin says no again", "tern")) == set()


def test_a_politician_with_a_spokesman_and_a_staff_is_no_company():
    text = "Tarrow's spokesman said the bill will pass. Tarrow said so on Monday. Staff of Tarrow met the board of Tarrow's donors."
    assert named(article(text, "Tarrow warns the house"), article(text + " Yes.", "Tarrow warns", "tern")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Monday said it was late. Monday, a maker of delays, announced a week of rain.",
        "Germany, the maker of cars, said it will pay. Germany's shares of the fund grew.",
        "The FTC, an agency, sued. The FTC's lawyers said the SEC, its rival, agreed.",
        "Chief executive officers, a group, met. The CEO, a founder, said yes.",
        "However, a company said no. Inside, a firm said yes.",
    ],
)
def test_days_countries_bodies_roles_and_opening_words_are_no_subjects(text):
    title = text.split(",", maxsplit=1)[0]
    assert named(article(text, title), article(text + " So it was.", title, "tern")) == set()


def test_an_outlet_and_a_byline_are_no_subjects():
    text = "Gull Review, a publisher, said it will hire. Gull Review's staff cheered."
    gull = replace(article(text, "Gull Review hires"), authors=("Mara Quill",))
    outlets = {"gull": Outlet("gull", "Gull Review", ("gull.example",))}
    assert find_subjects([gull], outlets, {gull.id: gull.id}, Listed()) == ()


def test_a_product_keeps_its_number_and_its_company():
    text = "Orrel, a chip maker, unveiled the accelerator Finch 3 on Tuesday. Orrel's Finch 3 costs $900. The Finch 2 is gone."
    one = article(text, "Orrel unveils Finch 3")
    (product,) = [subject for subject in subjects(one) if subject.kind == "product"]
    assert (product.name, product.owner) == ("Finch 3", "Orrel")


def test_two_versions_of_a_product_are_two_subjects():
    text = "Orrel, a chip maker, sells the chip Finch 2. Now Orrel's chip Finch 3, a chip for cars, arrives. Finch 2 and Finch 3 are chips."
    assert {name for kind, name in named(article(text, "Finch 3 beats Finch 2")) if kind == "product"} <= {"Finch 2", "Finch 3"}


def test_german_nouns_are_no_names_and_a_german_company_is_found():
    text = (
        "HANAU. Das Unternehmen Siltrona übernimmt den Konkurrenten Perakta für 90 Millionen Euro. Die Siltrona GmbH teilte am Mittwoch "
        "mit, der Kauf sei beschlossen. Der Hersteller Perakta beschäftigt 300 Menschen. Montag beginnt die Prüfung."
    )
    found = named(article(text, "Siltrona kauft Perakta", code="de"))
    assert {name for _, name in found} <= {"Siltrona", "Perakta"}
    assert ("company", "Siltrona") in found


def test_a_technology_is_a_subject_only_where_the_newsroom_lists_it():
    text = "Solid-state batteries cost half as much, a study says. A solid-state battery lasts longer."
    one = article(text, "Solid-state batteries get cheaper")
    assert named(one) == set()
    listed = Listed(
        (ListedSubject("technology", "Solid-state batteries", "our beat", "Ada", READ_AT, ("solid-state battery",)),)
    )
    assert named(one, listed=listed) == {("technology", "Solid-state batteries")}


def test_what_other_stories_called_a_product_needs_no_word_for_it_here(press):
    outlets, stories = press
    (one,) = stories["halden/how-skald-shows-its-sources"]
    assert find_subjects([one], outlets, {}, NOBODY) == ()
    assert {found.key for found in find_subjects([one], outlets, {}, NOBODY, {"skald": "product"})} == {"skald"}


def test_what_everybody_knows_needs_no_word_that_says_what_it_is():
    text = "Google will close the office, it said on Monday. Staff of Google were told in May."
    assert named(article(text, "Google closes an office")) == {("company", "Google")}


def test_who_bears_the_name_of_a_famous_company_is_no_company():
    text = "Michael Dell said no. He was asked twice. Mr Dell left on Monday, and Dell's friends stayed."
    assert named(article(text, "Dell says no")) == set()


def test_what_other_stories_called_a_company_does_not_make_a_person_one():
    text = "Corwin said no. Jane Corwin, the minister, said that she owns farms. Corwin left on Monday."
    one = article(text, "Corwin says no")
    assert find_subjects([one], {}, {}, NOBODY, {"corwin": "company"}) == ()


def test_the_same_texts_in_another_order_give_the_same_subjects(press):
    outlets, stories = press
    for name in ("E1", "E3", "E7"):
        assert _of(stories[name], outlets) == _of(stories[name][::-1], outlets)
