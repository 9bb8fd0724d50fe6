"""The httpx transport asks the address policy as the crawl does: for the address as written, and for each IP that is connected to."""

from __future__ import annotations

import asyncio
import ssl
import time

import httpx
import pytest
from misbehaving import Reply, Server
from test_fetch import self_signed

from crawlers.guard import AddressPolicy, AddressRefused
from crawlers.guarded_httpx import GuardedTransport, NotAnswered, post

BODY = b'{"question": "who?"}'


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


def names(*addresses):
    async def resolve(_host, _port):
        return list(addresses)

    return resolve


def ask(url, policy, *, resolve=None, seconds=2.0, most=100_000, headers=None, tls=None):
    transport = GuardedTransport(policy, resolve=resolve, tls=tls)
    return post(transport, url, headers or {}, BODY, seconds=seconds, most_bytes=most)


def own(server, path, **how):
    policy = AddressPolicy(allow_hosts=frozenset({"model.house"}))
    return ask(f"http://model.house:{server.port}{path}", policy, resolve=names("127.0.0.1"), **how)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/v1",
        "http://127.0.0.1/v1",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/v1",
        "http://10.0.0.8/v1",
        "http://0x7f.1/v1",
        "ftp://models.example/v1",
        "http://key@models.example/v1",
        "http://models.example:22/v1",
    ],
)
def test_an_address_inside_the_house_is_refused_as_it_is_written(url):
    with pytest.raises(AddressRefused):
        ask(url, AddressPolicy())


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "64:ff9b::7f00:1"])
def test_a_name_that_leads_into_the_house_is_refused_before_anything_is_connected_to(server, address):
    before = len(server.seen)
    with pytest.raises(AddressRefused):
        ask(f"http://models.example:{server.port}/v1", AddressPolicy(), resolve=names("93.184.216.34", address))
    assert len(server.seen) == before


def test_a_host_that_the_operator_allows_may_be_inside_the_house_and_is_told_its_own_name(server):
    server.on("model.house", "/v1", Reply(b'{"ok": 1}', content_type="application/json"))
    reply = own(server, "/v1", headers={"Authorization": "Bearer k"})
    assert (reply.status, reply.body) == (200, b'{"ok": 1}')
    seen = server.seen[-1]
    assert seen.headers["host"] == f"model.house:{server.port}"
    assert seen.headers["authorization"] == "Bearer k"
    assert seen.headers["accept-encoding"] == "identity"


def test_a_host_of_the_resolve_table_goes_exactly_there(server):
    server.on("models.example", "/v1", Reply(b"there"))
    reply = ask("https://models.example/v1", AddressPolicy({"models.example": server.pair()}))
    assert reply.body == b"there"
    with pytest.raises(AddressRefused):
        ask("http://other.example/v1", AddressPolicy({"models.example": server.pair()}), resolve=names("127.0.0.1"))


def test_who_runs_a_loop_already_may_ask_too(server):
    async def asked():
        return own(server, "/ok")

    assert asyncio.run(asked()).status == own(server, "/ok").status


def test_a_redirect_is_given_as_it_is_and_not_followed(server):
    server.on("model.house", "/moved", Reply(status=302, headers={"Location": "http://169.254.169.254/"}))
    assert own(server, "/moved").status == 302


def test_the_next_address_is_tried_where_one_cannot_be_connected_to(server):
    server.on("model.house", "/second", Reply(b"second"))
    policy = AddressPolicy(allow_hosts=frozenset({"model.house"}))
    reply = ask(f"http://model.house:{server.port}/second", policy, resolve=names("127.0.0.2", "127.0.0.1"))
    assert reply.body == b"second"


def drip(*parts, pause=0.05, wait=0.0):
    async def handler(_seen, writer):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        await asyncio.sleep(wait)

    return handler


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param(drip(wait=30), id="says nothing"),
        pytest.param(drip(*[b"H"] * 600), id="headers byte by byte"),
        pytest.param(drip(b"HTTP/1.1 200 X\r\nContent-Length: 600\r\n\r\n", *[b" "] * 600), id="body byte by byte"),
    ],
)
def test_the_time_is_for_headers_and_body_together(server, handler):
    server.on("model.house", "/slow", handler)
    begun = time.monotonic()
    with pytest.raises(NotAnswered, match=r"^it did not answer within 0\.4 seconds$") as caught:
        own(server, "/slow", seconds=0.4)
    assert time.monotonic() - begun < 3
    assert (caught.value.sent, caught.value.timed_out) == (True, True)


def test_half_an_answer_is_none_and_may_have_been_paid_for(server):
    server.on("model.house", "/half", drip(b"HTTP/1.1 200 X\r\nContent-Length: 600\r\n\r\n{half"))
    with pytest.raises(NotAnswered, match="ended before") as caught:
        own(server, "/half")
    assert caught.value.sent


def test_nobody_listening_is_said_and_cost_nothing():
    policy = AddressPolicy(allow_hosts=frozenset({"model.house"}))
    with pytest.raises(NotAnswered, match="cannot be reached") as caught:
        ask("http://model.house:9/v1", policy, resolve=names("127.0.0.1"))
    assert not caught.value.sent


def test_an_endless_answer_is_cut(server):
    server.on("model.house", "/long", Reply(b"x" * 200_001))
    with pytest.raises(NotAnswered, match="longer than 100000 bytes"):
        own(server, "/long")


def test_the_certificate_must_be_of_the_name_though_the_connection_goes_to_an_ip(tmp_path):
    path = self_signed(tmp_path / "tls.pem", "model.house")

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    async def run(host, trusted):
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(path)
        listening = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=serving)
        port = listening.sockets[0].getsockname()[1]
        tls = ssl.create_default_context(cafile=path if trusted else None)
        transport = GuardedTransport(AddressPolicy(allow_hosts=frozenset({host})), tls=tls, resolve=names("127.0.0.1"))
        try:
            async with httpx.AsyncClient(transport=transport) as client:
                return (await client.post(f"https://{host}:{port}/", content=BODY)).text
        finally:
            listening.close()

    assert asyncio.run(run("model.house", trusted=True)) == "ok"
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        asyncio.run(run("model.house", trusted=False))
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        asyncio.run(run("other.house", trusted=True))
