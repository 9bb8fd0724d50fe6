"""Pictures without photographers: a small striped PNG, its colours drawn from a name."""

from __future__ import annotations

import struct
import zlib

WIDTH = 480
HEIGHT = 270
_COLOURS = 16


def picture(name: str) -> bytes:
    """A 480 by 270 PNG of diagonal stripes; the same name gives the same bytes."""
    seed = zlib.crc32(name.encode())
    palette = bytes(value for step in range(_COLOURS) for value in _shade(seed, step))
    stripe = bytes(step for step in range(_COLOURS) for _ in range(12))
    band = stripe * (2 * WIDTH // len(stripe) + 2)
    rows = b"".join(b"\0" + band[row % len(stripe) : row % len(stripe) + WIDTH] for row in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def logo(letters: str, colour: str) -> bytes:
    """An SVG square with a site's initials."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
        f'<rect width="96" height="96" fill="{colour}"/><text x="48" y="60" font-family="Georgia,serif" '
        f'font-size="36" text-anchor="middle" fill="#fff">{letters}</text></svg>'
    ).encode()


def _shade(seed: int, step: int) -> tuple[int, int, int]:
    base = (seed & 0xFF, seed >> 8 & 0xFF, seed >> 16 & 0xFF)
    red, green, blue = (60 + value // 3 + step * 5 for value in base)
    return red, green, blue


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
