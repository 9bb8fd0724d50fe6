"""Pages that are no pages, or want to hurt: each ends as a refusal with its cause and a sentence of detail."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.extract import read_html, read_page
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Outlet, Refusal

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
URL = "https://quayside.example/news/ferry"
PROSE = (
    "<p>The harbour board met on Monday and agreed to rebuild the north pier, which has been shut since the storm of November. "
    "Work is to begin in June and to take fourteen months.</p><p>The board will pay for it with a loan of 12 million crowns "
    "and a fee of two crowns on every passenger. Fishing boats are free of it, the chair of the board said.</p>"
)


def page_of(body, head="", attributes=""):
    return f"<!DOCTYPE html><html lang='en'><head><title>The pier</title>{head}</head><body {attributes}><article>{body}</article></body></html>"


def fetched(body, *, status=200, headers=(("Content-Type", "text/html"),), **more):
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return FetchedPage(
        URL, more.pop("final_url", URL), status, tuple(headers), raw, more.pop("fetched_at", NOW), "quayside", **more
    )


@pytest.mark.parametrize(
    ("html", "cause"),
    [
        pytest.param("", Cause.EMPTY, id="nothing"),
        pytest.param("   \n ", Cause.EMPTY, id="white space"),
        pytest.param('{"article": "text"}', Cause.NOT_HTML, id="JSON"),
        pytest.param("%PDF-1.7 binary", Cause.NOT_HTML, id="PDF"),
        pytest.param("just words", Cause.NOT_HTML, id="plain text"),
        pytest.param("<html><body>" + "<div>" * 100_000 + PROSE, Cause.TOO_LARGE, id="100,000 nested divs"),
        pytest.param("<html><body>" + "<table><tr><td>" * 5_000 + PROSE, Cause.TOO_LARGE, id="5,000 nested tables"),
        pytest.param("<html><body>" + "<a href=/x>y</a>" * 100_000, Cause.TOO_LARGE, id="100,000 links"),
        pytest.param("<html><body>" + "<p>word" * 100_000, Cause.TOO_LARGE, id="100,000 paragraphs"),
        pytest.param(
            "<html><body><p " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + ">", Cause.TOO_LARGE, id="attributes"
        ),
        pytest.param(
            "<html><body><p " + " ".join(f"a{n}" for n in range(100_000)) + ">", Cause.TOO_LARGE, id="bare attributes"
        ),
        pytest.param("<html><body><p>" + "word " * 4_000_000, Cause.TOO_LARGE, id="a text of 20 MB"),
        pytest.param(page_of("<p>Nothing here yet.</p>"), Cause.TOO_SHORT, id="too short"),
        pytest.param(
            page_of("<form><input type='password'></form><p>Sign in to go on to what you asked for.</p>"),
            Cause.PAYWALL,
            id="login",
        ),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_its_cause(html, cause):
    result = read_page(fetched(html), {}, NOW)
    assert isinstance(result, Refusal)
    assert result.cause is cause
    assert result.url == URL
    assert result.outlet == "quayside"
    assert len(result.detail.split()) >= 4


def test_what_a_paywall_leaves_open_is_an_article_only_where_stubs_are_asked_for():
    teaser = " ".join(["The harbour board met behind closed doors on Monday to weigh a second offer."] * 3)
    html = page_of(f"<p>{teaser}</p><div class='paywall'><p>Subscribe to read the full story.</p></div>")
    assert read_page(fetched(html), {}, NOW).cause is Cause.PAYWALL
    stub = read_page(fetched(html), {}, NOW, stubs=True)
    assert isinstance(stub, Article)
    assert stub.paywalled is True
    assert teaser in stub.text


def test_a_login_form_is_no_article_even_where_stubs_are_asked_for():
    html = page_of("<form><input type='password'></form><p>Sign in to go on to what you asked for.</p>")
    assert read_page(fetched(html), {}, NOW, stubs=True).cause is Cause.PAYWALL


@pytest.mark.parametrize(
    ("status", "cause"),
    [(404, Cause.NOT_FOUND), (410, Cause.GONE), (451, Cause.GONE), (500, Cause.HTTP), (403, Cause.HTTP)],
)
def test_an_answer_that_is_no_success_is_refused(status, cause):
    assert read_page(fetched(page_of(PROSE), status=status), {}, NOW).cause is cause


def test_a_403_that_asks_for_a_browser_is_a_challenge():
    html = page_of("<p>Wait</p>", head="<script src='/cdn-cgi/challenge-platform/x'></script>")
    assert read_page(fetched(html, status=403), {}, NOW).cause is Cause.CHALLENGE


def test_a_redirect_to_the_front_page_is_a_soft_404():
    html = f"<html><head><title>Quayside Echo</title></head><body><main>{PROSE}</main></body></html>"
    assert read_page(fetched(html, final_url="https://quayside.example/"), {}, NOW).cause is Cause.SOFT_404


def test_another_kind_of_content_is_refused():
    assert read_page(fetched(page_of(PROSE), headers=[("Content-Type", "image/png")]), {}, NOW).cause is Cause.NOT_HTML


def test_an_article_below_a_cookie_banner_is_an_article():
    banner = "<div id='banner'><p>We use cookies. We value your privacy. Accept all or see our cookie policy.</p></div>"
    result = read_html(page_of(PROSE) + banner, URL, {}, NOW)
    assert isinstance(result, Article)
    assert "cookies" not in result.text


def test_an_article_about_a_missing_page_is_an_article():
    story = PROSE.replace("<p>The board will", "<p>The board's own site said “page not found” for a week. The board will")
    assert isinstance(read_html(page_of(story * 2), URL, {}, NOW), Article)


def test_characters_that_no_database_takes_are_gone():
    result = read_html(page_of(PROSE.replace("harbour", "har\x00bour\ud800\u200b\x07\u202e")), URL, {}, NOW)
    assert isinstance(result, Article)
    assert not set(result.text) & set("\x00\x07\ud800\u200b\u202e")
    result.text.encode()


@pytest.mark.parametrize(
    ("charset", "header", "meta"),
    [
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8", "text/html; charset=klingon-8", ""),
        ("utf-8", "text/html", "<meta charset='windows-1252'>"),
        ("iso-8859-1", "text/html; charset=iso-8859-1", ""),
        ("iso-8859-1", "text/html", "<meta charset='iso-8859-1'>"),
        ("windows-1252", "text/html; charset=iso-8859-1", ""),
        ("windows-1252", "text/html; charset=utf-8", ""),
        ("utf-16", "text/html", ""),
        ("utf-8-sig", "text/html; charset=windows-1251", ""),
        ("windows-1251", "text/html; charset=windows-1251", ""),
    ],
)
def test_a_page_is_decoded_whatever_its_labels_say(charset, header, meta):
    name = "Щербаков" if charset == "windows-1251" else "Zoë Grün"
    html = page_of(PROSE.replace("the chair of the board", f"{name}, the chair of the board"), head=meta)
    result = read_page(fetched(html.encode(charset), headers=[("Content-Type", header)]), {}, NOW)
    assert isinstance(result, Article)
    assert f"{name}, the chair" in result.text


def test_bytes_that_are_no_text_are_refused():
    noise = bytes(range(128, 256)) * 400
    html = b"<html><head><meta charset='utf-8'></head><body><p>" + noise + b"</p></body></html>"
    result = read_page(fetched(html, headers=[("Content-Type", "text/html; charset=utf-8")]), {}, NOW)
    assert isinstance(result, Refusal)


def dated(**places):
    head = (
        f'<script type=\'application/ld+json\'>{{"@type":"NewsArticle","datePublished":"{places["ld"]}"}}</script>'
        if "ld" in places
        else ""
    )
    head += f"<meta property='article:published_time' content='{places['meta']}'>" if "meta" in places else ""
    entry = FeedEntry(URL, "quayside", "https://quayside.example/feed", published=places.get("feed"))
    return read_page(fetched(page_of(PROSE, head=head), entry=entry), {}, NOW)


def test_the_page_is_believed_before_the_feed():
    article = dated(ld="2026-03-01T08:00:00Z", meta="2026-03-02T08:00:00Z", feed="Tue, 31 Mar 2026 08:00:00 GMT")
    assert article.published.at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert [each.origin for each in article.dates] == ["feed", "json-ld", "meta:article:published_time"]


def test_a_day_is_made_exact_by_a_time_on_that_day_and_by_no_other():
    assert dated(ld="2026-03-01", feed="Sun, 01 Mar 2026 08:00:00 GMT").published.at.hour == 8
    other = dated(ld="2026-03-01", feed="Tue, 31 Mar 2026 08:00:00 GMT").published
    assert (other.at.day, other.day_only) == (1, True)


def test_a_date_in_the_future_is_marked_and_never_chosen():
    article = dated(ld="2099-01-01T00:00:00Z", meta="2026-03-02T08:00:00Z")
    assert article.published.at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert "json-ld (in the future)" in [each.origin for each in article.dates]
    assert dated(ld="2099-01-01T00:00:00Z").published is None
    assert dated(ld=(NOW + timedelta(hours=2)).isoformat()).published.at == NOW


def test_the_beginning_of_time_is_no_date():
    assert dated(ld="1970-01-01T00:00:00Z").published is None


@pytest.mark.parametrize(
    "ld",
    ["{not json", "[" * 100_000, '{"@graph": "x"}', '{"@type": ["NewsArticle"], "headline": ["Pier"], "author": 7}', "null"],
)
def test_broken_structured_data_costs_only_itself(ld):
    head = f"<script type='application/ld+json'>{ld}</script>"
    assert isinstance(read_html(page_of(PROSE, head=head), URL, {}, NOW), Article)


def test_an_outlet_is_named_by_the_registry_not_by_the_page():
    outlets = {"q": Outlet("q", "Quayside Echo", ("quayside.example",))}
    head = "<meta property='og:site_name' content='QE Digital'>"
    assert read_html(page_of(PROSE, head=head), URL, outlets, NOW).outlet == "Quayside Echo"
    assert read_html(page_of(PROSE, head=head), URL, {}, NOW).outlet == "QE Digital"
    assert read_html(page_of(PROSE), URL, {}, NOW).outlet == "quayside.example"


def test_a_page_without_an_address_has_an_identity_of_its_text():
    one, other = (read_html(page_of(prose), None, {}, NOW) for prose in (PROSE, PROSE.replace("June", "July")))
    assert one.id != other.id
    assert one.url is None
    assert one.canonical_url is None


def test_signals_found_beside_the_page_are_kept():
    headers = [("Content-Type", "text/html"), ("X-Robots-Tag", "noai, noarchive"), ("Content-Usage", "train-ai=n")]
    rights = read_page(fetched(page_of(PROSE), headers=headers, signals=("robots.txt: GPTBot refused",)), {}, NOW).rights
    assert rights.text_mining_reserved is True
    assert rights.no_archive is True
    assert rights.refused_bots == ("GPTBot",)
    assert "header content-usage: train-ai=n" in rights.signals


def test_nothing_said_about_rights_is_nothing_said():
    rights = read_html(page_of(PROSE), URL, {}, NOW).rights
    assert (rights.licence, rights.text_mining_reserved, rights.no_archive, rights.signals) == (None, None, None, ())
