"""An editor corrects the grouping in the terminal, end to end on a small newsroom, and the grouping learns from it."""

import json
import shlex
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsloom.app import opened
from newsloom.cli import run
from newsloom.config import load_newsroom
from newsloom.cycle import group_articles
from newsloom.progress import Silent
from newsloom.ruling import read_ruling
from newsloom.starter_files import write_newsroom
from newsloom.work import write_drafts
from pipeline.cluster.constraints import bonds
from pipeline.cluster.judge import Judgement, Trial
from pipeline.cluster.kept import KeptGrouping
from pipeline.cluster.learn import Lesson
from pipeline.cluster.settle import settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.errors import NewsloomError
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.urls import article_id
from pipeline.values import Moment
from storage import Store
from tests.storage.samples import HOST, article, crawl

START = datetime.now(UTC) - timedelta(days=1)
LAUNCH = (
    "Marrowick Labs released its Tarn 4 model on Monday, a system that reads court files. The company in Lorne says Tarn 4 "
    "summarises {count} pages in a minute and costs {price} crowns a month. Chief executive Ines Moraud said {said}."
)
RECALL = (
    "After {count} invented rulings turned up in Orrin, Marrowick Labs withdrew its model on Monday. Judge Piet Hallam had cited three "
    "cases that never were, and the bar association opened an inquiry. Some {price} lawyers want damages from the insurer, Sund Mutual. "
    "An engineer of the company wrote that {said}, and the ministry of justice in Varn bans such drafts from its registry until an "
    "audit by Professor Lotte Brink is done."
)
BREAD = (
    "The bakers of Orrin struck for warmer ovens, and no bread was sold before noon. The guild counts {count} bakers and asks "
    "{price} crowns more a week. Its chair Tove Aske said {said}."
)
SAYINGS = (
    "clerks had asked for it",
    "it was worth two years",
    "nobody reads seals",
    "judges would decide",
    "the team slept little",
)


class Room:
    """A newsroom in a folder: articles come in as from a crawl, passes run as in ``newsloom run``, verbs as typed."""

    def __init__(self, folder, capsys):
        self.folder, self.capsys, self.minutes = folder, capsys, 0
        write_newsroom(folder, name="Loom", contact="desk@loom.example", beat="x")

    def opened(self):
        return opened(load_newsroom(self.folder))

    def crawl(self, kind, *numbers, group=True):
        """Reports of one saga, one pass for all; gives their ids."""
        template = {"launch": LAUNCH, "recall": RECALL, "bread": BREAD}[kind]
        with self.opened() as app:
            for number in numbers:
                self.minutes += 7
                text = template.format(count=300 + number, price=40 + number % 3, said=SAYINGS[number % len(SAYINGS)])
                titles = {
                    "launch": "Marrowick releases Tarn 4",
                    "recall": "Marrowick model invented rulings",
                    "bread": "Bakers strike",
                }
                at = START + timedelta(minutes=self.minutes)
                read = article(
                    f"{kind}-{number}", text, title=f"{titles[kind]} {number}", published=Moment(at), language="en", domain=f"{kind}{number}.example",
                    sentences=split(text, language("en")),
                )  # fmt: skip
                crawl(app.store, read.id, read, at=at)
            if group:
                group_articles(app, Silent())
        return [article_id(f"{HOST}/{kind}-{number}") for number in numbers]

    def __call__(self, *words, status=0):
        """Type a command; gives what it printed. On a failure: what it said on standard error."""
        self.capsys.readouterr()
        code = run(["--newsroom", str(self.folder), *map(str, words)])
        out, err = self.capsys.readouterr()
        assert code == status, err
        assert "Traceback" not in err
        return out if status == 0 else err

    def json(self, *words):
        return json.loads(self(*words, "--json"))

    def story_of(self, article_):
        with self.opened() as app:
            return app.store.stories_of([article_])[article_]

    def stories_of(self, articles):
        with self.opened() as app:
            return set(app.store.stories_of(articles).values())


