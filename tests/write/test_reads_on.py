"""An article that reads on: cuts that keep the sentence whole, names that mean one person, quotations that follow each other."""

from __future__ import annotations

from dataclasses import replace

import planted_stories as planted
import pytest

from pipeline.facts import candidates, people, voice
from pipeline.facts.people import Person
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.verify import slots
from pipeline.write import assemble, clauses, days, extractive, introductions, kinds, leads, rewrite, told, writer
from pipeline.write.material import material
from pipeline.write.prepare import prepare


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        # a list is no aside
        ("Moe saw drums, the tall puppet or the ponchos of the crowd, but the port was shut.", "Moe saw drums but"),
        ("The film has Ilse Marant, who has a passion for slate, loving parents and a boat.", "Marant loving"),
        # a clause with its own verb is none either
        (
            "Marant and her lawyer, Oda Ferrant, now claim that the board knew of it, renewing an old quarrel.",
            "Ferrant renewing",
        ),
        ("Earlier in March, the harbour council passed a new rule at her request, amending the old one.", "March amending"),
        ("As the stakes rise, the captain goes from calm to cross, and the harbour is fascinating.", "rise and"),
        # what is coordinated with the aside needs it
        (
            "Marant used an old pass for the port, a move that raises questions about it, as well as for the mill.",
            "port as well",
        ),
        # who speaks after it is still set off
        ("Guards held eight people, who were asking for water, Officer Lena Holm confirms.", "people Officer"),
        # the place is a part of what is cut
        ("Debra S. Holm, a Saltmarsh, Ill., lawyer who takes such cases, said it was late.", "Holm lawyer"),
    ],
)
def test_nothing_is_cut_that_the_sentence_needs(text, broken):
    assert not [form for form in clauses.shorter(text) if broken in form]


def test_an_aside_is_cut_where_the_sentence_goes_on_after_it():
    text = "The mill, which opened in 1931, was sold to Ferrowick."
    assert "The mill was sold to Ferrowick." in set(clauses.shorter(text))


def test_who_somebody_is_stays_with_the_name():
    text = "Lena Holm, the harbour treasurer, and Oda Ferrant joined the talks."
    assert not [form for form in clauses.lighter(text) if "treasurer" not in form]
    # where there is no room for all of it, who they are goes before what they do
    fuller = "Halden Labs has recruited Lena Holm, the harbour treasurer, to run its accounts."
    assert "Halden Labs has recruited Lena Holm to run its accounts." in set(clauses.shorter(fuller))


def test_what_an_outlet_makes_of_a_thing_can_go_and_what_speaks_against_it_cannot():
    summed = "Marant used an old pass for the port, a move that raises questions about what the board knew of it."
    assert "Marant used an old pass for the port." in set(clauses.shorter(summed))
    against = "Marant said she would keep out of the vote, but she stars in a film that the harbour council has paid for."
    assert not [form for form in clauses.shorter(against) if "stars" not in form]


def test_a_source_is_let_go_only_where_several_say_it():
    text = "Half of the meters are behind, according to the water office."
    assert not [form for form in clauses.shorter(text) if "office" not in form]
    assert clauses.without_attribution(text) == "Half of the meters are behind."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A survey late last month showed a leak.", "A survey showed a leak."),
        ("Late Wednesday, the square was empty.", "The square was empty."),
        ("Earlier this week, a crew crossed the sound.", "A crew crossed the sound."),
        # "between now and": nothing to cut
        (
            "The board has between now and Monday night, but it is late.",
            "The board has between now and Monday night, but it is late.",
        ),
        ("The firm seeks its costs, according to a filing on Thursday.", "The firm seeks its costs, according to a filing."),
        # the film still has to be airing on some day
        ("Fox said so in a film airing Thursday.", "Fox said so in a film airing Thursday."),
        # how long ago a figure was true is a part of the figure
        ("The plan drew 44 votes last year.", "The plan drew 44 votes last year."),
    ],
)
def test_a_day_that_cannot_be_known_goes_whole_or_stays(text, left):
    assert rewrite.capital(days.without_undated(text)) == left


def persons(*texts):
    article = planted.article("lantern/port", "lantern", "Port shut", " ".join(texts))
    sheet = planted.sheet(article)
    there = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    return there.known, there.candidates


def test_a_surname_that_two_share_stands_for_neither():
    known, _ = persons(
        "Governor Asa Holm said the port would shut.",
        "Holm said so twice on the quay.",
        "Seth Holm said the governor was wrong.",
        "Seth Holm moved to Corrow, and Holm wrote to the paper.",
    )
    (holm,) = [one for one in known if one.surname == "Holm"]
    assert not holm.alone
    assert introductions.introduce("Holm refused to take credit.", (holm,), {holm.full}) == "Holm refused to take credit."
    whole = f"{holm.full} refused to take credit."
    assert introductions.introduce(whole, (holm,), {holm.full}) == whole


