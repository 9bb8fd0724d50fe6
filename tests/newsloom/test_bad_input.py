"""Wrong lines, broken files, wrong settings: one clear line, the right exit status, and never a traceback."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from newsloom.app import now
from newsloom.readers import Readers
from storage import open_store
from tests.newsloom.conftest import NEWSLOOM

CLAIM = json.dumps({"id": "c1", "claim": "The bridge opened.", "evidence": "The bridge opened."})


def one_fault(newsloom, *arguments, status):
    out, err = newsloom(*arguments, status=status)
    faults = [line for line in err.splitlines() if line.startswith("newsloom:")]
    assert len(faults) == 1, err
    return out.splitlines(), faults[0]


@pytest.mark.parametrize("harm", [lambda raw: raw[:60], lambda raw: raw[:30] + bytes(8) + raw[38:], lambda _raw: b"no gzip"])
def test_a_damaged_gzip_file_is_named_and_is_no_ctrl_c(newsloom, tmp_path, harm):
    path = tmp_path / "claims.jsonl.gz"
    path.write_bytes(harm(gzip.compress("\n".join([CLAIM, CLAIM.replace("c1", "c2")]).encode())))
    _, fault = one_fault(newsloom, "verify", path, status=1)
    assert "claims.jsonl.gz: cannot be read beyond line" in fault


def test_a_page_in_a_damaged_gzip_file_costs_only_its_own_line(newsloom, tmp_path):
    raw = gzip.compress(b"<p>page</p>" * 50)
    (tmp_path / "page.html.gz").write_bytes(raw[:12] + bytes(4) + raw[16:])
    line = json.dumps({"id": "p1", "url": "https://a.example/1", "path": str(tmp_path / "page.html.gz")})
    (answer,) = newsloom.lines("extract", "-", stdin=line)
    assert answer["id"] == "p1"
    assert "cannot read" in answer["error"]


def test_a_page_in_what_is_no_file_is_not_waited_for(newsloom, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "pages.jsonl").write_text(json.dumps({"id": "p", "path": str(tmp_path / "pipe")}) + "\n", encoding="utf-8")
    (answer,) = [json.loads(line) for line in newsloom("extract", tmp_path / "pages.jsonl")[0].splitlines()]
    assert answer["id"] == "p"
    assert "is not a file" in answer["error"]


@pytest.mark.parametrize("verb", ["cluster", "dedupe", "extract"])
def test_an_id_that_cannot_be_written_is_refused_and_never_changed(newsloom, tmp_path, verb):
    lines = ['{"id": "\\ud800", "text": "The harbour is shut."}', '{"id": "\\ud801", "text": "Cheese is dear."}']
    (tmp_path / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answers = [json.loads(line) for line in newsloom(verb, tmp_path / "lines.jsonl")[0].splitlines()]
    assert [answer["id"] for answer in answers] == [None, None]
    assert ["line 1" in answers[0]["error"], "line 2" in answers[1]["error"]] == [True, True]
    assert all("half a character" in answer["error"] for answer in answers)


def test_standard_input_is_utf_8_whatever_the_locale_says():
    line = json.dumps({"id": "é", "claim": "Zoë left.", "evidence": "Zoë left."}, ensure_ascii=False).encode()
    done = subprocess.run(
        [NEWSLOOM, "verify", "-"], input=b"\xef\xbb\xbf" + line + b"\n\xff{}\n", capture_output=True, check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
    )  # fmt: skip
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["supported"]) == ("é", True)
    assert "line 2: not JSON" in second["error"]


def test_a_page_from_a_pipe_is_answered_before_the_next_one_comes(newsloom):
    process = newsloom.start("extract", "-", "--workers", "1")
    late = threading.Timer(60, process.kill)  # a pipe that is never answered would hang the test, not fail it
    late.start()
    process.stdin.write(json.dumps({"id": "p1", "url": "https://a.example/1", "html": "<p>too short</p>"}) + "\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "p1"
    process.stdin.close()
    assert process.wait(30) == 0
    late.cancel()


def _same(number):
    return number


def test_what_breaks_the_input_is_raised_after_the_answers_to_what_came_before():
    def numbers():
        yield 1
        yield 2
        raise OSError("the disk is gone")

    answered = []
    with Readers(_same, workers=1, timeout=30, memory_mb=2048) as readers, pytest.raises(OSError, match="the disk is gone"):  # noqa: PT012
        for _item, outcome in readers.stream(numbers()):
            answered.append(outcome)
    assert answered == [1, 2]


def test_a_side_car_of_any_shape_is_answered(newsloom):
    whole = {"cited": [], "sources": [], "sections": [], "headline": {"text": "x", "citations": []}}
    odd = [{**whole, "id": "odd", part: wrong} for part in whole for wrong in (5, [5], "x", None)]
    answers = newsloom.lines("verify", "-", stdin="\n".join([*map(json.dumps, odd), CLAIM]))
    assert [one["id"] for one in answers] == ["odd"] * len(odd) + ["c1"]
    assert not any(one.get("supported") for one in answers[:4])
    assert answers[-1]["supported"]


def test_a_story_may_be_called_0(newsloom):
    line = json.dumps({"id": "a1", "text": "The bridge opened on Monday. It cost $5 million.", "story": 0, "outlet": "A"})
    (draft,) = newsloom.lines("synthesize", "-", stdin=line)
    assert draft["story"] == "0"


def test_ctrl_c_while_the_command_is_still_being_imported_is_no_traceback_of_ours(newsloom):
    for pause in (0.1, 0.15, 0.2, 0.25):
        process = newsloom.start("stories")
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert "/newsloom/" not in err, err


def room_with(newsloom, tmp_path, settings):
    newsloom("init", tmp_path / "room", "--contact", "desk@loom.example")
    if settings:
        (tmp_path / "room" / "newsroom.toml").write_text(settings, encoding="utf-8")
    return tmp_path / "room"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[storage]\nvar = "a\\u0000b"', "storage.var: has a NUL character"),
        ('[newsroom]\nlanguage = "en"', "newsroom.language: unknown setting"),
        (
            '[fetch.resolve]\n"a.example" = "localhost:80"',
            'newsroom.toml: fetch.resolve: "a.example" = "localhost:80" is not an IP',
        ),
    ],
)
def test_a_wrong_setting_stops_the_start(newsloom, tmp_path, settings, said):
    _, fault = one_fault(newsloom, "--newsroom", room_with(newsloom, tmp_path, settings), "stories", status=2)
    assert said in fault


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('domains = ["https://www.Bad.example/"]', "domains.0: is no domain; write it in small letters"),
        ('domains = ["bad.example"]\nfeeds = ["bad.example/rss"]', "feeds.0: is no web address; write it with https://"),
    ],
)
def test_a_wrong_outlet_is_told_in_words(newsloom, tmp_path, line, said):
    room = room_with(newsloom, tmp_path, "")
    (room / "outlets" / "bad.toml").write_text(f'name = "Bad"\n{line}\n', encoding="utf-8")
    _, fault = one_fault(newsloom, "--newsroom", room, "stories", status=2)
    assert f"bad.toml: {said}" in fault


def test_a_wrong_topic_names_its_key_and_no_type(newsloom, tmp_path):
    room = room_with(newsloom, tmp_path, "")
    (room / "topics.toml").write_text('[funding]\ntitle = "Funding"\nterms = [3]\n', encoding="utf-8")
    _, fault = one_fault(newsloom, "--newsroom", room, "stories", status=2)
    assert "topics.toml: funding.terms.0: " in fault
    assert "constrained" not in fault


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110  a device, not a file
@pytest.mark.parametrize("verb", [["outlets", "list"], ["outlets", "export"]])
def test_a_standard_output_without_room_is_called_so(newsloom, tmp_path, verb):
    room = room_with(newsloom, tmp_path, "")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [NEWSLOOM, "--newsroom", room, *verb], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "newsloom: standard output: No space left on device\n")


def test_a_reader_that_has_gone_is_no_fault(newsloom, tmp_path):
    room = room_with(newsloom, tmp_path, "")
    process = newsloom.start("--newsroom", room, "outlets", "export")
    process.stdout.close()
    assert (process.wait(30), process.stderr.read()) == (0, "")


@pytest.mark.parametrize("verb", ["run", "serve"])
def test_a_writer_that_is_not_there_stops_a_run_before_its_crawl(newsloom, tmp_path, verb):
    room = room_with(newsloom, tmp_path, '[writer]\nname = "gpt"\n[desk]\nport = 0')
    _, fault = one_fault(newsloom, "--newsroom", room, verb, status=2)
    assert "choose one of: extractive" in fault


def test_a_look_at_the_queue_waits_for_no_crawler_or_writer():
    code = "import newsloom.app, sys; print([m for m in ('aiohttp', 'lxml', 'scrapy', 'pipeline.write') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_list_of_feeds_brings_in_no_address_that_may_not_be_contacted(newsloom, tmp_path):
    room = room_with(newsloom, tmp_path, "")
    addresses = ["http://127.0.0.1/f", "http://169.254.169.254/", "file:///etc/passwd", "https://good.example/f"]
    rows = "".join(f'<outline title="t{number}" xmlUrl="{url}"/>' for number, url in enumerate(addresses))
    (tmp_path / "list.opml").write_text(f"<opml><body>{rows}</body></opml>", encoding="utf-8")
    out, fault = one_fault(newsloom, "--newsroom", room, "outlets", "import", tmp_path / "list.opml", status=1)
    assert ["address not allowed" in line for line in out] == [True, True, True, False]
    assert "1 outlets written, 3 rows left out" in fault


def test_a_table_that_a_program_reads_has_one_row_a_line(newsloom, tmp_path):
    room = room_with(newsloom, tmp_path, "")
    out, _ = newsloom("--newsroom", room, "outlets", "list")
    assert not any(line.endswith(" ") for line in out.splitlines())
    assert len(out.splitlines()) == 1 + len(list((room / "outlets").glob("*.toml")))


def test_a_rejection_is_made_by_a_person(newsloom, tmp_path):
    room = room_with(newsloom, tmp_path, "")
    _, fault = one_fault(newsloom, "--newsroom", room, "reject", "s1", "--as", " ", "--note", "x", status=2)
    assert "a rejection is made by a person" in fault


def test_a_demo_leaves_the_database_of_a_real_newsroom_alone(tmp_path):
    address = f"sqlite:///{tmp_path / 'real.db'}"
    store = open_store(address, tmp_path / "archive")
    store.plan_feeds([("https://real.example/feed", "real")], now())
    store.close()
    done = subprocess.run(
        [NEWSLOOM, "demo", "--once", "--json", "--dir", tmp_path / "demo"],
        env={**os.environ, "NEWSLOOM_DATABASE_URL": address}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds a newsroom of its own (it reads https://real.example/feed)" in done.stderr
