"""Finding the place of a key in a TOML file."""

from prompt_tutor.content.positions import locate, positions

TEXT = """\
title = "é" # comment
[brief]
persona = { fr = "a", en = "b" }
[[criteria]]
id = "one"
[[criteria]]
id = "two"
[[criteria.routes]]
fr = [["x"], ["y"]]
"""


def test_keys_of_tables_arrays_and_inline_tables_are_located() -> None:
    found = positions(TEXT)
    assert found[("title",)] == (1, 1)
    assert found[("brief", "persona", "en")] == (3, 23)
    assert found[("criteria", 0, "id")] == (5, 1)
    assert found[("criteria", 1, "routes", 0, "fr")] == (9, 1)
    assert found[("criteria", 1, "routes", 0, "fr", 1)] == (9, 14)


def test_columns_count_characters_not_bytes() -> None:
    assert positions('a = { "é" = 1, b = 2 }')[("a", "b")] == (1, 16)


def test_location_follows_the_longest_part_that_exists_and_skips_union_tags() -> None:
    found = positions(TEXT)
    assert locate(found, ("criteria", 1, "mentions", "routes", 0, "missing")) == (8, 1)
    assert locate(found, ("absent",)) == (1, 1)


def test_file_with_a_syntax_error_still_gives_what_can_be_read() -> None:
    assert positions('a = 1\nb = "open\nc = 3\n')[("a",)] == (1, 1)


def test_table_that_is_only_named_in_another_header_stands_there() -> None:
    found = positions("a = 1\n\n[[solution.pieces]]\ncriteria = []\n\n[x.y.z]\nb.c = 1\n")
    assert found[("solution",)] == (3, 1)
    assert locate(found, ("solution", "pieces", 0, "criteria")) == (4, 1)
    assert locate(found, ("x", "y")) == (6, 1)
    assert locate(found, ("x", "y", "z", "b")) == (7, 1)
