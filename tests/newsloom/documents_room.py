"""A small web on loopback whose reports point to documents: three outlets, a company, and what must not be fetched."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import tomlkit

from newsloom.starter_files import write_newsroom

OUTLETS = ("alder", "birch", "cedar")
COMPANY = "brightloom.example"
RELEASE = f"https://{COMPANY}/press/weaver-two"
TERMS = f"https://{COMPANY}/filings/weaver-terms.txt"
INSIDE = "http://169.254.169.254/latest/meta-data/keys"
HAZARDS = {
    "memo": f"https://{COMPANY}/internal/weaver-memo",
    "gone": f"https://{COMPANY}/press/withdrawn-note",
    "moved": f"https://{COMPANY}/press/moved-note",
    "inside": INSIDE,
}
QUOTE = "The loom runs for a whole week without a single hand on it"
ALTERED = "The loom runs for a whole month without a single human near it"

LOOM = {
    "alder": (
        "Brightloom shows a loom that needs no hands",
        f"""
        The weaving firm Brightloom on Tuesday showed a loom that works for a week by itself, the Weaver Two, and said it will ship
        to the first three mills in Lorne in October at a price of 48,000 crowns.

        “{QUOTE},” said Ilse Marant, who leads the firm, in <a href='{RELEASE}'>a release</a> on Tuesday morning.

        The machine mends a torn thread with two small arms and a camera, and stops when it runs out of yarn. Brightloom, which
        has 210 workers in Tarn, has <a href='{HAZARDS["memo"]}'>a memo</a> on what becomes of the weavers.

        Another note on the patents was <a href='{HAZARDS["gone"]}'>posted</a> and <a href='{HAZARDS["moved"]}'>moved</a>, and the
        keys are <a href='{INSIDE}'>kept elsewhere</a>.
        """,
    ),
    "birch": (
        "Weaver Two: Brightloom’s new loom weaves for a week alone",
        f"""
        A loom that mends its own threads was presented in Tarn on Tuesday by Brightloom. The first three Weaver Two machines go to
        mills in Lorne this October, for 48,000 crowns each.

        “{QUOTE},” Ilse Marant, the head of Brightloom, said in <a href='{RELEASE}?utm_source=birch'>a statement</a>.

        Two arms and a camera do what a weaver did. The union in Lorne counts 340 weavers in the three mills and wants to talk about
        shifts before the machines come, its secretary said. The keys are <a href='{INSIDE}'>here</a>.
        """,
    ),
    "cedar": (
        "Mills in Lorne buy looms that need no weaver",
        f"""
        Three mills in Lorne will be the first to run the Weaver Two, a loom that the firm Brightloom showed on Tuesday and that
        repairs torn threads with two arms. Each costs 48,000 crowns and ships in October.

        “{ALTERED},” said Ilse Marant of Brightloom, which makes it in Tarn, according to
        <a href='http://{COMPANY}/press/weaver-two/'>the firm</a>.

        The mills have orders for sailcloth until the spring. One of them, Harrow and Daughters, says that nobody loses work over
        it, and that its weavers will look after six looms instead of two.
        """,
    ),
}
STRIKE = {
    "alder": (
        "Stevedores in Lorne refuse to unload machines",
        f"""
        The stevedores of Lorne harbour walked out on Friday and will not unload any crate for the sailcloth mills, their union said.
        410 dockers stopped work at noon, and two freighters, the Perpetua and the Gannet, lie at the quay.

        Tove Anselm, who speaks for the dockers, said that she will not help to bring machines that put weavers on the street. The
        harbour office wants to call an arbiter on Monday. The crates hold the machine that Brightloom calls
        <a href='{RELEASE}'>Weaver Two</a>, and come by <a href='{TERMS}'>terms</a> that name Lorne.
        """,
    ),
    "birch": (
        "Dockers walk out in Lorne harbour, two freighters wait",
        f"""
        410 dockers left their work in Lorne harbour at noon on Friday. The freighters Perpetua and Gannet wait at the quay with
        their holds full, the harbour office said, and an arbiter is to be called on Monday.

        “We do not carry our neighbours’ dismissal,” said Tove Anselm, the dockers’ speaker. The union means machines for three
        mills; their maker Brightloom <a href='{RELEASE}'>has called them Weaver Two</a>.
        """,
    ),
}
FIRE = {
    "alder": (
        "Fire destroys the roof of the tram depot in Velm",
        f"""
        A fire in the tram depot of Velm destroyed the roof and nine trams on Sunday night, the fire brigade said. Nobody was hurt;
        60 firefighters fought the flames until four in the morning.

        The brigade’s chief, Oda Felsing, said that a charger had overheated. The council puts the damage at 7 million crowns, and
        buses run on lines 2 and 5 until June. The depot’s neighbour, a mill, awaits a machine that its maker has
        <a href='{RELEASE}'>promised for October</a>, and kept its windows.
        """,
    ),
    "birch": (
        "Nine trams burn in Velm depot",
        f"""
        Nine trams and a roof were lost when the depot in Velm burned on Sunday night. 60 firefighters were there until four in the
        morning, and no one was hurt.

        An overheated charger set it on fire, Oda Felsing of the fire brigade told reporters on Monday. The council of Velm reckons
        with 7 million crowns. Buses replace the trams of lines 2 and 5 until June, and the mill next door, whose
        <a href='{RELEASE}'>new machine</a> comes in October, stands.
        """,
    ),
}
PRESS_RELEASE = (
    "Introducing Weaver Two",
    f"""
    Today we show Weaver Two, our first loom that needs no hands. We built it in Tarn, and our first three machines go to mills in
    Lorne in October at 48,000 crowns each.

    “{QUOTE},” said Ilse Marant, chief executive of Brightloom.

    Weaver Two mends torn threads with two arms and a camera. Our 210 colleagues in Tarn have worked on it for six years, and we
    have filed 14 patents on the way it sees a thread.
    """,
)

TERMS_TEXT = """Terms of sale of Weaver Two

