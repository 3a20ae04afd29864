"""A handbook → one HTML page that needs nothing else, by Jinja.

It needs the extra ``kefu[doc]``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kefu_adapters.exchange.handbook.picture import picture
from kefu_adapters.exchange.handbook.words import WORDS
from kefu_core.handbook import Handbook


def page_of(handbook: Handbook) -> str:
    """The page. All that a policy says is escaped; nothing on the page is loaded or run."""
    which = 0 if handbook.language == "en" else 1
    style = resources.files("kefu_adapters.exchange.handbook").joinpath("templates/page.css").read_text("utf-8")
    return (
        _environment()
        .get_template("page.html")
        .render(
            book=handbook,
            say={key: words[which] for key, words in WORDS.items()},
            picture=picture,
            style=Markup(style),  # noqa: S704 - it is our own
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kefu_adapters.exchange.handbook", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
