"""``kefu packs``: the packs that come with kefu."""

from __future__ import annotations

from kefu_adapters.cli.common import LangOption, console, grid, language_of, load
from kefu_adapters.files import bundled_packs


def packs(lang: LangOption = None) -> None:
    """List the packs that come with kefu. 列出自带的规则包。

    Example: kefu packs
    """
    language = language_of(lang)
    table = grid(*(("名称", "标题", "位置") if language == "zh" else ("Name", "Title", "Folder")))
    for name, path in bundled_packs().items():
        policy = load(name).policy
        title = policy.ir.title.in_language(language, name) if policy else ""
        table.add_row(name, title, str(path))
    console().print(table)
