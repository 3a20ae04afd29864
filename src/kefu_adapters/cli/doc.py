"""``kefu doc``: the policy as a page that people read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kefu_adapters.cli.common import (
    LangOption,
    PackArgument,
    console,
    fail,
    language_of,
    load,
    or_leave,
    pack_language,
    refuse_rule_file,
)
from kefu_adapters.cli.extras import wanting
from kefu_adapters.files.reasons import reason
from kefu_core.handbook import handbook


def doc(
    pack: PackArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.html", help="The page to write; else it is printed."),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the policy as one page, clause by clause, in words. 把规程生成一页手册，逐条对照，用文字说明。

    Example: kefu doc park --output park.html
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=False, strict=False)
    assert loaded.policy is not None
    if output is not None:
        refuse_rule_file(output, pack=language)
    with wanting("kefu doc", "doc"):
        from kefu_adapters.exchange.handbook import page_of  # noqa: PLC0415 - it is an extra
    page = page_of(handbook(loaded.policy, language))
    if output is None:
        typer.echo(page, nl=False)
        return
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(
            f"{output} cannot be written: {reason(error, 'en')}",
            f"无法写入 {output}：{reason(error, 'zh')}",
            pack=language,
        )
    console().print(f"{output}：规程手册已写好" if language == "zh" else f"{output}: the handbook is written")