def test_who_has_the_surname_for_themselves_is_called_by_it():
    known, _ = persons("Oda Ferrant said the port would shut.", "Ferrant said so twice.", "Lena Holm said no, and Holm left.")
    assert {one.full: one.alone for one in known} == {"Oda Ferrant": True, "Lena Holm": True}


def test_a_surname_before_a_day_is_one():
    known, _ = persons(
        "Oda Ferrant said so.", "“It is late,” said Ferrant Sunday.", "Ferrant wrote to the board, and Ferrant left."
    )
    assert [one.full for one in known] == ["Oda Ferrant"]


def test_a_party_is_nobody():
    known, _ = persons("The Corrow Republican said no.", "The other Republican said no, and the Corrow Republican left.")
    assert known == ()


def test_a_longer_name_stays_whole():
    mateo = Person("Idris Marant", "Marant", she=False)
    text = "Omar Idris Marant was heard on the quay."
    assert introductions.introduce(text, (mateo,), {mateo.full}) == text
    assert introductions.introduce("President Idris Marant left.", (mateo,), {mateo.full}) == "President Idris Marant left."


@pytest.mark.parametrize(
    ("before", "means"),
    [
        ("Ferrant met the crews in Corrow.", True),
        ("In March, the harbour treasurer Oda Ferrant met the crews.", True),
        ("“It is late,” said Oda Ferrant.", True),
        # she is not whom the sentence speaks of
        ("In Corrow, Holt met the crews, as well as Ferrant's parents.", False),
        ("Holt met the crews and Ferrant.", False),
        ("The crews waved to Ferrant.", False),
    ],
)
def test_a_pronoun_means_whom_the_sentence_before_speaks_of(before, means):
    oda = Person("Oda Ferrant", "Ferrant", she=True)
    _, source = persons(before, "She also met the captain of the ferry.")
    found = people.antecedent(1, "She", source, (oda,))
    assert (found == oda) is means


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A racing game made by Halden Games.", False),
        ("The heavily fortified police station in Corrow, near the old quay.", False),
        ("After the gunfire began, in the first minutes.", False),
        ("Several seats on the board remain empty today.", True),
        ("The images show a case of lamps.", True),
        ("After the strike ended, pay rose by a tenth.", True),
        ("A kettle that was made by Halden broke.", True),
    ],
)
def test_a_sentence_has_a_verb_of_its_own(text, whole):
    assert rewrite.stands(text) is whole


def test_labels_of_a_player_are_no_part_of_a_sentence():
    _, found = persons(
        "CLOSE The port of Corrow shut its oldest berth.", "EMBED More News Videos A 38-year-old captain was hurt."
    )
    assert [one.text for one in found] == ["The port of Corrow shut its oldest berth.", "A 38-year-old captain was hurt."]
    _, found = persons("NATO Secretary General Mark Oster left Corrow.")
    assert found[0].text.startswith("NATO Secretary")


def test_what_breaks_off_or_cries_out_is_not_printed():
    _, found = persons(
        "A captain claims to have sold the berth of Ferrowick's…",
        "Wow, the berth of Corrow was sold at last.",
        "'One side will pay for the berth and will not sell.",
        "No berth in Corrow was sold by the council.",
    )
    assert [one.flaw is None for one in found] == [False, False, False, True]


@pytest.mark.parametrize(
    ("text", "before", "printed"),
    [
        ("“It makes me sick,” Ferrant said.", ["“It is a low thing,” Oda Ferrant said."], "“It makes me sick.”"),
        (
            "“We were gone for an hour,” said Ferrant.",
            ["“It is low,” Ferrant said.", "“It makes me sick.”"],
            "“We were gone for an hour.”",
        ),
        ("“It makes me sick,” Holm said.", ["“It is a low thing,” Oda Ferrant said."], "“It makes me sick,” Holm said."),
        (
            "“It makes me sick,” Ferrant said in May.",
            ["“It is low,” Ferrant said."],
            "“It makes me sick,” Ferrant said in May.",
        ),
        ("“It makes me sick,” Ferrant said.", ["Ferrant shut the port."], "“It makes me sick,” Ferrant said."),
    ],
)
def test_who_goes_on_speaking_is_named_once(text, before, printed):
    assert told.spoken_on(text, before) == printed


