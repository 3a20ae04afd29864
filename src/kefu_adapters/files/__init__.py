"""Packs on disk."""

from kefu_adapters.files.bundled import bundled_packs, find_pack, packs_beside
from kefu_adapters.files.people import DirectoryNotFound, open_directory, read_directory
from kefu_adapters.files.reading import (
    PackNotFound,
    load_calendar,
    load_pack,
    open_calendar,
    open_pack,
    read_pack_files,
)

__all__ = [
    "DirectoryNotFound",
    "PackNotFound",
    "bundled_packs",
    "find_pack",
    "load_calendar",
    "load_pack",
    "open_calendar",
    "open_directory",
    "open_pack",
    "packs_beside",
    "read_directory",
    "read_pack_files",
]
