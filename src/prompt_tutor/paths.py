"""Where things stand: the learner's data, the settings, the cache, and the base pack."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs, user_documents_path, user_downloads_path

_DIRS = PlatformDirs("prompt-tutor", appauthor=False)


def data_folder() -> Path:
    """Return the folder of attempts, drafts and progress; `PROMPT_TUTOR_DATA` names another one."""
    chosen = os.environ.get("PROMPT_TUTOR_DATA")
    return Path(chosen) if chosen else Path(_DIRS.user_data_path)


def fault_log() -> Path:
    """Return the file that keeps what went wrong unexpectedly; it stands in the data folder, without any text."""
    return data_folder() / "faults.log"


def packs_folder() -> Path:
    """Return the folder of the training packs that were installed, each in a folder of its id."""
    return data_folder() / "packs"


def installed_packs() -> tuple[Path, ...]:
    """Return the folders of the training packs that were installed, in order."""
    return tuple(sorted(file.parent for file in packs_folder().glob("[!.]*/pack.toml")))


def settings_file() -> Path:
    """Return the settings file; with `PROMPT_TUTOR_DATA` set it stands in that folder."""
    chosen = os.environ.get("PROMPT_TUTOR_DATA")
    return (Path(chosen) if chosen else Path(_DIRS.user_config_path)) / "settings.toml"


def cache_folder() -> Path:
    """Return the folder of what can be made again; with `PROMPT_TUTOR_DATA` set it stands in that folder."""
    chosen = os.environ.get("PROMPT_TUTOR_DATA")
    return Path(chosen) / "cache" if chosen else Path(_DIRS.user_cache_path)


def documents_folder() -> Path:
    """Return where the learner keeps documents, else the data folder."""
    documents = user_documents_path()
    return documents if documents.is_dir() else data_folder()


def downloads_folder() -> Path:
    """Return where the learner finds what was saved in passing: the downloads, else the home folder."""
    downloads = user_downloads_path()
    return downloads if downloads.is_dir() else Path.home()


def base_pack() -> Path:
    """Return the folder of the pack `base`: inside an installed package, else the root of the checkout."""
    package = Path(__file__).parent
    installed = package / "base"
    return installed if (installed / "pack.toml").is_file() else package.parents[1]
