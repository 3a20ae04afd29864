"""``kefu check``: is the pack right?"""

from __future__ import annotations

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    JsonOption,
    LangOption,
    PackArgument,
    StrictOption,
    console,
    counted,
    diagnostics_json,
    language_of,
    load,
    pack_language,
    print_diagnostics,
    print_json,
)
from kefu_core.diagnostics import Language
from kefu_core.loading import Loaded


def check(
    pack: PackArgument, as_json: JsonOption = False, strict: StrictOption = False, lang: LangOption = None
) -> None:
    """Load a pack and report every problem, with its place and what to do. 检查规则包，逐一指出问题。

    Example: kefu check park
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    errors = sum(each.severity == "error" for each in loaded.diagnostics)
    warnings = len(loaded.diagnostics) - errors
    if as_json:
        print_json({"diagnostics": diagnostics_json(loaded.diagnostics, language)})
    else:
        print_diagnostics(loaded.diagnostics, loaded.texts, language)
        console().print(_summary(loaded, errors, warnings, language), style="red" if errors else "green")
    if errors or (strict and warnings):
        raise typer.Exit(FINDINGS)


def _summary(loaded: Loaded, errors: int, warnings: int, language: Language) -> str:
    files = len(loaded.texts)
    policy = loaded.policy
    if policy is not None:
        ir = policy.ir
        rules = sum(len(table.rows) for table in ir.tables)
        title = ir.title.in_language(language, ir.id)
        sizes = (rules, len(ir.tables), len(ir.deadlines), len(policy.scenarios))
        if language == "zh":
            said = "{}：{} 条规则（{} 张表）、{} 个时限、{} 个场景".format(title, *sizes)
        else:
            rules_, tables, deadlines, scenarios = sizes
            said = f"{title}: {counted(rules_, 'rule')} in {counted(tables, 'table')}, "
            said += f"{counted(deadlines, 'deadline')}, {counted(scenarios, 'scenario')}"
        if not loaded.diagnostics:
            return f"{said}，没有发现问题" if language == "zh" else f"{said}; no problems found"
    if language == "zh":
        return f"{files} 个文件，{errors} 个错误，{warnings} 个警告"
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')} in {counted(files, 'file')}"
