"""A ledger in memory with the rules of the real one, that remembers each end of each link."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from pipeline.errors import LeaseLost
from pipeline.protocols import LeasedFeed, LeasedLink
from pipeline.urls import normalise


class MemoryLedger:
    def __init__(self):
        self.lock = threading.Lock()
        self.feeds = {}
        self.outcomes = []
        self.links = {}
        self.ends = defaultdict(list)
        self.pages = {}
        self.retries = defaultdict(list)

    def plan_feeds(self, feeds, now):
        with self.lock:
            wanted = dict(feeds)
            for url, outlet in wanted.items():
                self.feeds.setdefault(url, {"feed": LeasedFeed(url, outlet, 0), "due": now, "until": None})
            for url in list(self.feeds):
                if url not in wanted:
                    del self.feeds[url]

    def lease_feeds(self, outlets, now, seconds, *, even_if_not_due=False):
        with self.lock:
            taken = []
            for row in self.feeds.values():
                free = row["until"] is None or row["until"] <= now
                if free and row["feed"].outlet in outlets and (even_if_not_due or row["due"] <= now):
                    row["feed"] = replace(row["feed"], fence=row["feed"].fence + 1)
                    row["until"] = now + timedelta(seconds=seconds)
                    taken.append(row["feed"])
            return taken

    def finish_feed(self, feed, outcome, now):
        with self.lock:
            row = self.feeds[feed.url]
            if row["feed"].fence != feed.fence or row["until"] is None:
                raise LeaseLost(feed.url)
            if not outcome.tried:
                row.update(due=outcome.next_check, until=None)
                self.outcomes.append((feed.url, outcome))
                return
            fine = outcome.fault is None
            row["feed"] = replace(
                feed,
                etag=outcome.etag if fine else feed.etag,
                last_modified=outcome.last_modified if fine else feed.last_modified,
                failures=0 if fine else feed.failures + 1,
            )
            row.update(due=outcome.next_check, until=None)
            self.outcomes.append((feed.url, outcome))

    def discover(self, entries, now):
        with self.lock:
            new = 0
            for entry in entries:
                key = _key(entry.url)
                if key not in self.links:
                    self.links[key] = {"entry": entry, "due": now, "until": None, "fence": 0, "attempts": 0, "state": "waiting"}
                    new += 1
            return new

    def lease_links(self, outlets, limit, now, seconds):
        with self.lock:
            taken = []
            for row in self.links.values():
                free = row["until"] is None or row["until"] <= now
                if (
                    len(taken) < limit
                    and row["state"] == "waiting"
                    and free
                    and row["due"] <= now
                    and row["entry"].outlet in outlets
                ):
                    row["fence"] += 1
                    row["until"] = now + timedelta(seconds=seconds)
                    taken.append(LeasedLink(row["entry"], row["fence"], row["attempts"]))
            return taken

    def keep(self, link, page):
        with self.lock:
            self._held(link)["state"] = "kept"
            self.ends[link.entry.url].append("kept")
            self.pages[link.entry.url] = page

    def refuse_link(self, link, refusal):
        with self.lock:
            self._held(link)["state"] = "refused"
            self.ends[link.entry.url].append(refusal.cause.value)
            self.pages[link.entry.url] = refusal

    def retry_link(self, link, cause, detail, at, *, tried=True):
        with self.lock:
            row = self._held(link)
            row.update(attempts=row["attempts"] + tried, due=at, until=None)
            self.retries[link.entry.url].append((cause.value, detail))

    def _held(self, link):
        row = self.links[_key(link.entry.url)]
        if row["fence"] != link.fence or row["until"] is None or row["state"] != "waiting":
            raise LeaseLost(link.entry.url)
        return row

    @property
    def without_an_end(self):
        return [row["entry"].url for row in self.links.values() if row["state"] == "waiting"]


def _key(url):
    try:
        return normalise(url)
    except ValueError:
        return url