@pytest.fixture
def room(tmp_path, capsys):
    return Room(tmp_path / "room", capsys)


def test_a_split_is_printed_with_its_undo_and_holds_through_later_coverage_and_a_full_second_look(room):
    launches, recalls = room.crawl("launch", 0, 1, 2, 3), room.crawl("recall", 0, 1, 2)
    (story,) = room.stories_of(launches + recalls)
    said = room("split", story, *recalls, "--as", "Ada Editor", "--note", "two events")
    assert said.splitlines()[0].startswith("correction 1: 3 articles went from")
    new = room.story_of(recalls[0])
    assert said.splitlines()[-1] == f"undo: newsloom merge {story} {new} --as 'Ada Editor'"
    later = [*room.crawl("launch", 5), *room.crawl("recall", 5), *room.crawl("launch", 6), *room.crawl("recall", 6)]
    with room.opened() as app:
        state, ruling = ClusterState(), read_ruling(app.store)
        for one in app.store.active(START - timedelta(days=1)):
            state.add(state.weigh(one.fingerprint), one.story)
        state.bonds = bonds(ruling.fixed, (ruling.homes, state.story_of))
        settled = settle_stories(state)
    assert settled.merged == {}
    assert not set(settled.moved) & {*launches, *recalls}
    assert room.stories_of(launches) == {story}
    assert room.stories_of(recalls) == {new}
    assert room.stories_of(later) <= {story, new}
    told = room("story", new)
    assert "Ada Editor: split" in told
    assert "(two events)" in told
    (kept,) = room.json("story", story)["corrections"]
    assert (kept["by"], kept["note"], kept["replaced_by"], kept["moved"]) == ("Ada Editor", "two events", None, recalls)


def test_a_merge_holds_through_thirty_new_articles_and_the_old_id_says_where_it_went(room):
    launches, bread = room.crawl("launch", 0, 1), room.crawl("bread", 0, 1)
    one, other = room.story_of(launches[0]), room.story_of(bread[0])
    assert one != other
    made = room.json("merge", other, one, "--as", "Ada")
    assert (made["target"], made["source"], made["replaces"]) == (one, other, [])
    room.crawl("launch", *range(2, 17))
    room.crawl("bread", *range(2, 17))
    assert room.stories_of(launches + bread) == {one}
    assert room("story", other).startswith(f"{other} was merged into {one}\n")
    assert room.json("story", other)["merged_from"] == other
    assert room.json("story", one)["merged_from"] is None


def test_every_correction_is_taken_back_by_the_command_it_prints(room):
    launches, bread = room.crawl("launch", 0, 1, 2), room.crawl("bread", 0, 1, 2)

    def parts():
        with room.opened() as app:
            homes = app.store.stories_of(launches + bread)
        return sorted(sorted(article for article in homes if homes[article] == home) for home in set(homes.values()))

    before = parts()
    for verb, *rest in (
        ("merge", "launches", "bread"),
        ("split", "launches", launches[0]),
        ("move", launches[0], "bread"),
        ("move", bread[0], "new"),
    ):
        homes = {"launches": room.story_of(launches[1]), "bread": room.story_of(bread[1])}
        words = (verb, *(homes.get(word, word) for word in rest))
        made = room.json(*words, "--as", "Ada")
        assert parts() != before, words
        taken_back = room.json(*shlex.split(made["undo"])[1:])
        assert parts() == before, words
        assert made["correction"] in taken_back["replaces"]


def test_what_was_replaced_is_shown_as_replaced(room):
    launches = room.crawl("launch", 0, 1, 2)
    story = room.story_of(launches[0])
    new = room.json("split", story, launches[0], "--as", "Ada")["target"]
    said = room("merge", story, new, "--as", "Ben")
    assert "replaces what Ada said otherwise in correction 1" in said
    told = room("story", story)
    assert "[replaced, whole or in part, by correction 2]" in told
    assert [one["replaced_by"] for one in room.json("story", story)["corrections"]] == [2, None]


