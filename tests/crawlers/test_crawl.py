"""The crawl as a whole: real Scrapy, a real server, every discovered link to its one end."""

from __future__ import annotations

from misbehaving import Reply


def test_each_discovered_link_ends_as_one_page_or_one_refusal(press):
    press.outlet("daily", "/a", "/gone", "/missing", "/shut", "/picture", "/empty", "/fails")
    press.page("daily", "/a")
    press.page("daily", "/gone", Reply(status=410))
    press.page("daily", "/shut", Reply(status=403))
    press.page("daily", "/picture", Reply(b"\x89PNG", content_type="image/png"))
    press.page("daily", "/empty", Reply(b"  \n"))
    press.page("daily", "/fails", Reply(status=500))
    report = press.crawl()
    ends = {path: press.end_of("daily", path) for path in ("/a", "/gone", "/missing", "/shut", "/picture", "/empty", "/fails")}
    assert ends == {
        "/a": ["kept"],
        "/gone": ["gone"],
        "/missing": ["not-found"],
        "/shut": ["http"],
        "/picture": ["not-html"],
        "/empty": ["empty"],
        "/fails": ["http"],
    }
    assert (report.kept, sum(report.refused.values()), report.retried) == (1, 6, 2)
    assert press.server.paths("daily.example").count("/fails") == 3
    assert press.ledger.without_an_end == []
