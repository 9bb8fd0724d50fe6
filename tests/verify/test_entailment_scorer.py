"""A model that the newsroom brings: what it scores, run for real, and what is said of one that cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from entailment_graph import needs_runtime, write_graph, write_model

from pipeline.entailment import WINDOWS
from pipeline.entailment_files import load
from pipeline.errors import ConfigurationError, ModelUnusable

PREMISE = ("The weir at Tarn broke on Monday.", "Two barges sank below it, and nobody was hurt.")
SEEN = "Two barges sank, and nobody was hurt."
UNSEEN = "Three ferries burned while pilots watched."
FILLER = tuple(f"Gauge {word} reads a level of water." for word in ("one", "two", "three", "four", "five", "six", "seven"))
TEXTS = (*PREMISE, SEEN, UNSEEN, *FILLER, "A river rose on Monday.")


@pytest.fixture(autouse=True)
def _loaded_anew():
    load.cache_clear()
    yield
    load.cache_clear()


@pytest.fixture
def folder(tmp_path):
    return write_model(tmp_path / "model", TEXTS)


@needs_runtime
def test_a_claim_that_the_premise_says_scores_above_one_that_it_does_not(folder):
    seen, unseen = load(str(folder)).scores([(PREMISE, SEEN), (PREMISE, UNSEEN)])
    assert seen > 0.9
    assert unseen < 0.1


@needs_runtime
def test_a_score_is_the_same_alone_and_among_others_and_again(folder):
    scorer = load(str(folder))
    pairs = [(PREMISE, SEEN), (PREMISE[:1], UNSEEN), (FILLER, SEEN), (PREMISE, "Nobody sank."), (PREMISE, UNSEEN)] * 9
    assert scorer.scores(pairs) == [scorer.scores([pair])[0] for pair in pairs] == scorer.scores(pairs)


@needs_runtime
def test_nothing_follows_from_nothing(folder):
    scorer = load(str(folder))
    assert scorer.scores([]) == []
    assert scorer.scores([((), SEEN), (("", " "), SEEN)]) == [0.0, 0.0]


@needs_runtime
@pytest.mark.parametrize("held", [32, 40, 64])
def test_a_long_premise_is_read_in_whole_sentences_and_what_was_said_at_its_end_is_seen(tmp_path, held):
    folder = write_model(tmp_path / "model", TEXTS, held=held)
    (folder / "config.json").write_text(
        json.dumps({"max_position_embeddings": held, "id2label": {"2": "ENTAILMENT"}}), encoding="utf-8"
    )
    scorer = load(str(folder))
    assert scorer.limit == held
    many = FILLER * 5
    assert len(many) > WINDOWS * 2
    assert scorer.scores([((*many, *PREMISE), SEEN), (many, SEEN)]) == [pytest.approx(1, abs=0.01), pytest.approx(0, abs=0.1)]


@needs_runtime
def test_a_claim_and_a_sentence_longer_than_the_model_holds_are_read_from_their_beginning(tmp_path):
    folder = write_model(tmp_path / "model", TEXTS, held=512)
    scorer = load(str(folder))
    endless = "Two barges sank below it and " * 400
    assert scorer.scores([((endless,), endless)]) > [0.99]


@needs_runtime
def test_a_model_that_holds_fewer_tokens_than_its_files_say_is_refused_at_the_start(tmp_path):
    folder = write_model(tmp_path / "model", TEXTS, held=64)
    with pytest.raises(ModelUnusable, match=r"cannot be run on two texts of \d+ tokens"):
        load(str(folder))
    (folder / "config.json").write_text('{"max_position_embeddings": 12}', encoding="utf-8")
    with pytest.raises(ModelUnusable, match="the model holds 12 tokens"):
        load(str(folder))


@needs_runtime
def test_roberta_holds_two_positions_fewer_than_its_table_has(tmp_path):
    folder = write_model(tmp_path / "model", TEXTS, held=62)
    (folder / "config.json").write_text(
        json.dumps(
            {"max_position_embeddings": 64, "pad_token_id": 1, "model_type": "roberta", "id2label": {"2": "entailment"}}
        ),
        encoding="utf-8",
    )
    assert load(str(folder)).limit == 62


@needs_runtime
def test_the_file_itself_or_a_folder_for_the_graph_alone_will_do(folder):
    whole = load(str(folder / "model.onnx"))
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    load.cache_clear()
    assert load(str(folder)).name == whole.name
    assert load(str(folder)).scores([(PREMISE, SEEN)]) == whole.scores([(PREMISE, SEEN)])


@needs_runtime
def test_its_name_changes_with_its_files_and_with_the_class_that_is_read(folder):
    first, other_class = load(str(folder)).name, load(str(folder), "neutral").name
    write_graph(
        folder / "model.onnx",
        inputs=("input_ids", "token_type_ids"),
        kind="INT64",
        width=3,
        output="logits",
        shape=None,
        held=None,
    )
    load.cache_clear()
    assert len({first, other_class, load(str(folder)).name}) == 3


@needs_runtime
@pytest.mark.parametrize(
    "graph",
    [
        {"kind": "INT32"},
        {"inputs": ("input_ids", "token_type_ids")},
        {"output": "scores_of_classes"},
        {"width": 1, "labels": None},
        {"labels": {"0": "LABEL_0", "1": "LABEL_1", "2": "Supported"}},
    ],
    ids=["whole numbers of 32 bits", "no mask", "one table of any name", "one number", "another usual name"],
)
def test_graphs_of_other_shapes_are_read(tmp_path, graph):
    seen, unseen = load(str(write_model(tmp_path / "model", TEXTS, **graph))).scores([(PREMISE, SEEN), (PREMISE, UNSEEN)])
    assert seen > 0.9
    assert unseen < 0.1


@needs_runtime
@pytest.mark.parametrize("label", ["2", "yes", "YES"])
def test_the_settings_say_which_class_it_is_where_its_name_does_not(tmp_path, label):
    folder = write_model(tmp_path / "model", TEXTS, labels={"0": "no", "1": "perhaps", "2": "yes"})
    with pytest.raises(ModelUnusable, match=r"3 classes \(0 no, 1 perhaps, 2 yes\), and which of them.*set entailment_label"):
        load(str(folder))
    assert load(str(folder), label).scores([(PREMISE, SEEN)]) > [0.9]


@needs_runtime
@pytest.mark.parametrize("label", ["3", "maybe"])
def test_a_class_that_is_not_there_is_said(folder, label):
    with pytest.raises(ModelUnusable, match=rf"none of them is '{label}': set entailment_label.*0 to 2"):
        load(str(folder), label)


@needs_runtime
def test_classes_without_names_are_asked_for(tmp_path):
    with pytest.raises(ModelUnusable, match=r"2 classes \(no names in config.json\)"):
        load(str(write_model(tmp_path / "model", TEXTS, width=2, labels=None)))


@needs_runtime
@pytest.mark.parametrize(
    ("graph", "said"),
    [
        ({"inputs": ("input_ids", "pixel_values")}, "the graph takes input_ids, pixel_values, not"),
        ({"inputs": ("tokens",)}, "the graph takes tokens, not"),
        ({"kind": "FLOAT"}, r"takes input_ids as tensor\(float\), not as whole numbers"),
        ({"shape": [1, 160]}, r"of the fixed shape \[1, 160\]; export it with dynamic axes"),
    ],
    ids=["an input of images", "another name", "other numbers", "one length only"],
)
def test_a_graph_that_takes_something_else_is_refused(tmp_path, graph, said):
    with pytest.raises(ModelUnusable, match=said):
        load(str(write_model(tmp_path / "model", TEXTS, **graph)))


@needs_runtime
def test_a_graph_that_gives_no_row_of_scores_a_pair_is_refused(folder):
    import onnx
    from onnx import helper

    given = helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, ["pair", "token"])

    def saved(op, shape, *, outputs=("logits",), table=None):
        gives = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape) for name in outputs]
        nodes = [helper.make_node("Cast", ["input_ids"], ["numbers"], to=onnx.TensorProto.FLOAT)]
        nodes += [helper.make_node(op, ["numbers", *([table.name] if table is not None else [])], [name]) for name in outputs]
        graph = helper.make_graph(nodes, "wrong", [given], gives, [] if table is None else [table])
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), folder / "model.onnx")

    last = helper.make_tensor("axis", onnx.TensorProto.INT64, [1], [2])
    saved("Unsqueeze", ["pair", "token", 1], table=last)
    with pytest.raises(ModelUnusable, match=r"gives 'logits' of shape \[1, \d+, 1\]"):
        load(str(folder))
    zero = helper.make_tensor("zero", onnx.TensorProto.FLOAT, [1], [0.0])
    saved("Div", ["pair", "token"], table=zero)
    with pytest.raises(ModelUnusable, match="not a finite number"):
        load(str(folder))
    saved("Identity", ["pair", "token"], outputs=("start", "end"))
    with pytest.raises(ModelUnusable, match="gives start, end; none is called logits"):
        load(str(folder))


@needs_runtime
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_broken_file_is_named_with_the_setting(folder, name):
    (folder / name).write_bytes(b"\x08nothing of the kind")
    with pytest.raises(ModelUnusable, match=r"^\[verify\] entailment = .*model.: .*cannot be read.*or \"\" to do without"):
        load(str(folder))


def test_files_that_are_not_there_are_named(tmp_path):
    with pytest.raises(ModelUnusable, match="there is no such file"):
        load(str(tmp_path / "nothing"))
    with pytest.raises(ModelUnusable, match=r"there is no model.onnx in that folder"):
        load(str(tmp_path))
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(ModelUnusable, match=r"there is no tokenizer.json beside the graph") as refused:
        load(str(tmp_path))
    assert isinstance(refused.value, ConfigurationError)


@pytest.mark.parametrize("absent", ["onnxruntime", "tokenizers"])
def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch, absent):
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"")
    for name in [one for one in sys.modules if one.split(".")[0] == absent]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(ModelUnusable, match=r'pip install "newsloom\[entailment\]", or set it to ""'):
        load(str(tmp_path))


def test_without_the_setting_nothing_of_the_extra_is_imported():
    asked = (
        "import sys, newsloom.app, newsloom.batch.verify, newsloom.work, pipeline.entailment_files\n"
        "print([name for name in ('onnxruntime', 'tokenizers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
