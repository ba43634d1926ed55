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
    finder = _Finder(data.split(b"\n"))
    counts: dict[Path, int] = {}
    finder.walk_pairs(tree.root_node, ())
    for table in tree.root_node.named_children:
        if table.type not in ("table", "table_array_element"):
            continue
        path = _resolve(_keys(table.named_children[0]), counts)
        place = finder.place(table)
        if table.type == "table_array_element":
            index = counts.get(path, 0)
            counts[path] = index + 1
            finder.found.setdefault(path, place)
            path = (*path, index)
        finder.name(path, place)
        finder.walk_pairs(table, path)
    return finder.found


class _Finder:
    """Notes in `found` where each key stands in a file of these `lines`."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self.found: dict[Path, Place] = {(): (1, 1)}

    def place(self, node: Node) -> Place:
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1

    def name(self, path: Path, at: Place) -> None:
        self.found[path] = at
        for length in range(1, len(path)):
            self.found.setdefault(path[:length], at)  # `[a.b]` begins the table `a` too

    def walk_pairs(self, node: Node, base: Path) -> None:
        for pair in node.named_children:
            if pair.type != "pair":
                continue
            key, value = pair.named_children[0], pair.named_children[-1]
            path = (*base, *_keys(key))
            self.name(path, self.place(key))
            self._walk_value(value, path)

    def _walk_value(self, node: Node, path: Path) -> None:
        if node.type == "inline_table":
            self.walk_pairs(node, path)
        elif node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(values):
                self.found[(*path, index)] = self.place(child)
                self._walk_value(child, (*path, index))


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
