"""The themes: light, dark and high contrast, with one accent colour each."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from prompt_tutor.i18n import N_

DEFAULT_THEME: Final = "tutor-dark"

THEMES: Final = (
    Theme(
        name="tutor-dark",
        primary="#7fc4d4",
        secondary="#8fa8b8",
        accent="#7fc4d4",
        success="#8fce9b",
        warning="#e5c07b",
        error="#ee9a94",
        foreground="#dfe6ea",
        background="#12181d",
        surface="#1a2229",
        panel="#242e37",
        variables={"footer-key-foreground": "#7fc4d4", "footer-background": "#1a2229"},
    ),
    Theme(
        name="tutor-light",
        primary="#0b6478",
        secondary="#4a6472",
        accent="#0b6478",
        success="#1d6b34",
        warning="#7a5200",
        error="#a3261e",
        foreground="#1e2a31",
        background="#fcfbf8",
        surface="#f2f0ea",
        panel="#e6e3da",
        dark=False,
        variables={"footer-key-foreground": "#0b6478", "footer-background": "#f2f0ea"},
    ),
    Theme(
        name="tutor-contrast",
        primary="#ffe066",
        secondary="#ffffff",
        accent="#ffe066",
        success="#7dff9a",
        warning="#ffd166",
        error="#ffb0a8",
        foreground="#ffffff",
        background="#000000",
        surface="#1c1c1c",
        panel="#3a3a3a",
        text_alpha=1.0,
        variables={
            "footer-key-foreground": "#ffe066",
            "footer-background": "#1c1c1c",
            "text-muted": "#ffffff",
            "text-disabled": "#d0d0d0",
        },
    ),
)

THEME_NAMES: Final = {
    "tutor-dark": N_("Dark theme"),
    "tutor-light": N_("Light theme"),
    "tutor-contrast": N_("High contrast theme"),
}


def usable_theme(chosen: str, known: frozenset[str], *, no_color: bool) -> str:
    """Return the theme `chosen` where it is one of the `known` and can be shown, else the default one.

    Without colours the themes in the terminal's own colours turn everything black, so they give way.
    """
    if chosen not in known or (no_color and chosen.startswith("ansi-")):
        return DEFAULT_THEME
    return chosen