def test_a_wrong_use_is_one_line(room):
    launches = room.crawl("launch", 0, 1)
    story = room.story_of(launches[0])
    for words, status, line in (
        (("merge", story, "s404", "--as", "Ada"), 1, "no story 's404'"),
        (("split", story, *launches, "--as", "Ada"), 1, "nothing would stay in it"),
        (("split", story, "nowhere", "--as", "Ada"), 1, "is not in"),
        (("move", "nowhere", story, "--as", "Ada"), 1, "no story has an article 'nowhere'"),
        (("merge", story, story, "--as", " "), 2, "a correction is made by a person"),
        (("learn", "--apply"), 2, "--as USER is missing"),
        (("learn", "--apply", "--list", "--as", "Ada"), 2, "three different things"),
        (("learn", "--back-to", "4", "--as", "Ada"), 1, "nothing was learned yet"),
    ):
        error = room(*words, status=status)
        assert line in error
        assert len(error.splitlines()) == 1


def test_a_correction_that_comes_while_a_pass_goes_on_is_not_lost_and_the_pass_begins_again(room, monkeypatch):
    launches = room.crawl("launch", 0, 1, 2, 3)
    recalls = room.crawl("recall", 0, 1)
    (story,) = room.stories_of(launches + recalls)
    room.crawl("launch", 7, group=False)
    known = corrected_before_saving(monkeypatch, 1, lambda: room("split", story, *recalls, "--as", "Ada"))
    with room.opened() as app:
        assert group_articles(app, Silent()) == 1
    assert known == [0, 1], "the first pass did not know of it, and is not kept"
    assert room.stories_of(recalls) != room.stories_of(launches) == {story}


def test_a_pass_that_is_overtaken_for_ever_says_so_and_loses_nothing(room, monkeypatch):
    launches = room.crawl("launch", 0, 1, 2)
    room.crawl("launch", 3, group=False)

    def there_and_back():
        alone = room.story_of(launches[0]) != room.story_of(launches[1])
        room(*(("merge", *sorted(room.stories_of(launches))) if alone else ("move", launches[0], "new")), "--as", "Ada")

    with monkeypatch.context() as patched, room.opened() as app:
        corrected_before_saving(patched, 1000, there_and_back)
        with pytest.raises(NewsloomError, match="cannot be grouped"):
            group_articles(app, Silent())
    with room.opened() as app:
        assert group_articles(app, Silent()) == 1


def test_a_process_that_holds_the_grouping_in_memory_learns_of_every_correction(room):
    launches, recalls = room.crawl("launch", 0, 1, 2, 3), room.crawl("recall", 0, 1, 2)
    (story,) = room.stories_of(launches + recalls)
    now = datetime.now(UTC)
    with room.opened() as app:
        kept = KeptGrouping(app.store, timedelta(days=14))
        kept.catch_up(now)
        new = app.store.split(story, recalls, "Ada", "", now).correction.target
        kept.catch_up(now)
        assert {kept.story_of(one) for one in recalls} == {new}
        room.crawl("recall", 5, 6, group=False)
        ruling = read_ruling(app.store)
        fence = app.store.acquire("grouping", "tests", now, 60)
        with kept.deciding(app.store.ungrouped(9), fixed=ruling.fixed, homes=ruling.homes) as result:
            app.store.save_grouping(replace(result, corrections=ruling.newest), fence, now)
        app.store.release("grouping", "tests", fence)
        assert {kept.story_of(one) for one in launches} == {story}
        assert kept.rebuilt == 1, "nothing was read anew for it"
        app.store.merge(new, story, "Ada", "", now)
        kept.catch_up(now)
        assert {kept.story_of(one) for one in (*launches, *recalls)} == {story}


def corrected_before_saving(monkeypatch, times, correct):
    """The first so many passes are overtaken: a person corrects between their reading and their saving."""
    known, save = [], Store.save_grouping

    def save_after_a_correction(self, result, fence, now):
        known.append(result.corrections)
        if len(known) <= times:
            correct()
        save(self, result, fence, now)

    monkeypatch.setattr(Store, "save_grouping", save_after_a_correction)
    return known


