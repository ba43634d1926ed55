"""Lesson texts in Markdown: links are shown with their address and open nothing, HTML is shown as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.widgets import Markdown

from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


class Prose(Markdown):
    """A text of a lesson, in Markdown; with `lines`, each line of it stays one, as in a note or a set of rules."""

    DEFAULT_CSS = """
    Prose {
        max-width: 76;
        padding: 0;
        margin: 0;
        MarkdownH1, MarkdownH2, MarkdownH3 {
            color: $primary;
            background: $background 0%;
            text-align: left;
            text-style: bold;
            margin: 1 0;
        }
        MarkdownBlockQuote { margin: 0 0 1 0; border-left: outer $primary 60%; background: $surface; }
        MarkdownFence { margin: 0 0 1 0; padding: 0; background: $surface; }
        MarkdownTable { margin: 0 0 1 0; }
    }
    """

    def __init__(self, text: str, *, lines: bool = False, classes: str = "") -> None:
        shown = visible(text).strip()
        if lines:
            shown = shown.replace("\n", "  \n")  # Markdown's own mark for a line that ends here
        super().__init__(shown, classes=classes, parser_factory=_parser, open_links=False)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.push("plain", _plain)
    return parser


def _plain(state: StateCore) -> None:
    """Write the address of each link after its words, and leave code without colours: guessing them costs time."""
    for token in state.tokens:
        if token.type == "fence":
            token.info = "text"
        if token.children:
            token.children = [shown for child in token.children for shown in _with_address(child, token.children)]


def _with_address(child: Token, siblings: list[Token]) -> list[Token]:
    if child.type != "link_close":
        return [child]
    before = siblings[: siblings.index(child)]
    opened = next(token for token in reversed(before) if token.type == "link_open")
    address = str(opened.attrs.get("href", ""))
    words = "".join(token.content for token in before[before.index(opened) :])
    return [child] if words == address else [child, Token("text", "", 0, content=f" ({address})")]
