"""``newsloom dossiers`` and ``newsloom dossier`` over the sample press: what stories are about, and who was first with it."""

import json


def test_the_press_is_about_companies_and_products_and_nobody(pressroom):
    listed = pressroom.json("dossiers", "--json")
    names = {one["name"]: one["kind"] for one in listed}
    assert names["Halden Labs"] == "company"
    assert names["Tern-2"] == "product"
    assert set(names.values()) == {"company", "product"}
    assert [one["stories"] for one in listed] == sorted((one["stories"] for one in listed), reverse=True)


def test_a_dossier_is_reached_by_any_of_its_names_and_says_who_was_first(pressroom):
    page = pressroom.json("dossier", "halden labs, inc.", "--json")
    assert page == pressroom.json("dossier", "Halden", "--json")
    (story,) = page["in_time"]
    assert story["first"]
    assert {one["outlet"]: one["first"] for one in page["outlets"] if one["first"]} == dict.fromkeys(story["first"], 1)
    assert story["headline"] == pressroom.json("story", story["story"], "--json")["draft"]["headline"]["text"]
    out, _ = pressroom("dossier", "Halden Labs")
    assert page["leading"] in out
    assert story["story"] in out


def test_an_unknown_name_is_answered_with_the_nearest(pressroom):
    _, err = pressroom("dossier", "Haldn Labs", status=1)
    assert "Halden Labs" in err
    assert "newsloom dossiers" in err
    _, err = pressroom("dossier", "Ilse Marant", status=1)
    assert "Ilse Marant" in err


def test_a_story_told_again_keeps_its_dossier(pressroom):
    before = pressroom.json("dossiers", "--json")
    pressroom("run")
    assert pressroom.json("dossiers", "--json") == before


def test_the_list_is_narrowed_by_kind_and_by_words(pressroom):
    products = pressroom.json("dossiers", "--kind", "product", "--json")
    assert {one["kind"] for one in products} == {"product"}
    assert [one["name"] for one in json.loads(pressroom("dossiers", "--find", "halden", "--json")[0])] == ["Halden Labs"]
    assert "no subject" in pressroom("dossiers", "--find", "nothing such")[0]