def test_both_parts_are_drafted_again_and_each_cites_only_its_own(room):
    launches, recalls = room.crawl("launch", 0, 1, 2, 3), room.crawl("recall", 0, 1, 2)
    (story,) = room.stories_of(launches + recalls)
    with room.opened() as app:
        write_drafts(app, Silent())
    room("split", story, *recalls, "--as", "Ada")
    with room.opened() as app:
        assert write_drafts(app, Silent()) == 2
        for articles in (launches, recalls):
            home = app.store.stories_of(articles[:1])[articles[0]]
            assert {source.article for source in app.store.draft(home).sources} == set(articles)
        assert app.store.draft(story).version == 2


def test_an_approval_whose_sources_left_is_none_any_more(room):
    launches, recalls = room.crawl("launch", 0, 1, 2, 3), room.crawl("recall", 0, 1, 2)
    (story,) = room.stories_of(launches + recalls)
    with room.opened() as app:
        write_drafts(app, Silent())
    room("approve", story, "--version", 1, "--as", "Ada")
    said = room("split", story, *recalls, "--as", "Ada")
    assert f"! the approved version of {story} no longer waits for files" in said
    assert f"! {story} was approved: a new version is drafted, and is to be reviewed" in said
    assert "no version is approved" in room("export", story, "--to", "files", status=1)


def test_learning_says_when_there_is_too_little_to_learn_from_and_changes_nothing(room):
    launches, recalls = room.crawl("launch", 0, 1, 2, 3), room.crawl("recall", 0)
    room("split", room.story_of(launches[0]), *recalls, "--as", "Ada")
    assert room("learn") == (
        "too few examples to learn from: 1 of 1 standing corrections give examples, and 5 are needed; nothing changes\n"
    )
    assert "too few examples" in room("learn", "--apply", "--as", "Ada", status=1)
    assert room.json("learn")["too_few"]
    assert room.json("learn", "--list") == [{"version": 0, "in_use": True}]


@pytest.fixture
def taught(room):
    """A newsroom whose editor took six reports of the recall out of the launch, one after the other."""
    launches, recalls = room.crawl("launch", *range(8)), room.crawl("recall", *range(6))
    room.crawl("bread", 0, 1)
    (story,) = room.stories_of(launches + recalls)
    first = room.json("split", story, recalls[0], "--as", "Ada")["target"]
    for number, recalled in enumerate(recalls[1:]):
        room("move", recalled, first, "--as", ("Ada", "Ben")[number % 2])
    return room


def test_learning_shows_what_would_change_and_writes_nothing(taught):
    def written():
        with taught.opened() as app:
            return app.store.adjustments(), app.store.corrections(), [app.store.story(one.id) for one in app.store.queue()]

    before = written()
    said = taught("learn")
    assert "learned from 6 corrections and 0 approved stories (" in said
    assert "nats as the score ships" in said
    assert "grouped with it from nothing" in said
    assert said.splitlines()[-1].startswith("nothing is changed;")
    told = taught.json("learn")
    assert told == taught.json("learn"), "the same corrections teach the same"
    assert (told["usable"], told["version"], told["regrouped"]) == (6, None, 16)
    assert written() == before


def test_what_was_learned_is_kept_as_a_version_used_from_the_next_pass_and_given_up_again(taught):
    applied = taught.json("learn", "--apply", "--force", "--as", "Ada")
    assert applied["version"] == 1
    with taught.opened() as app:
        ruling = read_ruling(app.store)
    assert ruling.adjustment is not None
    assert ruling.adjustment.record() == applied["weights"]
    listed = taught.json("learn", "--list")[1]
    assert (listed["in_use"], listed["by"], listed["learned_from"]["users"]) == (True, "Ada", ["Ada", "Ben"])
    assert listed["learned_from"]["kinds"] == {"merge": 0, "split": 1, "move": 5}
    assert "version 0 (the score as it ships)" in taught("learn", "--back-to", 0, "--as", "Ben")
    with taught.opened() as app:
        assert read_ruling(app.store).adjustment is None
    assert [one["in_use"] for one in taught.json("learn", "--list")] == [True, False]
    taught("learn", "--back-to", 1, "--as", "Ben")
    with taught.opened() as app:
        assert read_ruling(app.store).adjustment == ruling.adjustment


