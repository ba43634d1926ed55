"""The button of a screen's main action: what Enter does."""

from __future__ import annotations

from textual.widgets import Button


class MainButton(Button, inherit_bindings=False):
    """A button without a key of its own: Enter belongs to the screen or step, which names it in the footer."""

    DEFAULT_CSS = """
    MainButton {
        height: 3;
        min-width: 24;
        padding: 0 3;
        border: none;
        background: $primary-muted;
        color: $foreground;
        text-style: bold;
        content-align: center middle;
        &:hover { background: $primary 70%; border: none; }
        &:focus { background: $primary; color: $background; text-style: bold; border: none; }
        &.-active { border: none; tint: $background 20%; }
    }
    """


class SideButton(Button):
    """A button beside the main one."""

    DEFAULT_CSS = """
    SideButton {
        height: 3;
        min-width: 12;
        padding: 0 2;
        border: none;
        background: $surface;
        color: $foreground;
        content-align: center middle;
        &:hover { background: $panel; border: none; }
        &:focus { background: $panel; text-style: bold underline; border: none; }
        &.-active { border: none; tint: $background 20%; }
        &:disabled { color: $text-disabled; }
    }
    """
