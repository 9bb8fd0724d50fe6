"""Which documents a story wants, and which pages may be one, on pages whose links are the hazards."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsloom.config.load import load_document_sites
from pipeline.documents.addresses import can_be_document, canonical
from pipeline.documents.admitted import document_outlets, objection, still_pointed_to
from pipeline.documents.plain_text import as_page
from pipeline.documents.values import DOCUMENTS, StoryDocument
from pipeline.documents.wanted import wanted
from pipeline.extract import read_page
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.values import Article, Credit, Embed, FetchedPage, Link, NearCopy, Outlet, Refusal, Relation

SITES = load_document_sites(Path(__file__).parents[2] / "config" / "documents.toml")
OUTLETS = {
    "ledger": Outlet("ledger", "The Loom Ledger", ("loomledger.example",), owner="Hale"),
    "ferry": Outlet("ferry", "Ferry Post", ("ferrypost.example",), owner="Hale"),
    "dock": Outlet("dock", "Dock Weekly", ("dockweekly.example",), owner="Dock"),
    "halden": Outlet("halden", "Halden Labs", ("haldenlabs.example",), kind="primary"),
}
RELEASE = "https://brightloom.example/press/weaver-two"
TEXT = (
    "On Tuesday the weaving firm Brightloom showed a loom that needs no hands. The firm said in {0} that it runs for a week. "
    "Mills in three towns have ordered it, and a court in Lorne looks at the patent."
)
COURT = "https://www.uscourts.gov/cases/brightloom-v-lorne"


def article(name, *links, outlet=None, text=TEXT, embeds=(), **fields):
    """A report of an outlet that links the words ``a post`` to the first address, and "its page" to the others."""
    body = text.format("a post")
    found = tuple(Link(url, "a post", body.find("a post") if "a post" in body else None) for url in links)
    given = {"url": f"https://{name}.example/loom-story", "domain": f"{name}.example", "language": "en", **fields}
    return Article(
        f"a{name}", body, "A loom that needs no hands", outlet=outlet or name.title(), links=found,
        sentences=split(body, language("en")), embeds=tuple(Embed("document", url) for url in embeds), **given,
    )  # fmt: skip


def asked(articles, copies=(), limit=5, outlets=OUTLETS):
    return wanted(articles, outlets, copies, SITES, limit=limit)


def urls(articles, **more):
    return [one.url for one in asked(articles, **more)]


def test_a_companys_release_is_wanted_as_soon_as_one_report_links_to_it():
    (one,) = asked([article("alder", RELEASE), article("birch")])
    assert (one.url, one.kind, one.articles) == (RELEASE, "company", ("aalder",))
    assert one.why == (
        "linked by 1 of 2 articles (1 independent outlet)",
        "on the site of Brightloom, which the story is about",
    )


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (COURT, "court"),
        ("https://www.ftc.gov/news-events/loom-order", "regulator"),
        ("https://github.com/brightloom/weaver/releases/tag/v2.0", "code"),
        ("https://github.com/advisories/GHSA-loom-0001", "code"),
        ("https://arxiv.org/abs/2601.01234", "preprint"),
    ],
)
def test_what_lies_where_documents_lie_is_wanted_from_one_report(url, kind):
    assert [(one.url, one.kind) for one in asked([article("alder", url)])] == [(url, kind)]


def test_any_other_address_is_wanted_where_two_independent_outlets_point_to_it():
    letter = "https://weavers-union.example/letters/open-letter-on-looms"
    assert urls([article("alder", letter), article("birch")]) == []
    assert urls([article("alder", letter), article("birch", letter)]) == [letter]
    assert urls([article("alder", letter), article("birch", embeds=[letter])]) == [letter]


def test_two_outlets_of_one_owner_and_copies_of_one_text_are_one_who_points():
    letter = "https://weavers-union.example/letters/open-letter-on-looms"
    owned = [
        article("loomledger", letter, outlet="The Loom Ledger"),
        article("ferrypost", letter, outlet="Ferry Post"),
    ]
    assert urls(owned) == []
    printed = [article("alder", letter), article("birch", letter), article("cedar", letter)]
    copies = [NearCopy("aalder", "abirch", 1.0, 1.0, Relation.COPY), NearCopy("abirch", "acedar", 0.9, 0.9, Relation.COPY)]
    assert urls(printed, copies=copies) == []
    assert urls(printed, copies=copies[:1]) == [letter]


@pytest.mark.parametrize(
    "url",
    [
        "https://brightloom.example/",
        "https://www.brightloom.example/en/",
        "https://brightloom.example/index.html?utm_source=ledger",
        "https://brightloom.example/newsroom",
        "https://brightloom.example/blog/tag/looms",
        "https://brightloom.example/login?next=/press/weaver-two",
        "https://brightloom.example/newsletter",
        "https://brightloom.example/shop/weaver-two",
        "https://brightloom.example/careers/weaver",
        "https://brightloom.example/media/weaver-two.jpg",
        "https://github.com/brightloom",
        "https://github.com/brightloom/weaver",
        "https://github.com/brightloom/weaver/releases",
        "https://huggingface.co/brightloom",
        "https://arxiv.org/list/cs.CL/recent",
        "https://www.uscourts.gov/",
        "https://twitter.com/brightloom/status/17",
        "https://www.linkedin.com/company/brightloom/posts/17",
        "https://bit.ly/3loom",
        "https://en.wikipedia.org/wiki/Brightloom",
        "https://www.reuters.com/technology/brightloom-loom-2026",
        "https://dockweekly.example/brightloom-loom",
        "https://www.valleyherald.example/2026/brightloom",
        "https://lorne-gazette.example/2026/brightloom",
        "https://alder.example/another-story",
        "javascript:alert(1)",
        "mailto:press@brightloom.example",
        "https://user:secret@brightloom.example/press/weaver-two",
    ],
)
def test_pages_that_are_no_documents_are_never_wanted_whoever_links_to_them(url):
    assert urls([article("alder", url), article("birch", url), article("cedar", url)]) == []


def test_tracking_parameters_and_variants_are_one_address_and_the_secure_one_is_asked():
    links = [
        "http://www.brightloom.example/press/weaver-two/?utm_source=alder&fbclid=x#quote",
        "https://brightloom.example/press/weaver-two?utm_campaign=y",
        "https://m.brightloom.example/press/weaver-two",
    ]
    (one,) = asked([article(name, url) for name, url in zip(("alder", "birch", "cedar"), links, strict=True)])
    assert one.why[0] == "linked by 3 of 3 articles (3 independent outlets)"
    assert one.url.startswith("https://")
    assert "utm_" not in one.url


def test_the_pdf_of_a_preprint_is_asked_for_as_its_page():
    (one,) = asked(
        [article("alder", "https://arxiv.org/pdf/2601.01234v2.pdf"), article("birch", "https://arxiv.org/abs/2601.01234")]
    )
    assert (one.url, one.unreadable) == ("https://arxiv.org/abs/2601.01234", "")


def test_a_pdf_is_wanted_and_said_not_to_be_read():
    (one,) = asked([article("alder", "https://www.uscourts.gov/files/order.pdf")])
    assert "PDF file is not read" in one.unreadable


def test_an_article_of_the_story_is_not_wanted_as_its_document():
    release = article("haldenlabs", outlet="Halden Labs", canonical_url="https://haldenlabs.example/press/looms")
    assert urls([release, article("alder", "http://www.haldenlabs.example/press/looms/?utm_source=x")]) == []


def test_a_site_in_the_catalogue_that_speaks_for_itself_may_be_fetched_from():
    post = "https://haldenlabs.example/press/looms"
    assert urls([article("alder", post), article("birch", post)]) == [post]


def test_the_outlet_that_had_it_first_is_no_document_though_nobody_lists_it():
    scoop = "https://lorneline.example/2026/a-loom-without-hands"
    told = TEXT.replace("The firm said in {0}", "As first reported by LorneLine, which saw the papers, the firm said in {0}")
    assert urls([article("alder", scoop, text=told), article("birch", scoop)]) == []
    credited = article("birch", scoop, credits=(Credit("Lorne Line", "reported-by"),))
    assert urls([article("alder", scoop), credited]) == []
    named = TEXT.replace("The firm said", "Its chief told LorneLine so, and LorneLine has learned more. The firm said")
    assert urls([article("alder", scoop, text=named), article("birch", scoop, text=named)]) == []


def test_a_company_that_a_judge_has_told_something_is_no_outlet():
    told = TEXT + " A judge told Brightloom to pay the mills of Lorne."
    assert urls([article("alder", RELEASE, text=told), article("birch", RELEASE, text=told)]) == [RELEASE]


def test_a_body_that_is_said_to_have_published_something_may_be_a_source():
    study = "https://loomwatch.example/studies/looms-without-hands"
    said = TEXT.replace("The firm said in {0}", "According to a report by Loomwatch, {0}, the firm said")
    assert urls([article("alder", study, text=said), article("birch", study, text=said)]) == [study]
    assert urls([article("alder", study, text=TEXT.replace("The firm said in", "According to")), article("birch", study)]) == [
        study
    ]


def test_a_signed_page_to_which_reports_attribute_what_they_say_is_a_report():
    url = "https://loomwatch.example/2026/looms-without-hands"
    said = TEXT.replace("The firm said in {0}", "According to Loomwatch, {0}, the firm said")
    members = [article("alder", url, text=said), article("birch", url)]
    signed = fetched(url, outlet="Loomwatch", authors=("Ida Quist",))
    assert "named as an outlet" in objection(signed, "linked", members, OUTLETS, SITES)
    assert objection(fetched(url, outlet="Loomwatch"), "linked", members, OUTLETS, SITES) == ""
    assert objection(signed, "regulator", members, OUTLETS, SITES) == ""


def test_a_site_whose_name_the_story_does_not_have_is_no_companys():
    assert urls([article("alder", "https://loomworks.example/press/other")]) == []
    assert urls([article("alder", "https://brightloom-leaks.example/press/other")]) == []
    # one article of four names it: the story is about somebody else
    others = [article(name, text="A mill in Lorne stood still on Monday, its owner said in {0}.") for name in ("b", "c", "d")]
    assert urls([article("alder", RELEASE), *others]) == []


def test_a_company_that_is_only_mentioned_deep_in_a_report_is_not_its_story():
    text = "A mill in Lorne stood still. Its owner was away. Nobody came. It has, {0} tells, a loom of the firm Brightloom."
    assert urls([article("alder", RELEASE, text=text)]) == []
    assert urls([article("alder", RELEASE, text=text), article("birch", RELEASE, text=text)]) == [RELEASE]


@pytest.mark.parametrize("host", ["support", "shop", "docs", "community", "careers"])
def test_where_a_firm_sells_helps_and_hires_there_are_no_documents(host):
    url = f"https://{host}.brightloom.com/article/weaver-two"
    assert urls([article("alder", url), article("birch", url)]) == []


def test_of_all_that_the_lists_say_of_a_site_the_narrowest_counts():
    assert urls([article("alder", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/")]) == []
    assert urls([article("alder", "https://www.nih.gov/statements/on-looms")]) == ["https://www.nih.gov/statements/on-looms"]


def test_a_word_at_the_head_of_a_sentence_names_no_company():
    text = "Looms are loud. Weaving is old. Cloth sells, the firm said in {0}."
    assert urls([article("alder", "https://weaving.example/press/loud", text=text)]) == []


def test_what_a_teaser_of_one_article_links_to_is_not_wanted():
    text = TEXT.format("a note") + "\nRead more: a post"
    assert urls([article("alder", RELEASE, text=text)]) == []
    under = TEXT.format("a note") + "\nRelated\na post"
    assert urls([article("alder", RELEASE, text=under)]) == []
    assert urls([article("alder", RELEASE, text=text), article("birch", RELEASE)]) == [RELEASE]


def test_the_best_come_first_and_no_more_than_the_limit():
    letter = "https://weavers-union.example/letters/open-letter-on-looms"
    page = "https://brightloom.example/weaver-two"
    links = (letter, page, COURT, RELEASE)
    several = [article("alder", *links), article("birch", letter, RELEASE), article("cedar", RELEASE)]
    assert urls(several) == [RELEASE, COURT, page, letter]
    assert urls(several, limit=2) == [RELEASE, COURT]
    assert urls(list(reversed(several))) == urls(several)


def test_an_address_of_this_machine_is_left_to_the_guard_to_refuse():
    inside = "http://169.254.169.254/latest/meta-data/keys"
    assert urls([article("alder", inside), article("birch", inside)]) == [inside]


def test_a_listed_site_of_another_name_is_its_companys():
    post = "https://blog.google/technology/looms-for-all/"
    text = "Looms are loud, and the search firm Google said so in {0}."
    assert [one.kind for one in asked([article("alder", post, text=text)])] == ["company"]
    assert urls([article("alder", post)]) == []


@pytest.mark.parametrize("limit", [0, 1])
def test_a_story_without_links_wants_nothing(limit):
    assert asked([article("alder"), article("birch")], limit=limit) == ()
    assert asked([], limit=limit) == ()


# --------------------------------------------------------------------------- what was fetched


OURS = "We are proud of our loom for the mills of Lorne. Our Brightloom machine runs for a week."


def fetched(url, outlet="Brightloom", text=OURS, **fields):
    given = {"domain": None, "sentences": split(text, language("en")), **fields}
    return Article("adoc", text, "Weaver Two", url=url, outlet=outlet, **given)


def test_a_page_that_leads_to_coverage_a_home_page_or_the_story_itself_is_no_document():
    members = [article("alder", RELEASE), article("birch", RELEASE)]

    def said(page):
        return objection(page, "company", members, OUTLETS, SITES)

    assert said(fetched(RELEASE)) == ""
    assert "an outlet" in said(fetched(RELEASE, canonical_url="https://dockweekly.example/brightloom"))
    assert "home page" in said(fetched(RELEASE, canonical_url="https://brightloom.example/"))
    assert "no page is a document" in said(fetched("https://x.com/brightloom/status/1"))
    assert "article of the story" in said(fetched(RELEASE, canonical_url="https://alder.example/loom-story"))
    told = "The chief of Brightloom told LorneLine that the loom in Lorne runs."
    assert "named as an outlet" in said(fetched(RELEASE, "LorneLine", told))


def test_a_page_about_something_else_is_no_document_of_the_story():
    members = [article("alder", RELEASE), article("birch", RELEASE)]
    other = "Our annual picnic in Velm was a joy. Ada Quist of our canteen brought a cake in the form of a ship."
    assert "something else" in objection(fetched(RELEASE, text=other), "company", members, OUTLETS, SITES)


def test_a_page_is_about_the_story_by_its_title_where_it_names_nobody():
    members = [article("alder", RELEASE, text=TEXT.replace("a loom", "a mirror loom with a ribbon feeder"))]
    notes = Article("adoc", "Fixes the feeder. Fixes a stop.", "Mirror loom feeder", url=RELEASE, language="en")
    assert objection(notes, "company", members, OUTLETS, SITES) == ""


def test_a_registered_domain_is_one_outlet_of_kind_primary():
    pages = [
        fetched("https://brightloom.com/press/one", domain="brightloom.com"),
        fetched("https://investors.brightloom.com/two", "Brightloom Investors", domain="brightloom.com"),
        fetched("https://haldenlabs.example/press/x", "Halden Labs", domain="haldenlabs.example"),
        fetched("https://evil.example/x", "The Loom Ledger", domain="evil.example"),
    ]
    found = document_outlets(pages, OUTLETS)
    assert {id_: (one.name, one.kind, one.domains) for id_, one in found.items()} == {
        "document brightloom.com": ("Brightloom", "primary", ("brightloom.com",)),
        "document evil.example": ("evil.example", "primary", ("evil.example",)),
    }


def test_a_document_leaves_the_story_with_those_who_point_to_it():
    known = StoryDocument("s1", RELEASE, "company", (), "joined", datetime(2026, 5, 4, tzinfo=UTC), "adoc")
    assert still_pointed_to([known], [article("alder", "http://www.brightloom.example/press/weaver-two")], SITES) == (known,)
    assert still_pointed_to([known], [article("birch")], SITES) == ()


def test_canonical_gives_an_address_that_is_an_end():
    for url in (
        "https://arxiv.org/pdf/2601.01234",
        "http://www.arxiv.org/html/2601.01234v1",
        "https://openreview.net/pdf?id=ab-1",
    ):
        once = canonical(url, SITES)
        assert canonical(once, SITES) == once
        assert can_be_document(once, {}, (), SITES)


# --------------------------------------------------------------------------- plain text


def plain(body, kind="text/plain", outlet=DOCUMENTS.id):
    return FetchedPage(COURT, COURT, 200, (("content-type", kind),), body, datetime(2026, 5, 4, tzinfo=UTC), outlet)


ORDER = """ORDER in Brightloom v. Lorne