def judged(monkeypatch, *trials):
    """What grouping again would say: of ten decisions two come out as said with the score as it ships, and a hundred stories."""
    found = Judgement(10, 2.0, 100, tuple(Trial(*trial) for trial in trials))
    monkeypatch.setattr("newsloom.learning.judge", lambda *_given, **_named: found)


def test_what_would_not_group_better_is_refused_in_words_and_numbers_unless_forced(taught, monkeypatch):
    judged(monkeypatch, (1.0, 9.0, 30.0), (0.5, 6.0, 12.0), (0.25, 2.0, 0.0))
    refused = taught("learn", "--apply", "--as", "Ada", status=1)
    assert (
        "would not group better: at 25% it agrees with 2.0 of 10 decisions that were held out (2.0 as the score ships)"
        in refused
    )
    assert "changes 0.0 of 100 stories that nobody corrected; nothing changes; --force applies it all the same" in refused
    assert "at 100% it agrees with 9.0 of 10 decisions that were held out (2.0 as the score ships) and changes 30.0" in taught(
        "learn"
    )
    assert taught.json("learn")["held_out"]["used_strength"] == 0
    assert taught.json("learn", "--list") == [{"version": 0, "in_use": True}]
    assert taught.json("learn", "--apply", "--force", "--as", "Ada")["version"] == 1


def test_what_was_learned_is_drawn_towards_none_until_it_does_more_good_than_it_changes(taught, monkeypatch):
    judged(monkeypatch, (1.0, 2.0, 30.0), (0.5, 3.0, 12.0), (0.25, 2.0, 0.0))
    whole = taught.json("learn", "--apply", "--force", "--as", "Ada")["weights"]
    judged(monkeypatch, (1.0, 9.0, 30.0), (0.5, 8.0, 3.0), (0.25, 4.0, 0.0))
    half = taught.json("learn", "--apply", "--as", "Ada")
    assert half["weights"] == pytest.approx({name: weight / 2 for name, weight in whole.items()}, abs=1e-5)
    assert half["version"] == 2
    assert taught.json("learn", "--list")[2]["strength"] == 0.5


def test_what_judges_unseen_examples_worse_is_refused_too(taught, monkeypatch):
    judged(monkeypatch, (1.0, 9.0, 0.0))
    monkeypatch.setattr(Lesson, "worse", property(lambda _self: True))
    assert "judges unseen examples worse" in taught("learn", "--apply", "--as", "Ada", status=1)
    assert taught.json("learn", "--list") == [{"version": 0, "in_use": True}]


def test_of_two_editors_who_contradict_each_other_the_newest_wins_and_learn_says_so(taught):
    here, there = (taught.story_of(article_id(f"{HOST}/{name}-0")) for name in ("recall", "launch"))
    taught("merge", here, there, "--as", "Ben")
    merged = taught.json("learn")
    assert merged["replaced"], "Ada split what Ben has merged since"
    newest = max(one["replaced_by"] for one in merged["replaced"])
    assert merged["corrections"] < newest, "what he undid teaches nothing"
    said = taught("learn")
    assert f"not learned from as far as correction {newest} says otherwise: the newest wins" in said
    assert taught("learn") == said


def test_weights_for_another_score_are_not_used_and_said_to_be_so(taught, monkeypatch, caplog):
    taught("learn", "--apply", "--force", "--as", "Ada")
    monkeypatch.setattr("newsloom.ruling.score_digest", lambda: "another")
    with taught.opened() as app:
        assert read_ruling(app.store).adjustment is None
    assert "for another version of the score" in caplog.text
    assert "used as it ships" in taught("learn", "--list")
