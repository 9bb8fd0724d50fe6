"""A model's endpoint on loopback that says what it was told to say, in the two formats, and fails in the ways endpoints fail."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from newsloom.config import load_newsroom
from newsloom.endpoints import model_writer
from newsloom.starter_files import write_newsroom

HANG, HALF = "hang", "half"


class Scripted:
    """``replies`` are taken one by one and the last one again and again: a body, (status, headers, body), or a way to fail.

    A callable gets the request's JSON and gives one of these.
    """

    def __init__(self, *replies):
        self.replies = list(replies)
        self.requests = []
        self.headers = []
        self.paths = []
        self.over = threading.Event()
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                scripted.paths.append(self.path)
                scripted.headers.append(dict(self.headers.items()))
                scripted.requests.append(json.loads(body))
                reply = scripted.replies.pop(0) if len(scripted.replies) > 1 else scripted.replies[0]
                scripted.say(self, reply(scripted.requests[-1]) if callable(reply) else reply)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://localhost:{self.server.server_address[1]}/v1"

    def say(self, handler, reply):
        if reply == HANG:
            self.over.wait(20)
            handler.close_connection = True
            return
        status, headers, body = reply if isinstance(reply, tuple) else (200, {}, reply)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        if reply == HALF:
            content = openai("half")["choices"][0]["message"]["content"].encode()
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content) + (500 if reply == HALF else 0)))
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = handler.close_connection or reply == HALF


def openai(content, *, finish="stop", refusal=None, taken=(3000, 700)):
    """The envelope of /v1/chat/completions around a text, or around an object as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    usage = {"prompt_tokens": taken[0], "completion_tokens": taken[1], "total_tokens": sum(taken)}
    return {
        "id": "c-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": usage,
    }


def anthropic(blocks, *, stop="end_turn", taken=(3000, 700)):
    """The envelope of /v1/messages around blocks, each (text, labels): labels as we show them, citations as the API has them."""
    content = [
        {"type": "text", "text": text, "citations": [cited(label) for label in labels] or None} for text, labels in blocks
    ]
    usage = {"input_tokens": taken[0], "output_tokens": taken[1]}
    return {"id": "m-1", "type": "message", "role": "assistant", "content": content, "stop_reason": stop, "usage": usage}


def cited(label):
    """``2-3:5`` as a location: documents and blocks from 0, the last block not included."""
    document, first, last = re.fullmatch(r"(\d+)-(\d+)(?::(\d+))?", label).groups()
    return {
        "type": "content_block_location",
        "cited_text": "not looked at",
        "document_index": int(document) - 1,
        "document_title": None,
        "start_block_index": int(first) - 1,
        "end_block_index": int(last or first),
    }


def newsroom(folder, url, *, kind="openai", name="scribe-1", more=""):
    """A newsroom whose writer is the model at this address."""
    write_newsroom(folder, name="Loom", contact="desk@loom.example", beat="x")
    path = folder / "newsroom.toml"
    table = f'\n[writer]\nname = "model"\n\n[model]\nkind = "{kind}"\nurl = "{url}"\nname = "{name}"\nallow_hosts = ["localhost"]\n{more}\n'
    path.write_text(path.read_text() + table)
    return load_newsroom(folder)


def writer_at(folder, url, **how):
    """The writer that the settings of such a newsroom name."""
    return model_writer(newsroom(folder, url, **how))
