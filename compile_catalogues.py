"""Build hook: compiles the gettext catalogues (.po) of the package into .mo files, and indexes the base pack."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locale: Path) -> list[Path]:
    """Write a .mo file beside each .po file below `locale` and return the files written."""
    written = []
    for source in sorted(locale.rglob("*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        target = source.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


def index_base_pack(root: Path) -> None:
    """Write the index of titles of the base pack, the checkout `root` itself, into the package."""
    sys.path.insert(0, str(root / "src"))
    try:
        from prompt_tutor.content.index import SHIPPED, ship_index
    finally:
        sys.path.pop(0)
    ship_index(root, root / "src" / "prompt_tutor" / "content" / SHIPPED.name)


class CompileCatalogues(BuildHookInterface[Any]):
    """Runs for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root) / "src" / "prompt_tutor" / "locale")
        index_base_pack(Path(self.root))
