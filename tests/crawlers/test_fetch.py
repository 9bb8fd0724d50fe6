"""One request against a server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.abc import AbstractResolver
from misbehaving import Reply, Server, page

from crawlers.faults import FetchFault
from crawlers.fetch import Fetcher, Limits
from crawlers.guard import AddressPolicy
from pipeline.values import Cause

AGENT = "Newsloom/0.1 (+desk@newsroom.example)"


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


def get(server, path="/", *, host="paper.example", headers=None, seconds=1.0, body=200_000):
    async def run():
        policy = AddressPolicy({host: server.pair()})
        async with Fetcher(policy, AGENT, limits=Limits(seconds=seconds, body=body)) as fetcher:
            return await fetcher.get(f"http://{host}{path}", headers)

    return asyncio.run(run())


def fault(server, path, **how):
    with pytest.raises(FetchFault) as error:
        get(server, path, **how)
    return error.value


def raw(*parts, pause=0.0, then_wait=0.0):
    """A handler that writes these bytes itself."""

    async def handler(_seen, writer):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        await asyncio.sleep(then_wait)

    return handler


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_an_answer_is_given_with_its_body_decoded(server):
    server.on("paper.example", "/gz", Reply(gzip.compress(b"<p>words"), headers={"Content-Encoding": "gzip"}))
    answer = get(server, "/gz")
    assert (answer.status, answer.body) == (200, b"<p>words")
    assert answer.header("content-encoding") is None


@pytest.mark.parametrize("compress", [zlib.compress, lambda data: zlib.compress(data, wbits=-15)])
def test_deflate_is_read_with_and_without_its_header(server, compress):
    server.on("paper.example", "/df", Reply(compress(b"<p>words"), headers={"Content-Encoding": "deflate"}))
    assert get(server, "/df").body == b"<p>words"


def test_gzip_in_several_members_is_read_whole(server):
    server.on(
        "paper.example", "/gg", Reply(gzip.compress(b"one ") + gzip.compress(b"two"), headers={"Content-Encoding": "gzip"})
    )
    assert get(server, "/gg").body == b"one two"


def test_only_our_name_and_validators_are_sent(server):
    server.on("paper.example", "/who", page())
    get(server, "/who", headers={"Cookie": "a=b", "Authorization": "Basic x", "If-None-Match": '"1"', "Referer": "http://x/"})
    sent = server.seen[-1].headers
    assert sent["user-agent"] == AGENT
    assert sent["if-none-match"] == '"1"'
    assert sent["host"] == "paper.example"
    assert {"cookie", "authorization", "referer"}.isdisjoint(sent)


def test_a_cookie_is_never_sent_back(server):
    async def twice():
        async with Fetcher(AddressPolicy({"paper.example": server.pair()}), AGENT) as fetcher:
            await fetcher.get("http://paper.example/cookie")
            return await fetcher.get("http://paper.example/cookie")

    server.on("paper.example", "/cookie", Reply(b"x", headers={"Set-Cookie": "a=b; Domain=example"}))
    answer = asyncio.run(twice())
    assert "cookie" not in server.seen[-1].headers
    assert answer.header("set-cookie") is None


def test_a_redirect_is_an_answer_and_is_not_followed(server):
    server.on("paper.example", "/moved", Reply(status=302, headers={"Location": "http://169.254.169.254/"}))
    assert get(server, "/moved").status == 302


def bomb():
    return gzip.compress(bytes(20_000_000))


@pytest.mark.parametrize(
    ("reply", "cause", "words"),
    [
        (lambda: Reply(bomb(), headers={"Content-Encoding": "gzip"}), Cause.TOO_LARGE, "decompressed"),
        (
            lambda: Reply(zlib.compress(bytes(20_000_000)), headers={"Content-Encoding": "deflate"}),
            Cause.TOO_LARGE,
            "decompressed",
        ),
        (lambda: Reply(b"x", headers={"Content-Length": "10000000000"}), Cause.TOO_LARGE, "announced"),
        (lambda: Reply(gzip.compress(bomb()), headers={"Content-Encoding": "gzip, gzip"}), Cause.UNREADABLE, "not asked for"),
        (lambda: Reply(b"x", headers={"Content-Encoding": "br"}), Cause.UNREADABLE, "not asked for"),
        (lambda: Reply(b"plain words", headers={"Content-Encoding": "gzip"}), Cause.UNREADABLE, "not gzip"),
        (
            lambda: Reply(gzip.compress(bytes(range(256)) * 99)[:-20], headers={"Content-Encoding": "gzip"}),
            Cause.TRUNCATED,
            "end",
        ),
    ],
)
def test_a_body_that_is_too_much_or_not_what_it_says_is_refused(server, reply, cause, words):
    server.on("paper.example", "/bad", reply())
    error = fault(server, "/bad")
    assert error.cause is cause
    assert words in error.detail


def test_an_endless_body_is_cut_off(server):
    async def endless(_seen, writer):
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"ffff\r\n" + bytes(0xFFFF) + b"\r\n")
            await writer.drain()

    server.on("paper.example", "/endless", endless)
    assert fault(server, "/endless").cause is Cause.TOO_LARGE


def test_a_body_shorter_than_announced_is_truncated_and_may_be_tried_again(server):
    server.on("paper.example", "/short", raw(HEAD + b"Content-Length: 100\r\n\r\nhalf a pa"))
    error = fault(server, "/short")
    assert (error.cause, error.transient) == (Cause.TRUNCATED, True)


@pytest.mark.parametrize(
    ("handler", "stage"),
    [
        (raw(then_wait=30), "headers"),
        (raw(*[b"H", b"T", b"T", b"P"] * 20, pause=0.1), "headers"),
        (raw(HEAD + b"Content-Length: 99\r\n\r\n", *[b"x"] * 90, pause=0.05), "body"),
    ],
)
def test_a_slow_answer_ends_at_the_deadline_however_it_drips(server, handler, stage):
    server.on("paper.example", "/slow", handler)
    error = fault(server, "/slow", seconds=0.4)
    assert (error.cause, error.detail) == (Cause.TIMEOUT, f"timed out after 0.4 s ({stage})")


@pytest.mark.parametrize(
    "head",
    [
        HEAD + b"".join(b"X-%d: y\r\n" % number for number in range(100_000)) + b"\r\n",
        HEAD + b"X-Big: " + b"y" * 5_000_000 + b"\r\n\r\n",
        b"this is not http\r\n\r\n",
    ],
)
def test_headers_that_no_server_needs_are_refused(server, head):
    server.on("paper.example", "/headers", raw(head, then_wait=5))
    assert fault(server, "/headers", seconds=5).cause is Cause.HTTP


def test_a_port_where_nobody_listens_is_a_connection_fault():
    async def run():
        async with Fetcher(AddressPolicy({"paper.example": "127.0.0.1:1"}), AGENT) as fetcher:
            await fetcher.get("http://paper.example/")

    with pytest.raises(FetchFault) as error:
        asyncio.run(run())
    assert (error.value.cause, error.value.transient) == (Cause.CONNECTION, True)


class Names(AbstractResolver):
    """DNS that answers what it is told; a list of lists changes its mind at each question."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=0):
        ips = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [{"hostname": host, "host": ip, "port": port, "family": 2, "proto": 6, "flags": 0} for ip in ips]

    async def close(self):
        pass