The court finds that the patent of Brightloom on the mended thread stands. The three mills
of Lorne are to pay 48,000 crowns each & to name their looms by Friday.

It is so ordered. Judge Oda Felsing signed the order at noon on Monday, after both sides had been heard for two days.
"""


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16"])
def test_a_document_of_plain_text_is_read_as_a_page_with_whole_paragraphs(charset):
    page = as_page(plain(ORDER.replace("&", "& <für>").encode(charset), f"text/plain; charset={charset}"))
    read = read_page(page, OUTLETS, page.fetched_at)
    assert isinstance(read, Article), read
    assert read.title == "ORDER in Brightloom v. Lorne"
    assert "The three mills of Lorne are to pay 48,000 crowns each & <für> to name their looms by Friday." in read.text
    assert page.url == COURT


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"\x81\x8d one line", b"\n \n\n"])
def test_bytes_that_are_no_text_are_a_refusal_and_no_fault(body):
    for kind in ("text/plain", "text/plain; charset=nonsense", "text/plain; charset=utf-8"):
        page = as_page(plain(body, kind))
        assert isinstance(read_page(page, OUTLETS, page.fetched_at), Refusal)


def test_the_page_of_an_outlet_stays_what_it_is():
    for given in (plain(b"text", outlet="dock"), plain(b"<p>text</p>", kind="text/html")):
        assert as_page(given) is given
