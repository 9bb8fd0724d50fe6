"""A page that plays another, in a real browser: encoded host, badge, isolated text, no letter that nobody sees (D07)."""

import pytest

from newsloom.desk import build_desk
from tests.newsloom.odd_room import bring_in, odd_room, read_html, work
from tests.newsloom.test_odd_newsroom import HTML, QUAY, UNSEEN
from tests.review.serving import served


@pytest.fixture(scope="module")
def shown(tmp_path_factory, chromium):
    """The story's page as a browser has it, with the outlet's name set in mixed directions."""
    with odd_room(tmp_path_factory.mktemp("odd"), QUAY) as app:
        html = HTML.replace("SITE", "Quay Ledger").replace("off Cape Tarn", "אלבטרוס off Cape Tarn")
        bring_in(app, [read_html(app, "https://quаyledger.com/ferry", html)])
        work(app)
        (line,) = app.store.queue(limit=5)
        with served(build_desk(app)) as address:
            page = chromium.new_page()
            page.goto(f"{address}/story/{line.id}")
            yield page
            page.close()


def test_the_card_shows_the_encoded_host_with_a_badge_and_its_reason(shown):
    assert shown.locator(".card .outlet").inner_text() == "xn--quyledger-1yh.com"
    assert shown.locator(".card .flag.bad").inner_text().lower() == "odd address"
    assert "is written in letters that pass for others" in shown.locator(".card .reasons").inner_text()
    assert shown.locator(".card .reasons").inner_text().startswith("1st because: ")
    assert shown.locator(".card a.out").get_attribute("href").startswith("https://xn--quyledger-1yh.com/")


def test_nothing_on_the_page_is_a_letter_that_nobody_sees(shown):
    assert not UNSEEN.search(shown.content())
    assert "Quаy" not in shown.content()
    assert "Albatross" in shown.locator("body").inner_text()


def test_foreign_text_is_isolated_so_that_it_turns_nothing_around_it(shown):
    isolated = "el => [...(function*(n){for(;n;n=n.parentElement)yield getComputedStyle(n).unicodeBidi})(el)].some(v => v.includes('isolate'))"
    holding = shown.locator("xpath=//*[text()[contains(., 'אלבטרוס')]]")
    assert holding.count() > 0
    for one in holding.all():
        assert one.evaluate("el => el.tagName") == "TITLE" or one.evaluate(isolated)