The first three machines are sold to the mills of Lorne at 48,000 crowns each, and Brightloom in
Tarn keeps them in repair for six years. The buyer lets no other firm open the housing.

What is owed is owed in Tarn, by the end of the month after the machine has come, and 2 percent are taken off where it is paid
within ten days. These terms are those of October 2026 and go before all others.
"""


@dataclass
class Web:
    """What is served: (host, path) to status, headers, body; and every request so far."""

    port: int = 0
    pages: dict[tuple[str, str], tuple[int, dict[str, str], str]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def asked(self, host: str, path: str = "") -> int:
        return sum(one[0] == host and one[1].startswith(path) for one in self.requests)


def page(title: str, text: str, site: str, at: datetime | None = None) -> str:
    stamp = f'<meta property="article:published_time" content="{at.isoformat()}">' if at else ""
    body = "".join(f"<p>{' '.join(one.split())}</p>" for one in text.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{site}">{stamp}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer>All of it is invented.</footer></body></html>"
    )


def report(web: Web, outlet: str, name: str, told: tuple[str, str], at: datetime) -> None:
    """Print a report and put it into its outlet's feed."""
    host = f"{outlet}.example"
    html = {"Content-Type": "text/html; charset=utf-8"}
    web.pages[host, f"/{name}"] = (200, html, page(told[0], told[1], f"The {outlet.title()} Sheet", at))
    items = web.pages.get((host, "/feed"), (200, {}, ""))[2]
    items = items.partition("</title>")[2].removesuffix("</channel></rss>") if items else ""
    items += f"<item><title>{told[0]}</title><link>https://{host}/{name}</link><pubDate>{format_datetime(at)}</pubDate></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The {outlet.title()} Sheet</title>{items}</channel></rss>'
    web.pages[host, "/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed)


def fill(web: Web) -> None:
    """The two events and the company's site."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=9)
    for number, (outlet, told) in enumerate(LOOM.items()):
        report(web, outlet, "loom", told, start + timedelta(minutes=20 * number))
    for name, event in (("strike", STRIKE), ("fire", FIRE)):
        for number, (outlet, told) in enumerate(event.items()):
            report(web, outlet, name, told, start + timedelta(hours=3, minutes=20 * number))
    web.pages[COMPANY, "/press/weaver-two"] = (200, html, page(*PRESS_RELEASE, "Brightloom", start - timedelta(hours=1)))
    web.pages[COMPANY, "/press/weaver-two/"] = web.pages[COMPANY, "/press/weaver-two"]
    web.pages[COMPANY, "/filings/weaver-terms.txt"] = (200, {"Content-Type": "text/plain; charset=utf-8"}, TERMS_TEXT)
    web.pages[COMPANY, "/press/withdrawn-note"] = (410, html, "gone")
    web.pages[COMPANY, "/press/moved-note"] = (302, {"Location": f"http://127.0.0.1:{web.port}/secret"}, "")
    web.pages[COMPANY, "/internal/weaver-memo"] = (
        200,
        html,
        page("Memo", "A memo on weavers that robots may not read.", "B"),
    )
    web.pages[COMPANY, "/robots.txt"] = (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /internal/\n")


@contextmanager
def small_web():
    """Serve it on loopback, every host on one port."""
    web = Web()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            host = self.headers.get("Host", "").partition(":")[0]
            web.requests.append((host, self.path))
            status, headers, body = web.pages.get(
                (host, self.path.partition("?")[0]), (404, {"Content-Type": "text/html"}, "none")
            )
            content = body.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    fill(web)
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_room(folder, web: Web, **documents) -> None:
    """A newsroom of the three outlets; ``documents`` are settings of its table."""
    write_newsroom(folder, name="Looms", contact="desk@looms.example", beat="looms and mills")
    for shipped in (folder / "outlets").glob("*.toml"):
        shipped.unlink()
    for outlet in OUTLETS:
        host = f"{outlet}.example"
        table = {
            "name": f"The {outlet.title()} Sheet", "domains": [host], "feeds": [f"https://{host}/feed"], "enabled": True,
            "owner": outlet,
        }  # fmt: skip
        (folder / "outlets" / f"{outlet}.toml").write_text(tomlkit.dumps(table), encoding="utf-8")
    path = folder / "newsroom.toml"
    settings = tomlkit.parse(path.read_text(encoding="utf-8"))
    hosts = [f"{outlet}.example" for outlet in OUTLETS] + [COMPANY]
    settings["fetch"] = {"delay": 0.01, "every_minutes": 1, "resolve": dict.fromkeys(hosts, f"127.0.0.1:{web.port}")}
    settings["documents"] = documents
    path.write_text(tomlkit.dumps(settings), encoding="utf-8")
