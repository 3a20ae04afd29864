"""``kefu trace``: from each clause to the rules that implement it and the scenarios that show them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    WRONG_USAGE,
    JsonOption,
    LangOption,
    PacksArgument,
    StrictOption,
    console,
    diagnostics_json,
    fail,
    grid,
    language_of,
    load,
    or_leave,
    pack_language,
    print_diagnostics,
    print_json,
)
from kefu_adapters.files.reasons import reason
from kefu_core import Policy
from kefu_core.diagnostics import Diagnostic, Language
from kefu_core.scenarios import CatalogueClause, Trace, catalogue_of, read_catalogue
from kefu_core.scenarios import trace as trace_policies


def trace(
    pack: PacksArgument,
    clauses: Annotated[
        str | None, typer.Option("--clauses", metavar="CATALOGUE", help="A catalogue of clauses; else the packs' own.")
    ] = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Print the matrix of clauses, rules and scenarios, and what is missing in it. 追溯：条款 → 规则 → 场景。

    Example: kefu trace park
    """
    policies: list[Policy] = []
    for name in pack:
        loaded = load(name)
        or_leave(loaded, language_of(lang, pack_language(loaded)), as_json=as_json, strict=strict)
        assert loaded.policy is not None
        policies.append(loaded.policy)
    language = language_of(lang, policies[0].ir.language)
    catalogue = catalogue_of(policies) if clauses is None else _catalogue(clauses, language, as_json=as_json)
    if not catalogue:
        fail(
            "there is nothing to trace: the packs list no clauses; name a catalogue with --clauses",
            "没有可追溯的内容：规则包没有列出条款；请用 --clauses 指定条款目录",
            pack=language,
        )
    found = trace_policies(policies, catalogue)
    if as_json:
        print_json(_document(found))
    else:
        _show(found, language)
    if found.findings:
        raise typer.Exit(FINDINGS)


def _catalogue(name: str, language: Language, *, as_json: bool) -> tuple[CatalogueClause, ...]:
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        fail(f"{name} cannot be read: {reason(error, 'en')}", f"无法读取 {name}：{reason(error, 'zh')}", pack=language)
    problems: list[Diagnostic] = []
    catalogue = read_catalogue(name, data, problems)
    if problems:
        if as_json:
            print_json({"diagnostics": diagnostics_json(problems, language)})
        else:
            print_diagnostics(problems, {name: data.decode(errors="replace")}, language)
        raise typer.Exit(WRONG_USAGE)
    return catalogue


def _document(found: Trace) -> dict[str, object]:
    return {
        "clauses": [
            {
                "id": each.id,
                "executable": each.executable or None,
                "status": each.status,
                "rules": list(each.rules),
                "scenarios": list(each.scenarios),
            }
            for each in found.clauses
        ],
        "missing": [each.id for each in found.findings if each.status == "missing"],
        "not_shown": [each.id for each in found.findings if each.status == "not shown"],
        "unknown": [each.id for each in found.findings if each.status == "unknown"],
    }


_STATUS: dict[str, tuple[str, str, str]] = {
    "shown": ("shown", "已验证", "green"),
    "not shown": ("no scenario", "缺场景", "yellow"),
    "missing": ("no rule", "缺规则", "red"),
    "unknown": ("no such clause", "条款不存在", "red"),
    "context": ("context", "仅供参考", "dim"),
}


def _show(found: Trace, language: Language) -> None:
    chinese = language == "zh"
    heads = ("条款", "状态", "规则", "场景") if chinese else ("Clause", "Status", "Rules", "Scenarios")
    table = grid(*heads)
    for each in found.clauses:
        english, said, style = _STATUS[each.status]
        table.add_row(
            each.id, said if chinese else english, "\n".join(each.rules), str(len(each.scenarios)), style=style
        )
    out = console()
    out.print(table)
    shown = sum(each.status == "shown" for each in found.clauses)
    rules = sum(each.status != "context" for each in found.clauses)
    told = (
        f"{shown}/{rules} 个条款有规则并有场景" if chinese else f"{shown} of {rules} clauses have rules and scenarios"
    )
    out.print(told, style="bold red" if found.findings else "bold green")
