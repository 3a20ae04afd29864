"""``kefu check``: is the pack right?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

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
    fail,
    language_of,
    load,
    locate,
    pack_language,
    point_to_pages,
    print_diagnostic,
    print_json,
)
from kefu_adapters.cli.watch import changes
from kefu_adapters.cli.witness import case_of, write_scenario
from kefu_core.diagnostics import Diagnostic, Language
from kefu_core.loading import Loaded
from kefu_core.verify import BUDGET, verify


def check(
    pack: PackArgument,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--write-scenario", metavar="ID", help="Write the case of a finding as a scenario for you to complete."
        ),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file of the pack changes.")] = False,
    budget: Annotated[
        int, typer.Option(help="Steps that one question to one table may take.", min=1, show_default=True)
    ] = BUDGET,
    lang: LangOption = None,
) -> None:
    """Report every problem: mistakes with their place, gaps and conflicts with a case. 检查规则包，逐一指出问题。

    Example: kefu check park
    """
    if watch:
        if as_json or strict or scenario is not None:
            fail(
                "--watch goes on until it is stopped; it takes neither --json nor --strict nor --write-scenario",
                "--watch 会一直运行，不能与 --json、--strict、--write-scenario 同时使用",
            )
        try:
            for _ in changes(locate(pack)):
                console().clear()
                _check(pack, budget=budget, as_json=False, lang=lang)
        except KeyboardInterrupt:
            return
    if as_json and scenario is not None:
        fail(
            "--write-scenario tells people what was written; it does not go with --json",
            "--write-scenario 的结果是给人看的，不能与 --json 同时使用",
        )
    loaded, found = _check(pack, budget=budget, as_json=as_json, lang=lang)
    if scenario is not None:
        write_scenario(scenario, found, loaded, Path(locate(pack)), language_of(lang, pack_language(loaded)))
    errors = any(each.severity == "error" for each in found)
    if errors or (strict and any(each.severity == "warning" for each in found)):
        raise typer.Exit(FINDINGS)


def _check(pack: str, *, budget: int, as_json: bool, lang: str | None) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Look at a pack, and show what there is to be said of it."""
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    found = loaded.diagnostics
    if loaded.policy is not None:
        wait = "检查中……" if language == "zh" else "checking…"
        with console(stderr=True).status(wait):
            today = datetime.now(loaded.policy.zone).date()
            found = (*found, *verify(loaded.policy, budget=budget, today=today))
    if as_json:
        print_json({"diagnostics": diagnostics_json(found, language)})
        return loaded, found
    for each in found:
        case = "" if loaded.policy is None else case_of(each, loaded.policy.ir, language)
        print_diagnostic(each, loaded.texts, language, after=case)
    point_to_pages(found, language)
    errors = sum(each.severity == "error" for each in found)
    warnings = sum(each.severity == "warning" for each in found)
    console().print(_summary(loaded, errors, warnings, language), style="red" if errors else "green")
    return loaded, found


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
        if not errors and not warnings:
            return f"{said}，没有发现问题" if language == "zh" else f"{said}; no problems found"
    if language == "zh":
        return f"{files} 个文件，{errors} 个错误，{warnings} 个警告"
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')} in {counted(files, 'file')}"