def test_the_second_half_of_what_somebody_says_follows_the_first():
    article = planted.article(
        "lantern/port",
        "lantern",
        "Corrow shuts its oldest berth after a survey",
        "The port of Corrow shut its oldest berth on Monday after a survey found rot in 40 of its piles. "
        "The survey cost 90,000 crowns, the harbour council said. "
        "“We saw the rot with our own eyes,” said Oda Ferrant, the harbour treasurer. “Nobody could have stood on those planks.” "
        "The berth will be rebuilt by June, the council said in a letter to crews.",
    )
    other = planted.article(
        "northpost/port",
        "northpost",
        "Rot closes a berth in Corrow",
        "A berth in the port of Corrow closed on Monday after divers reported rot in 40 piles. "
        "Crews of nine ferries moved to the new quay, a spokesman for Ferrowick Lines said.",
    )
    draft = writer("extractive").write(planted.sheet(article, other))
    body = [sentence.text for sentence in draft.sentences]
    told_by = next(place for place, text in enumerate(body) if "own eyes" in text)
    assert body[told_by + 1] == "“Nobody could have stood on those planks.”"
    assert not [problem for problem in draft.problems if problem.blocking]


def test_exclamations_do_not_take_numbers_with_them():
    sheet = planted.sheet(planted.article("lantern/one", "lantern", "x", "No. 4 pier was shut."))
    report = reports(sheet, ranking(sheet), "en")[0]
    assert voice.flaw("No. 4 pier was shut by the council.", report, frozenset()) is None


def test_a_decade_opens_no_quotation():
    assert candidates._OPEN_SINGLE.match("'90s boats are dear.") is None


@pytest.mark.parametrize(
    ("text", "place", "printed"),
    [
        # what somebody says in two sentences can be quoted by either half that tells who speaks
        ("“It was late. Nobody came down to the quay,” Ferrant said.", 1, "“Nobody came down to the quay,” Ferrant said."),
        ('Ferrant said: "We had no boats left. It was late."', 0, 'Ferrant said: "We had no boats left."'),
        # nobody is told to speak here
        ("“It was late. Nobody came down to the quay.” The port was shut.", 1, None),
        # a voice inside the voice
        ("“I asked, ‘Is it late? Is it safe?’ and we both said no to it,” Ferrant said.", 1, None),
        # two marks that are no pair
        ('"Nobody came down to the quay,” Ferrant said.', 0, None),
    ],
)
def test_half_of_a_quotation_is_whole_where_its_sentence_says_who_speaks(text, place, printed):
    _, found = persons(text)
    assert (found[place].text if found[place].flaw is None else None) == printed


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It is late,” Idris K. Marant, a spokesman for the port, said in a statement.", "Idris K. Marant"),
        ("“It is late,” Speaker Oda Ferrant (C-Corrow) said at a hearing.", "Speaker Oda Ferrant (C-Corrow)"),
        ("“It smelled of rot,” one witness said.", "one witness"),
        ("“It smelled of rot,” said the actor.", "the actor"),
    ],
)
def test_who_speaks_is_told_by_initials_parties_and_trades(text, who):
    assert candidates.speaker(text) == who


def test_a_mark_put_back_makes_the_sentence_a_derived_one():
    lines = (
        "“It was late on the quay of Corrow. Nobody from the board came down to the 40 crews,” said Oda Ferrant, the treasurer."
    )
    article = planted.article(
        "lantern/port", "lantern", "Corrow crews wait for the board", f"The port of Corrow shut on Monday. {lines}"
    )
    draft = writer("extractive").write(planted.sheet(article))
    (said,) = [one for one in draft.sentences if "Nobody from the board" in one.text]
    assert said.text.startswith("“Nobody")
    assert said.how == "derived"


def test_a_report_opens_with_whom_it_names_and_not_with_the_company():
    article = planted.article(
        "lantern/port",
        "lantern",
        "Ferrowick asks for its costs",
        "Ferry firm Ferrowick Lines filed papers on Monday seeking 90,000 crowns from Oda Ferrant, who sued over the firm. "
        "A judge in Corrow will hear both sides in June, the court said.",
    )
    sheet = planted.sheet(article)
    there = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    opened = {pick.place: pick.needs for pick in prepare(there, frozenset())}
    assert opened[0] is None


