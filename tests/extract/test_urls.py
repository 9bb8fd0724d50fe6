import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.urls import article_id, identity, normalise, registrable_domain, same_site

ONE_ARTICLE = [
    "https://www.quayside.example/news/ferry?id=3",
    "http://quayside.example/news/ferry?id=3",
    "HTTPS://WWW.Quayside.Example/news/ferry?id=3",
    "https://quayside.example:443/news/ferry?id=3",
    "http://quayside.example:80/news/ferry?id=3",
    "https://quayside.example/news/ferry/?id=3",
    "https://quayside.example//news/ferry?id=3",
    "https://quayside.example/news/./old/../ferry?id=3",
    "https://quayside.example/news/ferry?id=3#comments",
    "https://quayside.example/news/ferry?utm_source=rss&utm_medium=feed&id=3",
    "https://quayside.example/news/ferry?id=3&fbclid=IwAR0x",
    "https://quayside.example/news/ferry?gclid=1&id=3&mc_cid=ab&mc_eid=cd",
    "https://quayside.example/news/ferry?id=3&ref=homepage",
    "https://quayside.example/news/ferry?id=3&source=twitter",
    "https://quayside.example/news/ferry;jsessionid=0A1B?id=3",
    "https://quayside.example/news/ferry?PHPSESSID=77&id=3",
    "https://m.quayside.example/news/ferry?id=3",
    "https://amp.quayside.example/news/ferry?id=3",
    "https://quayside.example/news/ferry/amp/?id=3",
    "https://quayside.example/amp/news/ferry?id=3",
    "https://quayside.example/news/ferry?id=3&outputType=amp",
    "https://quayside-example.cdn.ampproject.org/c/s/quayside.example/news/ferry?id=3",
    " https://quayside.example/ne\nws/ferry?id=3 ",
]


def test_all_ways_to_write_one_address_are_one_article():
    assert {article_id(url) for url in ONE_ARTICLE} == {article_id(ONE_ARTICLE[0])}


@pytest.mark.parametrize(
    "other",
    [
        "https://quayside.example/news/ferry?id=4",
        "https://quayside.example/news/ferry",
        "https://quayside.example/News/ferry?id=3",
        "https://quayside.example:8443/news/ferry?id=3",
        "https://blog.quayside.example/news/ferry?id=3",
        "https://quayside.example/news/ferry?id=3&source=annual-report",
    ],
)
def test_another_address_is_another_article(other):
    assert article_id(other) != article_id(ONE_ARTICLE[0])


def test_an_id_is_opaque_and_short():
    assert len(article_id(ONE_ARTICLE[0])) == 17
    assert article_id(ONE_ARTICLE[0])[0] == "a"
    assert article_id(ONE_ARTICLE[0]).isalnum()
    assert article_id(ONE_ARTICLE[0]).islower()


@pytest.mark.parametrize(
    ("given_url", "wanted"),
    [
        ("HTTP://Münster.example/Straße?q=ä b", "http://xn--mnster-3ya.example/Stra%C3%9Fe?q=%C3%A4%20b"),
        ("https://x.example", "https://x.example/"),
        ("https://x.example/a/?b=2&a=1", "https://x.example/a/?b=2&a=1"),
        ("https://x.example\\a", "https://x.example/a"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_the_form_for_fetching(given_url, wanted):
    assert normalise(given_url) == wanted


@pytest.mark.parametrize(
    "bad",
    [
        "ftp://x.example/", "javascript:alert(1)", "//x.example/y", "/news", "", "https://", "https:///x", "http://user:secret@x.example/",
        "http://0x7f.1/", "http://2130706433/", "http://x y.example/", "http://x.example:99999/", "http://[::1/", "data:text/html,x",
        "https://x.example/" + "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(bad):
    with pytest.raises(ValueError, match=r"."):
        normalise(bad)


@given(st.text(max_size=60), st.text(max_size=30))
def test_normalising_twice_changes_nothing(path, query):
    try:
        once = normalise(f"https://www.x.example/{path}?{query}")
    except ValueError:
        return
    assert normalise(once) == once
    assert identity(once) == identity(f"https://www.x.example/{path}?{query}")


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("https://www.heise.de/x", "heise.de"),
        ("byteledger.example", "byteledger.example"),
        ("a.byteledger.example", "a.byteledger.example"),
        ("127.0.0.1", "127.0.0.1"),
        ("http://[::1]:80/", "::1"),
        ("someone.github.io", "someone.github.io"),
        ("localhost", "localhost"),
    ],
)
def test_the_registrable_domain(host, domain):
    assert registrable_domain(host) == domain


def test_same_site():
    assert same_site("https://www.heise.de/a", "http://m.heise.de/b")
    assert same_site("https://www.x.example/a", "https://x.example/")
    assert not same_site("https://x.example/", "https://y.example/")
    assert not same_site("https://x.example/", "mailto:someone")
