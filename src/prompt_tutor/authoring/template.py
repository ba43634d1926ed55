"""What scaffolds are made of: a template of TOML with comments, filled in for the languages of a pack.

A line of a template that begins with `fr# ` is a comment for an interface in French; one that begins with `fr: ` is
for packs that speak French; `<<name>>` stands for a text, or for TOML as it is given. The rest is as it stands.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import tomli

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE: Final = re.compile(r"(?P<language>fr|en)(?P<kind>[#:])(?: (?P<rest>.*))?$")
_PLACE: Final = re.compile(r"<<([a-z0-9-]+)>>")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def fill(
    template: str, texts: Mapping[str, Mapping[str, str]], raw: Mapping[str, str], interface: str, pack: Sequence[str]
) -> str:
    """Return the TOML of the scaffold `template`.

    Args:
        template: the name of one, such as "scenario".
        texts: by the name that `<<name>>` gives, then by language.
        raw: what stands as it is given, by name, such as an id within quotes.
        interface: the language of comments.
        pack: the languages of what learners read.
    """

    def word(match: re.Match[str]) -> str:
        name = match[1]
        return raw[name] if name in raw else toml_text({language: texts[name][language] for language in pack})

    lines = []
    for line in _read(f"{template}.template").splitlines():
        found = _LINE.match(line)
        if found is None:
            lines.append(line)
        elif found["kind"] == "#" and found["language"] == interface:
            lines.append(f"# {found['rest']}")
        elif found["kind"] == ":" and found["language"] in pack:
            lines.append(found["rest"] or "")
    return _PLACE.sub(word, "\n".join(lines)).rstrip("\n") + "\n"


def scaffold_texts(template: str) -> dict[str, Any]:
    """Return the texts of the example in `template`, by name, then by language."""
    texts: dict[str, Any] = tomli.loads(_read("texts.toml"))[template]
    return texts


def toml_text(text: Mapping[str, str]) -> str:
    """Return `text`, by language, as a TOML value: a string where there is one language, else a table."""
    if len(text) == 1:
        return toml_string(*text.values())
    return "{ " + ", ".join(f"{language} = {toml_string(words)}" for language, words in text.items()) + " }"


def toml_string(text: str) -> str:
    """Return `text` as a TOML string, over several lines where it has them; control characters are left out."""
    text = _CONTROLS.sub("", text)
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    written = text.replace("\\", "\\\\").replace('"""', '""\\"')
    if written.endswith('"'):
        written = f'{written[:-1]}\\"'
    return f'"""\n{written}"""'


def _read(name: str) -> str:
    return files("prompt_tutor.authoring").joinpath("scaffolds", name).read_text(encoding="utf-8")
