"""``kefu schema``: the JSON Schema by which an editor of YAML completes and checks rule files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    WRONG_USAGE,
    LangOption,
    console,
    fail,
    language_of,
    locate,
    pack_language,
    print_diagnostics,
    print_json,
    refuse,
    refuse_rule_file,
)
from kefu_adapters.cli.completion import complete_pack
from kefu_adapters.files import PackNotFound, read_pack_files
from kefu_adapters.files.reasons import reason
from kefu_core import InvalidPolicy
from kefu_core.diagnostics import Diagnostic
from kefu_core.load.forms import Pack
from kefu_core.load.pack import read_pack
from kefu_core.loading import Loaded
from kefu_core.schema import json_schema


def schema(
    pack: Annotated[
        str | None,
        typer.Argument(metavar="[PACK]", help="A pack whose names are to be known.", autocompletion=complete_pack),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="A file to write to.")] = None,
    lang: LangOption = None,
) -> None:
    """Print the JSON Schema of rule files, for editors of YAML. 输出规则文件的 JSON Schema，供编辑器补全和检查。

    Example: kefu schema my_policy --output my_policy/kefu.schema.json
    """
    if output is not None:
        refuse_rule_file(Path(output))
    document = json_schema(None if pack is None else _read(pack, lang))
    if output is None:
        print_json(document)
        return
    try:
        Path(output).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        fail(f"{output} cannot be written: {reason(error, 'en')}", f"无法写入 {output}：{reason(error, 'zh')}")
    console().print(f"  {output}")


def _read(name: str, lang: str | None) -> Pack:
    """The forms of a pack; leaves where its files cannot be read as rule files. What the rules mean is not asked."""
    problems: list[Diagnostic] = []
    texts: dict[str, str] = {}
    try:
        pack = read_pack(read_pack_files(locate(name)), problems, texts)
    except PackNotFound as error:
        refuse(error)
    except InvalidPolicy as error:
        print_diagnostics(error.diagnostics, error.sources, language_of(lang))
        raise typer.Exit(WRONG_USAGE) from None
    if problems:
        print_diagnostics(problems, texts, language_of(lang, pack_language(Loaded(None, (), texts))))
        raise typer.Exit(FINDINGS)
    return pack
