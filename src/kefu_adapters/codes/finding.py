"""Where the pages are."""

from __future__ import annotations

from pathlib import Path

from kefu_adapters.codes.page import Page, read_page


def folder_of_pages() -> Path:
    """The pages installed with this package or, in a checkout, those of its documentation."""
    here = Path(__file__).resolve()
    installed = here.parent / "pages"
    return installed if installed.is_dir() else here.parents[3] / "docs/reference/diagnostics"


def page_of(code: str) -> Page:
    """The page of a code, which has to be one of the catalogue: each has a page (tests/docs)."""
    return read_page((folder_of_pages() / f"{code}.md").read_text(encoding="utf-8"))