def test_the_company_opens_nothing_though_what_stood_before_it_cannot_be_printed():
    article = planted.article(
        "lantern/port",
        "lantern",
        "Ferrowick's ferries stop",
        "Subscribe to our newsletter for more on Ferrowick Lines. "
        "The company said its nine ferries stopped at 5:12 a.m. on Monday and went on at 11:52 a.m. "
        "Crews at Ferrowick Lines waited on the quay of Corrow, a spokesman said.",
    )
    sheet = planted.sheet(article)
    there = material(reports(sheet, ranking(sheet), "en"), sheet.style)
    opened = {there.candidates[pick.place].index: pick.needs for pick in prepare(there, frozenset())}
    assert opened.get(1, -1) is not None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Jan 27 (Quay Wire) - A ferry of Corrow sank.", "A ferry of Corrow sank."),
        ("March 17 (Halyard) - The mill of Corrow shut.", "The mill of Corrow shut."),
        ("March 17 – The mill of Corrow shut.", "The mill of Corrow shut."),
        # a day that the sentence is about
        ("March 17 is the last day of the mill.", "March 17 is the last day of the mill."),
    ],
)
def test_a_dateline_without_a_town_is_one(text, printed):
    assert rewrite.clean(text, None, planted.STYLE.date_format)[0] == printed


def test_a_speaker_set_off_by_commas_is_no_state():
    text = "Its contract runs until June 2028, the harbour master, Walter Keane, said."
    assert not [form for form in clauses.shorter(text) if form.endswith("2028 said.")]


def test_an_aside_that_ends_with_a_state_holds_no_place_of_the_claim():
    source = "Hollow Pine, a maker of kettles in Salem, Oregon, gave notice that it would shut its plant."
    claim = "Hollow Pine gave notice that it would shut its plant."
    known = frozenset({"hollow", "pine", "salem", "oregon"})
    assert slots.misplaced(claim, [source], known) == []
    other = "Holm Kettles gave notice that it would shut its plant."
    assert slots.misplaced(other, [source], known | {"holm", "kettles"})


def test_an_opening_that_cannot_be_proved_gives_way_to_the_next():
    article = planted.article(
        "lantern/port",
        "lantern",
        "Ferrowick shuts its berth in Corrow",
        "Ferrowick Lines shut its oldest berth in Corrow on Monday after divers found rot in 40 piles. "
        "The berth will be rebuilt by June at a cost of 90,000 crowns, the harbour council said.",
    )
    sheet = planted.sheet(article)
    order = ranking(sheet)
    there = material(reports(sheet, order, "en"), sheet.style)
    pool = prepare(there, frozenset())
    page = assemble.Page(there, {(one.article, one.version): one for one in order.sources}, order.independent)
    true = next(pick for pick in pool if pick.place == 0)
    false = replace(next(pick for pick in pool if pick.place == 1), text="The council bought 70 ferries in Tilden, Holm said.")
    assert extractive._proved_lead(false, pool, page, kinds.GENERAL, []).place == true.place
    assert extractive._proved_lead(true, pool, page, kinds.GENERAL, []) is true


def test_who_knows_the_newest_value_may_tell_the_first():
    first = planted.article(
        "lantern/theft",
        "lantern",
        "Ferrowick says 41,000 crews are in stolen files",
        "Ferrowick Lines said on Monday that files on 41,000 crews were stolen from its office in Corrow.",
    )
    second = planted.article(
        "northpost/theft",
        "northpost",
        "Ferrowick raises number of crews in stolen files to 62,000",
        "Ferrowick Lines raised the number of crews whose files were stolen to 62,000 on Tuesday, from 41,000 on Monday.",
        hours=24,
    )
    third = planted.article(
        "southpost/theft",
        "southpost",
        "Stolen files at Ferrowick: now 214,000 crews",
        "Ferrowick Lines raised the number of crews whose files were stolen to 214,000 on Friday and said that it would not pay, "
        "four days after it had put the figure at 41,000.",
        hours=96,
    )
    draft = writer("extractive").write(planted.sheet(first, second, third))
    assert "214,000" in draft.sentences[0].text


def test_the_text_opens_with_what_the_headline_tells():
    article = planted.article(
        "lantern/port",
        "lantern",
        "Ferrowick shuts oldest berth in Corrow",
        "Ferrowick Lines shut its oldest berth on Monday after a survey by three engineers from Tilden, and nine ferries moved. "
        "Divers had found rot in 40 piles of the quay, the harbour council said.",
    )
    sheet = planted.sheet(article)
    order = ranking(sheet)
    there = material(reports(sheet, order, "en"), sheet.style)
    pool = prepare(there, frozenset())
    page = assemble.Page(there, {(one.article, one.version): one for one in order.sources}, order.independent)
    aside, news = (next(pick for pick in pool if pick.place == place) for place in (1, 0))
    nothing = leads.News()
    assert extractive._told_first(article.title, aside, pool, page, nothing).place == news.place
    assert extractive._told_first(article.title, news, pool, page, nothing) is news
