"""Where each key of a TOML file stands, so that a problem can name its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

Place = tuple[int, int]
"""Line and column, counted from 1; the column in characters."""

Path = tuple[str | int, ...]


def positions(text: str) -> dict[Path, Place]:
    """Return where each key and table of the TOML `text` stands; entries of arrays of tables by index.

    A file with a syntax error gives the positions of what can be read.
    """
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    data = text.encode()
    tree = Parser(Language(tree_sitter_toml.language())).parse(data)
    lines = data.split(b"\n")
    found: dict[Path, Place] = {(): (1, 1)}
    counts: dict[Path, int] = {}

    def place(node: Node) -> Place:
        row, column = node.start_point
        return row + 1, len(lines[row][:column].decode(errors="replace")) + 1

    def name(path: Path, at: Place) -> None:
        found[path] = at
        for length in range(1, len(path)):
            found.setdefault(path[:length], at)  # `[a.b]` begins the table `a` too

    def walk_value(node: Node, path: Path) -> None:
        if node.type == "inline_table":
            walk_pairs(node, path)
        elif node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(values):
                found[(*path, index)] = place(child)
                walk_value(child, (*path, index))

    def walk_pairs(node: Node, base: Path) -> None:
        for pair in node.named_children:
            if pair.type != "pair":
                continue
            key, value = pair.named_children[0], pair.named_children[-1]
            path = (*base, *_keys(key))
            name(path, place(key))
            walk_value(value, path)

    walk_pairs(tree.root_node, ())
    for table in tree.root_node.named_children:
        if table.type not in ("table", "table_array_element"):
            continue
        path = _resolve(_keys(table.named_children[0]), counts)
        if table.type == "table_array_element":
            index = counts.get(path, 0)
            counts[path] = index + 1
            found.setdefault(path, place(table))
            path = (*path, index)
        name(path, place(table))
        walk_pairs(table, path)
    return found


def _keys(node: Node) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(name for child in node.named_children for name in _keys(child))
    text = (node.text or b"").decode(errors="replace")
    return (text.strip("\"'"),)


def _resolve(keys: Sequence[str], counts: dict[Path, int]) -> Path:
    """Return the path of a table header: the part that names an array of tables means its last entry so far."""
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if position < len(keys) - 1 and path in counts:
            path = (*path, counts[path] - 1)
    return path


def locate(found: dict[Path, Place], loc: Sequence[str | int]) -> Place:
    """Return the place of the longest part of pydantic's `loc` that the file has, skipping tags of unions."""
    path: Path = ()
    place = found[()]
    for part in loc:
        if (*path, part) in found:
            path = (*path, part)
            place = found[path]
    return place
