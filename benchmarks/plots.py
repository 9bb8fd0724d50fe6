"""Plots of what the benchmarks found: quality beside the peers, and cost against size.

``python -m benchmarks --write FILE`` draws them; alone it draws again from the results of the last whole run.

    python benchmarks/plots.py [RESULTS [FIGURES]]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib as mpl
from results import Row, read

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

HERE = Path(__file__).parent
RESULTS = HERE / "results"
FIGURES = HERE.parent / "docs" / "figures"
# Ours is the dark one; the colours differ in lightness too, for print and for eyes that do not tell red from green.
OURS, COLOURS = "#14324f", ("#14324f", "#4f86b3", "#c98a2b", "#b9b4a8", "#7d4f73", "#6f8f72", "#d3b3a0")
MARKS = "os^Dv*P"


def events(rows: Sequence[Row], axes: Axes) -> None:
    """B-cubed of each method on each set."""
    points(rows, axes, "set", "method", "b_cubed")
    axes.set(ylabel="B-cubed F1", ylim=(0, 1), title="Events: what each way of grouping makes of each set")


def left_out(rows: Sequence[Row], axes: Axes) -> None:
    """The same for what shipped weights cannot be asked: sets and events that were not learned from."""
    points(rows, axes, "set", "method", "b_cubed")
    axes.set(ylabel="B-cubed F1", ylim=(0.7, 1), title="Events on sets, and of events, that were never learned from")


def near(rows: Sequence[Row], axes: Axes) -> None:
    """Recall, precision and speed of near-copies over all sets together."""
    shown = [row for row in rows if row["set"] == "first three"]
    scatter(shown, axes, "recall", "ratio")
    axes.set(xlabel="recall of copies", ylabel="speed (datasketch at .7 = 1)", title="Near-copies", xlim=(0, 1.05))


def extraction(rows: Sequence[Row], axes: Axes) -> None:
    """Quality against speed of the readers of pages."""
    scatter([row for row in rows if row["set"] == "scrapinghub"], axes, "f1", "ratio")
    axes.set(xlabel="F1 of the text", ylabel="speed (trafilatura = 1)", title="Reading pages, scrapinghub", yscale="log")


def grouping_cost(rows: Sequence[Row], axes: Axes) -> None:
    """CPU time from text to story as the number of active articles grows."""
    for measure, style in (("p50_ms", "o-"), ("p95_ms", "s--")):
        axes.plot([row["active"] for row in rows], [row[measure] for row in rows], style, color=OURS, label=measure[:3])
    axes.set(xscale="log", ylim=(0, None), xlabel="active articles", ylabel="CPU ms an article", title="From text to story")
    axes.legend(frameon=False)


def near_cost(rows: Sequence[Row], axes: Axes) -> None:
    """CPU time of the near-copy pipeline as the index grows."""
    for number, method in enumerate(dict.fromkeys(str(row["method"]) for row in rows)):
        mine = [row for row in rows if row["method"] == method]
        marks = f"{MARKS[number]}-"
        axes.plot([row["known"] for row in mine], [row["ms"] for row in mine], marks, color=COLOURS[number], label=method)
    axes.set(xscale="log", ylim=(0, None), xlabel="articles in the index", ylabel="CPU ms an article", title="Near-copies")
    axes.legend(frameon=False)


PLOTS: dict[str, Callable[[Sequence[Row], Axes], None]] = {
    "events": events,
    "left_out": left_out,
    "near": near,
    "extraction": extraction,
    "grouping_cost": grouping_cost,
    "near_cost": near_cost,
}


def points(rows: Sequence[Row], axes: Axes, across: str, by: str, measure: str) -> None:
    """A mark for each kind above each group: bars would have to begin at nought, where nothing is to be told apart."""
    groups = list(dict.fromkeys(str(row[across]) for row in rows))
    for number, kind in enumerate(dict.fromkeys(str(row[by]) for row in rows)):
        found = {str(row[across]): float(row[measure]) for row in rows if row[by] == kind}
        places = [place for place, group in enumerate(groups) if group in found]
        marks = {"marker": MARKS[number], "color": COLOURS[number], "markersize": 8, "linestyle": "none", "alpha": 0.85}
        axes.plot(places, [found[groups[place]] for place in places], label=kind, **marks)
    axes.set_xticks(range(len(groups)), groups, rotation=20, ha="right")
    axes.grid(axis="y", alpha=0.3)
    axes.legend(frameon=False, ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.25))


def scatter(rows: Sequence[Row], axes: Axes, x: str, y: str) -> None:
    for number, row in enumerate(rows):
        mark = MARKS[number % len(MARKS)]
        label = str(row["method"])
        axes.plot(float(row[x]), float(row[y]), mark, color=COLOURS[number % len(COLOURS)], markersize=9, label=label)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)


def draw(results: Path, figures: Path) -> list[Path]:
    """Draw every plot whose figures there are; equal figures give equal files."""
    mpl.rcParams.update({"svg.hashsalt": "newsloom", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10})
    made = []
    for name, plot in PLOTS.items():
        rows = read(results, name)
        if not rows:
            continue
        figure, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        plot(rows, axes)
        figures.mkdir(parents=True, exist_ok=True)
        figure.savefig(figures / f"{name}.svg", metadata={"Date": None})
        plt.close(figure)
        made.append(figures / f"{name}.svg")
    return made


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    for path in draw(*(folders + [RESULTS, FIGURES][len(folders) :])):
        print(path)
