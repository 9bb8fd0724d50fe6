"""The pages of subjects: the list, one subject's stories and who was first, and what editors say of subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import lxml.html
import pytest
from starlette.testclient import TestClient

from pipeline.dossiers.values import ListedSubject, Part, Subject, Telling
from review.app import routes
from storage import Store
from tests.review.conftest import LOOPBACK, token_in
from tests.review.newsroom import NORTHWELL_ID
from tests.review.press import NOW, at

KESTREL = Subject("company", "Kestrel Vale", ("Kestrel Vale", "Kestrel"))
NORTHWELL = Subject("product", "Northwell", ("Northwell",), owner="Kestrel Vale")
ACTIONS = [route.path for route in routes() if route.path.startswith("/subjects") and "POST" in route.methods]


def tell(store: Store) -> Store:
    """What three stories of the invented newsroom are about, and who was first with each."""
    parts = (Part("ledger", "original", first=True, evidence="75 minutes before the next"), Part("polarwire", "copy"))
    store.save_telling(Telling(NORTHWELL_ID, 1, at(10.25, 15), (KESTREL, NORTHWELL), parts))
    store.save_telling(
        Telling("sundnes", 1, at(9, 14), (replace(KESTREL, name="Kestrel", variants=("Kestrel",)),), (parts[1],))
    )
    store.save_telling(Telling("inkwell", 1, at(6.75), (Subject("company", "Inkwell", ("Inkwell",)),), (parts[0],)))
    return store


@pytest.fixture
def told(store: Store) -> Store:
    return tell(store)


@pytest.fixture
def pages(told: Store, desk: TestClient) -> Iterator[TestClient]:
    assert told
    return desk


def text(answer) -> str:
    return " ".join(lxml.html.fromstring(answer.text).text_content().split())


def fields(desk: TestClient, **more: str) -> dict[str, str]:
    return {"token": token_in(desk.get("/subjects").text), "name": "Ada Sand", **more}


def names(desk: TestClient, asked: str = "") -> list[str]:
    page = lxml.html.fromstring(desk.get(f"/subjects{asked}").text)
    return [" ".join(link.text_content().split()) for link in page.cssselect(".rows .headline")]


def test_the_list_has_each_subject_once_with_its_kind_its_stories_and_the_newest(pages):
    assert names(pages) == ["Kestrel Vale", "Inkwell", "Northwell"]
    (row,) = [
        row
        for row in lxml.html.fromstring(pages.get("/subjects").text).cssselect(".row")
        if "Kestrel Vale" in row.text_content()
    ][:1]
    said = " ".join(row.text_content().split())
    assert "company" in said
    assert "2 stories" in said
    assert row.cssselect("time")[0].get("datetime").startswith("2026-09-15")


def test_the_list_is_searched_by_any_name_and_filtered_by_kind(pages):
    assert names(pages, "?q=kestrel") == ["Kestrel Vale"]
    assert names(pages, "?kind=product") == ["Northwell"]
    assert names(pages, "?q=nothing+such") == []
    assert names(pages, "?kind=%3Cb%3E&q=%22%3E%3Cscript%3E") == []


def test_a_newsroom_without_stories_says_how_subjects_come(empty_store):
    from review.app import desk_app
    from tests.review.newsroom import SETTINGS
    from tests.review.press import OUTLETS

    desk = TestClient(desk_app(empty_store, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK)
    assert "No subjects yet" in text(desk.get("/subjects"))


def test_the_page_tells_the_stories_in_time_and_who_was_first(pages):
    page = pages.get("/subjects/kestrel%20vale")
    said = text(page)
    assert "First on 1 of 2 stories: The Northern Ledger." in said
    assert "Of 1 it is not known who was first." in said
    headlines = [link.get("href") for link in lxml.html.fromstring(page.text).cssselect(".rows .headline")]
    assert headlines == [f"/story/{NORTHWELL_ID}", "/story/sundnes"]
    rows = {
        row[0].text_content(): [cell.text_content() for cell in row[1:]]
        for row in lxml.html.fromstring(page.text).cssselect("tbody tr")
    }
    assert rows == {"The Northern Ledger": ["1", "1"], "Polar Wire": ["2", "–"]}
    assert "75 minutes before the next" in said


@pytest.mark.parametrize("name", ["Kestrel Vale", "Kestrel", "KESTREL VALE, Inc.", "kestrel vale"])
def test_a_subject_is_reached_by_any_of_its_names(pages, name):
    assert "Kestrel Vale" in text(pages.get(f"/subjects/{quote(name)}"))


def test_a_product_leads_to_its_company_and_back(pages):
    assert 'href="/subjects/kestrel%20vale"' in pages.get("/subjects/northwell").text
    assert 'href="/subjects/northwell"' in pages.get("/subjects/kestrel%20vale").text


@pytest.mark.parametrize("name", ["monday", "a/b", "%00", "..%2f..", "hide", "%F0%9F%90%A6"])
def test_what_no_story_is_about_has_no_page(pages, name):
    assert pages.get(f"/subjects/{name}").status_code == 404


def test_a_story_names_its_subjects_and_leads_to_their_pages(pages):
    page = pages.get(f"/story/{NORTHWELL_ID}")
    assert 'href="/subjects/kestrel%20vale"' in page.text


def test_every_page_leads_to_the_subjects(pages):
    for path in ("/", f"/story/{NORTHWELL_ID}", "/subjects", "/subjects/inkwell"):
        assert 'href="/subjects"' in pages.get(path).text


def test_a_hidden_subject_is_gone_until_it_is_shown_again(pages, told):
    answer = pages.post("/subjects/hide", data=fields(pages, key="inkwell"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/subjects")
    assert "Inkwell" not in names(pages)
    assert pages.get("/subjects/inkwell").status_code == 404
    assert 'href="/subjects/inkwell"' not in pages.get("/story/inkwell").text
    assert "hidden by Ada Sand" in text(pages.get("/subjects"))
    pages.post("/subjects/take-back", data=fields(pages, key="inkwell"))
    assert "Inkwell" in names(pages)


def test_two_subjects_are_made_one_and_set_apart_again(pages):
    answer = pages.post("/subjects/same", data=fields(pages, key="inkwell", other="Kestrel"))
    assert answer.headers["location"] == "/subjects/kestrel%20vale"
    assert "3 stories" in text(pages.get("/subjects/inkwell"))
    assert "made one with this by Ada Sand" in text(pages.get("/subjects/kestrel%20vale"))
    pages.post("/subjects/take-back", data=fields(pages, key="inkwell"))
    assert "1 story" in text(pages.get("/subjects/inkwell"))


@pytest.mark.parametrize(
    ("other", "says"), [("Nobody Inc", "no subject “Nobody Inc”"), ("Inkwell", "this one already"), ("", "Say which")]
)
def test_a_subject_cannot_be_made_one_with_nothing_or_with_itself(pages, told, other, says):
    answer = pages.post("/subjects/same", data=fields(pages, key="inkwell", other=other))
    assert answer.status_code == 422
    assert says in text(answer)
    assert told.subject_rulings() == []


@pytest.mark.parametrize("path", ["/subjects/hide", "/subjects/same", "/subjects/take-back", "/subjects/unlist"])
def test_who_says_it_must_give_a_name(pages, told, path):
    answer = pages.post(path, data=fields(pages, key="inkwell", other="Kestrel", name=" "))
    assert answer.status_code == 422
    assert "Give your name" in text(answer)
    assert told.subject_rulings() == []


def test_a_person_is_put_on_the_list_and_taken_off(pages, told):
    asked = fields(pages, kind="person", subject="Maren Oust", others="M. Oust, Maren K. Oust", why="builds Northwell")
    assert pages.post("/subjects/list", data=asked).headers["location"] == "/subjects#list"
    (person,) = told.listed().people
    assert (person.name, person.variants, person.by) == ("Maren Oust", ("M. Oust", "Maren K. Oust"), "Ada Sand")
    assert "builds Northwell" in text(pages.get("/subjects"))
    maren = Subject("person", "Maren Oust", ("Maren Oust",))
    told.save_telling(Telling(NORTHWELL_ID, 1, at(10.25, 15), (KESTREL, maren), ()))
    assert "Maren Oust" in names(pages)
    pages.post("/subjects/unlist", data=fields(pages, key="maren oust"))
    assert "Maren Oust" not in names(pages)
    assert pages.get("/subjects/maren%20oust").status_code == 404


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"subject": "Oust"}, "in full"),
        ({"others": "Oust"}, "in full"),
        ({"why": " "}, "Say in a few words"),
        ({"subject": " "}, "Say who"),
        ({"kind": "company"}, "person or a technology"),
        ({"name": ""}, "Give your name"),
    ],
)
def test_a_surname_alone_or_an_entry_without_a_reason_is_not_listed(pages, told, given, says):
    asked = {"kind": "person", "subject": "Maren Oust", "others": "", "why": "builds Northwell", **given}
    answer = pages.post("/subjects/list", data=fields(pages) | asked)
    assert answer.status_code == 422
    assert says in text(answer)
    assert told.listed().subjects == ()


def test_a_kept_person_who_is_not_on_the_list_has_no_page(pages, told):
    told.save_telling(Telling(NORTHWELL_ID, 1, at(10.25, 15), (KESTREL, Subject("person", "Maren Oust")), ()))
    assert "Maren Oust" not in names(pages)
    assert pages.get("/subjects/maren%20oust").status_code == 404
    assert "/subjects/maren" not in pages.get(f"/story/{NORTHWELL_ID}").text


@pytest.mark.parametrize("path", ACTIONS)
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_our_token_changes_nothing(pages, told, path, token):
    asked = fields(pages, key="inkwell", other="Kestrel", kind="person", subject="Maren Oust", why="x") | {"token": token}
    assert pages.post(path, data=asked).status_code == 403
    assert pages.post(path, data=fields(pages) | asked, headers={"origin": "https://evil.example"}).status_code == 403
    assert (told.subject_rulings(), told.listed().subjects) == ([], ())


@pytest.mark.parametrize("path", ACTIONS)
def test_nothing_is_changed_by_a_link(pages, told, path):
    assert pages.get(path, params=fields(pages, key="inkwell", subject="Maren Oust", why="x", kind="person")).status_code == 404
    assert (told.subject_rulings(), told.listed().subjects) == ([], ())


def test_names_of_others_are_text_and_no_markup(pages, told):
    odd = '<img src=x onerror=alert(1)> "&'
    told.list_subject(ListedSubject("technology", odd, odd, odd, NOW, (odd,)))
    told.save_telling(
        Telling("inkwell", 1, at(6.75), (Subject("technology", odd, (odd,)),), (Part(odd, "original", True, odd),))
    )
    for path in ("/subjects", f"/subjects/{quote(odd, safe='')}"):
        answer = pages.get(path)
        assert answer.status_code == 200
        assert "<img" not in answer.text


def test_a_thousand_subjects_are_a_page_under_a_hundred_kilobytes(pages, told):
    many = tuple(Subject("company", f"Quillon {number} Works", (f"Quillon {number} Works",)) for number in range(1000))
    told.save_telling(Telling("inkwell", 1, at(6.75), many, ()))
    page = pages.get("/subjects")
    assert len(page.content) < 100_000
    assert "Show all" in page.text
    assert len(names(pages, "?show=all")) == 1002
