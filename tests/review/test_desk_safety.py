"""Hosts, headers, tokens, permissions, and text of others that wants to be markup."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import lxml.html
import pytest
from starlette.testclient import TestClient

from pipeline.values import (
    Assignment,
    Conflict,
    ConflictValue,
    CrossReference,
    Draft,
    DraftSentence,
    Near,
    Outlet,
    Problem,
    Rejected,
    Section,
    State,
    Update,
)
from review.app import desk_app, routes
from review.routes import DeskRoute, Permission
from tests.review.conftest import LOOPBACK, token_in
from tests.review.newsroom import NORTHWELL_ID, SETTINGS, group, keep_articles
from tests.review.press import NOW, OUTLETS, article, at, short_draft

STORY = f"/story/{NORTHWELL_ID}"
PAGES = ["/", STORY, "/story/nowhere", "/nothing", "/health", "/static/desk.css", "/static/none"]
FORMS = [f"{STORY}/approve", f"{STORY}/reject"]


def signed(desk: TestClient) -> dict[str, str]:
    return {"token": token_in(desk.get(STORY).text), "version": "1", "name": "Ada", "note": "A note"}


# ---------------------------------------------------------------- permissions


def test_every_route_declares_a_permission_and_one_method():
    for route in routes():
        assert isinstance(route, DeskRoute), route
        assert isinstance(route.permission, Permission), route.path
        assert route.methods in ({"GET", "HEAD"}, {"POST"}), route.path


def test_the_app_has_no_route_besides_the_table(app):
    assert {route.path for route in app.routes} == {route.path for route in routes()}


def test_what_changes_something_needs_the_permission_to_edit():
    assert {route.path for route in routes() if "POST" in route.methods} == {
        route.path for route in routes() if route.permission is Permission.EDIT
    }


def test_only_health_and_static_files_are_public():
    assert {route.path for route in routes() if route.permission is Permission.PUBLIC} == {"/health", "/static/{name}"}


def test_a_request_without_the_permission_is_turned_away(desk, monkeypatch, store):
    monkeypatch.setattr("review.routes.granted", lambda _request: frozenset({Permission.PUBLIC}))
    assert [desk.get(path).status_code for path in ("/", STORY, "/health", "/static/desk.js")] == [403, 403, 200, 200]
    assert [desk.post(path).status_code for path in FORMS] == [403, 403]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_decision_is_taken_with_post_only(desk, store, path, method):
    fields = signed(desk)
    assert desk.request(method, path, params=fields).status_code == 405
    assert desk.request(method, path, params={**fields, "_method": "POST"}).status_code == 405
    assert store.story(NORTHWELL_ID).state is State.READY


# ---------------------------------------------------------------- forms of others


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8765.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": LOOPBACK, "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_a_form_from_another_site_is_turned_away_even_with_the_token(desk, store, path, headers):
    assert desk.post(path, data=signed(desk), headers=headers).status_code == 403
    assert store.story(NORTHWELL_ID).state is State.READY


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "0" * 64, "ü"])
def test_a_form_without_our_token_is_turned_away(desk, store, path, token):
    fields = {**signed(desk), "token": token}
    assert desk.post(path, data={name: value for name, value in fields.items() if value is not None}).status_code == 403
    assert store.story(NORTHWELL_ID).state is State.READY


@pytest.mark.parametrize("path", FORMS)
def test_the_token_of_another_browser_does_not_fit(app, desk, store, path):
    other = TestClient(app, base_url=LOOPBACK)
    assert desk.post(path, data={**signed(desk), "token": signed(other)["token"]}).status_code == 403
    assert store.story(NORTHWELL_ID).state is State.READY


def test_a_token_without_its_cookie_does_not_fit(desk, store):
    fields = signed(desk)
    desk.cookies.clear()
    assert desk.post(FORMS[0], data=fields).status_code == 403
    assert store.story(NORTHWELL_ID).state is State.READY


def test_a_token_from_before_a_restart_is_refused_and_the_note_is_given_back(store, desk):
    fields = {**signed(desk), "note": "Half an hour of thought"}
    restarted = TestClient(desk_app(store, OUTLETS, SETTINGS, lambda: NOW), base_url=LOOPBACK, cookies=dict(desk.cookies))
    answer = restarted.post(FORMS[1], data=fields)
    assert answer.status_code == 403
    assert "restarted" in answer.text
    assert "Half an hour of thought" in answer.text


@pytest.mark.parametrize("kind", ["json", "multipart", "plain"])
def test_only_the_desks_own_kind_of_form_is_read(desk, store, kind):
    fields = signed(desk)
    sent = {
        "json": {"json": fields},
        "multipart": {"files": {name: (None, value) for name, value in fields.items()}},
        "plain": {"content": "&".join(f"{k}={v}" for k, v in fields.items()), "headers": {"content-type": "text/plain"}},
    }[kind]
    assert desk.post(FORMS[0], **sent).status_code == 403
    assert store.story(NORTHWELL_ID).state is State.READY


def test_a_form_that_is_too_large_or_has_too_many_fields_is_not_read(reader):
    assert reader.post(FORMS[1], data={**signed(reader), "note": "x" * 70_000}).status_code == 413
    assert reader.post(FORMS[1], data={**signed(reader), **{f"f{n}": "1" for n in range(50)}}).status_code == 400


# ---------------------------------------------------------------- hosts and headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "[::1]:8765", "LOCALHOST", "desk.example", "desk.example.:80"])
def test_loopback_and_configured_hosts_are_answered(reader, host):
    assert reader.get("/health", headers={"host": host}).text == "ok\n"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "desk.example.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "",
        "[::1",
        "a@localhost",
    ],
)
@pytest.mark.parametrize("path", ["/", "/health", "/static/desk.js"])
def test_another_host_name_is_turned_away(reader, host, path):
    answer = reader.get(path, headers={"host": host})
    assert answer.status_code == 400
    assert "Nordlys" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_security_headers(reader, path, method):
    headers = reader.request(method, path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_cookies_are_for_the_server_only(reader):
    cookies = reader.get(STORY).headers.get_list("set-cookie")
    assert len(cookies) == 1
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_a_version_of_ours_or_of_a_library(reader, path):
    from importlib.metadata import version

    answer = reader.get(path)
    for name in ("starlette", "jinja2", "uvicorn"):
        assert f"{name}" not in answer.text.lower()
        assert version(name) not in answer.text


@pytest.mark.parametrize(
    "path", ["/docs", "/openapi.json", "/metrics", "/debug", "/version", "/.git/config", "/static/", "/static"]
)
def test_there_is_nothing_else(reader, path):
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize(
    "name", ["%2e%2e/app.py", "..%2fapp.py", "%2e%2e%2fapp.py", "..%5capp.py", "desk.css%00.js", "/etc/passwd", "desk.css/"]
)
def test_static_files_are_a_closed_set(reader, name):
    answer = reader.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "desk_app" not in answer.text


def test_static_files_are_kept_by_browsers_under_their_digest(reader):
    page = lxml.html.document_fromstring(reader.get("/").text)
    style = reader.get(page.cssselect("link[rel=stylesheet]")[0].get("href"))
    assert "immutable" in style.headers["cache-control"]
    assert style.headers["content-type"].startswith("text/css")
    assert "immutable" not in reader.get("/static/desk.css").headers["cache-control"]


def test_nothing_is_loaded_from_elsewhere(reader):
    for path in ("/", STORY):
        page = lxml.html.document_fromstring(reader.get(path).text)
        loaded = [e.get("src") or e.get("href") for e in page.cssselect("script, link, img, iframe, source")]
        assert all(place.startswith(("/static/", "#")) for place in loaded), loaded
        assert not page.cssselect("style, script:not([src]), [style]")


@pytest.mark.parametrize("next_page", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_a_decision_leads_back_to_its_story_whatever_the_form_says(desk, next_page):
    answer = desk.post(FORMS[0], data={**signed(desk), "next": next_page}, params={"next": next_page})
    assert answer.headers["location"] == f"{STORY}?done=approved"


# ---------------------------------------------------------------- text that wants to be markup

PAYLOADS = [
    "<script>hit()</script>",
    "</title><script>hit()</script>",
    "</textarea><img src=x onerror=hit()>",
    '"><img src=x onerror=hit()>',
    "' onmouseover='hit()' x='",
    '" autofocus onfocus="hit()',
    "<svg/onload=hit()>",
    "<svg><animate onbegin=hit() attributeName=x>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<details open ontoggle=hit()>",
    "<style>*{background:url(//evil.example)}</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>go",
    "<a href=javascript:hit()>x</a>",
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    "--><script>hit()</script><!--",
    "]]><script>hit()</script>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;img src=x onerror=hit()&#62;",
    "<scr<script>ipt>hit()</scr</script>ipt>",
    "<img src=`x`onerror=hit()>",
    "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\u202ereversed\u2066 text",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()>",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
]


def poisoned(text: str, number: int) -> tuple[Outlet, Draft, list[Assignment], list]:
    """A story in which every field that others fill holds ``text``."""
    outlet = Outlet(f"{text}-{number}", text, (text,), owner=text + "!", enabled=True)
    found = article(
        "ledger", text, f"{text} said so.\nAnd more of {text} here.", at(9), f"https://odd.example/{number}", (text,)
    )
    found = replace(found, outlet=outlet.id, language="en")
    story = f"odd{number}"
    draft = short_draft(story, found, text, text)
    cited = draft.headline.citations
    line = DraftSentence(text, cited, "written", 1, (Problem(text, text, None, 0, len(text)),))
    draft = replace(
        draft,
        headline=replace(line, problems=()),
        dek=line,
        sections=(Section(text, (line,)),),
        conflicts=(Conflict(text, (ConflictValue(text, cited),)),),
        updates=(Update(text, text, text, cited),),
        cross_references=(CrossReference(text, text, text), CrossReference("x", text, "javascript:hit()")),
        problems=(Problem(text, text), Problem(text, text, 0, 0, 1)),
        sources=tuple(replace(s, url=text, reasons=(text,), credits=(text,), authors=(text,)) for s in draft.sources),
    )
    why = Assignment(found.id, story, text, (), (Near(text, 0.5, (text,)),), Rejected(text, 0.1, (text,)))
    return outlet, draft, [why], [found]


@pytest.fixture(scope="module")
def poisoned_desk(tmp_path_factory):
    """A desk with one story a payload; the last one is harmless and shows the form that all must have."""
    from tests.review.newsroom import open_at

    store, outlets = open_at(tmp_path_factory.mktemp("poisoned")), {}
    for number, text in enumerate([*PAYLOADS, "harmless"]):
        outlet, draft, why, articles = poisoned(text, number)
        outlets[outlet.id] = outlet
        keep_articles(store, articles)
        group(store, why, articles, NOW)
        store.save_draft(draft, NOW)
        store.reject(draft.story, text, text, NOW)
    app = desk_app(store, outlets, replace(SETTINGS, newsroom=PAYLOADS[0], beat=PAYLOADS[3], editor=PAYLOADS[5]), lambda: NOW)
    yield app
    store.close()


def shape(page: str) -> set[tuple[str, tuple[str, ...]]]:
    """The kinds of element, each with the names of its attributes: what a page is made of, without what it says."""
    root = lxml.html.document_fromstring(page)
    return {(str(e.tag), tuple(sorted(e.attrib))) for e in root.iter()}


def offences(page: str) -> list[str]:
    root = lxml.html.document_fromstring(page)
    found = [f"<{e.tag}>" for e in root.iter("iframe", "object", "embed", "style", "base", "svg", "math", "img")]
    found += [f"<script {e.get('src')}>" for e in root.iter("script") if not (e.get("src") or "").startswith("/static/desk.js")]
    for element in root.iter(lxml.html.etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "http-equiv"}:
                found.append(f"{element.tag} {name}")
            if name in {"href", "src", "action"} and not value.startswith(("/", "#", "http://", "https://")):
                found.append(f"{element.tag} {name}={value}")
            if name in {"href", "src", "action"} and value.startswith("//"):
                found.append(f"{element.tag} {name}={value}")
    return found


@pytest.mark.parametrize("number", range(len(PAYLOADS)), ids=[repr(text)[:30] for text in PAYLOADS])
def test_text_of_others_stays_text(poisoned_desk, number):
    desk = TestClient(poisoned_desk, base_url=LOOPBACK)
    page, plain = desk.get(f"/story/odd{number}").text, desk.get(f"/story/odd{len(PAYLOADS)}").text
    assert offences(page) == []
    assert shape(page) <= shape(plain)
    line = lxml.html.document_fromstring(page).get_element_by_id("s-1").cssselect(".text")[0]
    assert line.text_content() == PAYLOADS[number]


def test_the_queue_of_such_stories_is_harmless_too(poisoned_desk):
    desk = TestClient(poisoned_desk, base_url=LOOPBACK)
    page = desk.get("/").text
    assert offences(page) == []
    headlines = {link.text_content() for link in lxml.html.document_fromstring(page).cssselect(".headline")}
    assert set(PAYLOADS) <= headlines


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: repr(text)[:30])
def test_what_a_form_and_an_address_say_is_shown_as_text(poisoned_desk, text):
    desk = TestClient(poisoned_desk, base_url=LOOPBACK)
    story = f"/story/odd{len(PAYLOADS)}"
    fields = {"token": token_in(desk.get(story).text), "version": "1", "name": "", "note": text}
    for answer in (
        desk.post(f"{story}/reject", data=fields),
        desk.post(f"{story}/reject", data={**fields, "version": "7"}),
        desk.post(f"{story}/reject", data={**fields, "token": ""}),
        desk.get("/story/x", params={"version": text, "done": text, "state": text}),
        desk.get("/", params={"state": text, "show": text}),
        desk.get(story, headers={"cookie": f"desk_name={quote(text)}"}),
    ):
        assert offences(answer.text) == []


def test_the_note_comes_back_letter_for_letter(poisoned_desk):
    desk = TestClient(poisoned_desk, base_url=LOOPBACK)
    story = f"/story/odd{len(PAYLOADS)}"
    for text in PAYLOADS:
        fields = {"token": token_in(desk.get(story).text), "version": "1", "name": "", "note": text}
        page = lxml.html.document_fromstring(desk.post(f"{story}/reject", data=fields).text)
        assert page.cssselect("textarea[name=note]")[0].text == text


@pytest.mark.browser
def test_a_browser_runs_none_of_it(poisoned_desk, chromium):
    from tests.review.serving import served

    with served(poisoned_desk) as address:
        page = chromium.new_page()
        fired: list[str] = []
        page.expose_function("hit", lambda: fired.append("hit"))
        page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: fired.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(address) else fired.append(request.url))
        for number in range(len(PAYLOADS)):
            page.goto(f"{address}/story/odd{number}")
            page.locator("#s-1").click()
        page.goto(address)
        page.wait_for_timeout(100)
        page.close()
    assert fired == []


def test_the_oracle_sees_what_is_not_harmless():
    assert offences("<p onclick=x()>a</p><a href='javascript:x()'>b</a><img src=/x><script>x()</script>") == [
        "<img>",
        "<script None>",
        "p onclick",
        "a href=javascript:x()",
    ]
