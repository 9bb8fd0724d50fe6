"""How long an index of a 14-day window is away: ours from the store, datasketch's from a pickle, in the same run.

Random signatures and shingles of 700,000 articles (or as many as are named) are kept in a fresh SQLite database and in a
pickled ``MinHashLSH``; then each index is brought back in a process of its own, in turn. Seconds by the clock and of the
CPU, and the memory the process had at most (with about 60 MB for Python and numpy).

    python benchmarks/near_restart.py [ARTICLES]
"""

from __future__ import annotations

import gc
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from pipeline.near import LiveIndex
from pipeline.values import Fingerprint
from storage import Store, open_store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WINDOW = timedelta(days=14)
MEAN_SHINGLES = 500
PORTION = 10_000


def portions(articles: int) -> list[range]:
    return [range(start, min(start + PORTION, articles)) for start in range(0, articles, PORTION)]


def signatures(portion: range) -> np.ndarray:
    return np.random.default_rng(portion.start).integers(0, 1 << 32, (len(portion), 128), dtype=np.uint32)


def fill_store(folder: Path, articles: int) -> None:
    """Through SQLAlchemy as the store does it, but only the two tables that the index reads."""
    from sqlalchemy import insert

    from storage import schema, sketches

    store = opened(folder)
    rng = np.random.default_rng(1)
    for portion in portions(articles):
        rows, made = [], []
        for number, signature in zip(portion, signatures(portion), strict=True):
            seen = NOW - timedelta(seconds=float(rng.uniform(0, WINDOW.total_seconds())))
            name = f"a{number:016x}"
            shingles = np.sort(rng.integers(0, 1 << 63, rng.poisson(MEAN_SHINGLES), dtype=np.uint64) << np.uint64(1))
            rows.append({"id": name, "title": "", "first_seen": seen, "version": 1})
            made.append(Fingerprint(name, 1, signature.tobytes(), shingles.tobytes(), (), first_seen=seen))
        with store._db.write() as tx:  # noqa: SLF001  a benchmark's shortcut: 700,000 articles one by one take hours
            tx.execute(insert(schema.articles), rows)
            sketches.save(tx, made, NOW)
    store.close()


def fill_pickle(folder: Path, articles: int) -> None:
    from datasketch import LeanMinHash, MinHashLSH

    index = MinHashLSH(threshold=0.7, num_perm=128)
    gc.disable()
    for portion in portions(articles):
        for number, signature in zip(portion, signatures(portion), strict=True):
            sketch = LeanMinHash(seed=1, hashvalues=signature, scheme="affine32")
            index.insert(f"a{number:016x}", sketch, check_duplication=False)
    with (folder / "datasketch.pickle").open("wb") as file:
        pickle.dump(index, file, protocol=5)


def load_store(folder: Path) -> int:
    index = LiveIndex(opened(folder), WINDOW)
    index.catch_up(NOW)
    return len(index)


def load_pickle(folder: Path) -> int:
    with (folder / "datasketch.pickle").open("rb") as file:
        return len(pickle.load(file).keys)


def load_pickle_without_collector(folder: Path) -> int:
    gc.disable()
    return load_pickle(folder)


def opened(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder}/newsloom.db", folder)


STEPS = {step.__name__: step for step in (load_store, load_pickle, load_pickle_without_collector)}


def main(articles: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for fill in (fill_store, fill_pickle):
            subprocess.run([sys.executable, __file__, fill.__name__, place, str(articles)], check=True)
        print(f"{'index of':<12}{'brought back by':<34}{'seconds':>9}{'CPU s':>8}{'peak MB':>9}")
        for _ in range(2):
            for step in STEPS:
                done = subprocess.run([sys.executable, __file__, step, place], check=True, capture_output=True, text=True)
                print(f"{articles:<12}{step:<34}{done.stdout.strip()}", flush=True)
        size = sum(file.stat().st_size for file in folder.glob("newsloom.db*")) / 1e6
        print(f"on disk: database {size:.0f} MB, pickle {(folder / 'datasketch.pickle').stat().st_size / 1e6:.0f} MB")


def timed(step: str, folder: Path) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    STEPS[step](folder)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{spent[0]:>9.1f}{spent[1]:>8.1f}{peak:>9.0f}")


if __name__ == "__main__":
    if len(sys.argv) > 3:
        {"fill_store": fill_store, "fill_pickle": fill_pickle}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    elif len(sys.argv) > 2:
        timed(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 700_000)