@pytest.mark.parametrize("ips", [["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1", "169.254.169.254"]])
def test_a_name_that_leads_inside_is_refused_before_a_connection(server, ips):
    async def run():
        async with Fetcher(AddressPolicy(), AGENT, resolver=Names(ips)) as fetcher:
            await fetcher.get(f"http://rebound.example:{server.port}/")

    before = len(server.seen)
    with pytest.raises(FetchFault, match="address not allowed") as error:
        asyncio.run(run())
    assert error.value.cause is Cause.ADDRESS
    assert len(server.seen) == before


def test_a_resolved_pair_does_not_open_the_pair_to_other_names(server):
    async def run():
        async with Fetcher(AddressPolicy({"paper.example": server.pair()}), AGENT, resolver=Names(["127.0.0.1"])) as fetcher:
            await fetcher.get("http://paper.example/")
            await fetcher.get(f"http://rebound.example:{server.port}/")

    with pytest.raises(FetchFault, match="address not allowed"):
        asyncio.run(run())
    assert server.paths("rebound.example") == []


def test_the_socket_itself_is_checked_when_the_resolver_is_fooled(server, monkeypatch):
    async def run():
        async with Fetcher(AddressPolicy(), AGENT, resolver=Names(["127.0.0.1"])) as fetcher:
            inner = fetcher._session.connector._resolver
            monkeypatch.setattr(inner, "resolve", inner._inner.resolve)
            await fetcher.get(f"http://rebound.example:{server.port}/")

    with pytest.raises(FetchFault, match=r"address not allowed: 127\.0\.0\.1 \(loopback\)"):
        asyncio.run(run())
    assert server.paths("rebound.example") == []


def test_an_operators_own_host_is_reached_where_it_is(server):
    async def run():
        policy = AddressPolicy(allow_hosts=frozenset({"cms.house"}))
        async with Fetcher(policy, AGENT, resolver=Names(["127.0.0.1"])) as fetcher:
            return await fetcher.get(f"http://cms.house:{server.port}/own")

    server.on("cms.house", "/own", page())
    assert asyncio.run(run()).status == 200


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "tls.pem", "tls.example"))

    async def run():
        listening = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0, ssl=context)
        port = listening.sockets[0].getsockname()[1]
        policy = AddressPolicy(allow_hosts=frozenset({"tls.example"}))
        try:
            async with Fetcher(policy, AGENT, resolver=Names(["127.0.0.1"])) as fetcher:
                await fetcher.get(f"https://tls.example:{port}/")
        finally:
            listening.close()

    with pytest.raises(FetchFault, match=r"^certificate: self") as error:
        asyncio.run(run())
    assert (error.value.cause, error.value.transient) == (Cause.CERTIFICATE, False)


def self_signed(path, name):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def test_whatever_is_on_the_wire_when_a_crawl_stops_ends_as_a_broken_connection(server):
    async def drip(_seen, writer):
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(2000):
            writer.write(b"4\r\nword\r\n")
            await asyncio.sleep(0)

    server.on("paper.example", "/drip", drip)

    async def run():
        policy = AddressPolicy({"paper.example": server.pair()})
        async with Fetcher(policy, AGENT, limits=Limits(seconds=20.0)) as fetcher:
            pages = [asyncio.ensure_future(fetcher.get("http://paper.example/drip")) for _ in range(40)]
            await asyncio.sleep(0.15)
            await fetcher.abort()
            return await asyncio.gather(*pages, return_exceptions=True)

    ended = asyncio.run(run())
    broken = [one for one in ended if isinstance(one, BaseException)]
    assert broken
    assert {(type(one), getattr(one, "cause", None)) for one in broken} == {(FetchFault, Cause.CONNECTION)}
