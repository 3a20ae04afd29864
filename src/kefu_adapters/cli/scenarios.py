"""``kefu test``: do the scenarios beside the rules hold?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    JsonOption,
    LangOption,
    PacksArgument,
    StrictOption,
    console,
    grid,
    language_of,
    load,
    or_leave,
    pack_language,
    print_json,
)
from kefu_adapters.cli.mutation import mutants_json, mutated, show_mutants
from kefu_adapters.cli.wording import named, written
from kefu_core import Policy
from kefu_core.diagnostics import Language
from kefu_core.scenarios import Coverage, ScenarioResult, coverage, run_scenario
from kefu_core.scenarios.comparison import DECIDED, UNDETERMINED, WAITS, Mismatch


def test(
    pack: PacksArgument,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Make small mistakes in the pack, and list those that nothing notices.")
    ] = False,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Run the scenarios of packs; show what differs, and which rules no scenario shows. 运行场景测试。

    Example: kefu test park
    """
    documents: list[dict[str, Any]] = []
    failed = False
    for name in pack:
        loaded = load(name)
        language = language_of(lang, pack_language(loaded))
        or_leave(loaded, language, as_json=as_json, strict=strict)
        policy = loaded.policy
        assert policy is not None
        results = [run_scenario(policy, scenario) for scenario in policy.scenarios]
        covered = coverage(policy, results)
        failed = failed or not all(result.passed for result in results)
        documents.append(_document(policy, results, covered))
        if not as_json:
            _show(policy, results, covered, language)
        if mutate:
            outcomes = mutated(policy, language)
            documents[-1]["mutation"] = mutants_json(outcomes)
            if not as_json:
                show_mutants(outcomes, language)
    if as_json:
        print_json(documents[0] if len(documents) == 1 else {"packs": documents})
    if failed:
        raise typer.Exit(FINDINGS)


def _document(policy: Policy, results: list[ScenarioResult], covered: Coverage) -> dict[str, Any]:
    return {
        "policy": policy.id,
        "version": policy.edition,
        "scenarios": [
            {
                "title": result.scenario.title,
                "passed": result.passed,
                "file": result.scenario.span.file if result.scenario.span else None,
                "line": result.scenario.span.line if result.scenario.span else None,
                "mismatches": [
                    {"kind": each.kind, "name": each.name, "expected": each.expected, "got": each.got}
                    for each in result.mismatches
                ],
            }
            for result in results
        ],
        "coverage": {
            "rules": {"covered": list(covered.rules), "missing": list(covered.missing_rules)},
            "clauses": {"covered": list(covered.clauses), "missing": list(covered.missing_clauses)},
        },
    }


def _show(policy: Policy, results: list[ScenarioResult], covered: Coverage, language: Language) -> None:
    out = console()
    chinese = language == "zh"
    if not results:
        told = (
            f"{policy.id}：还没有场景。请在规则包的 scenarios 文件夹里新建一个 .yaml 文件，例如："
            if chinese
            else f"{policy.id}: there are no scenarios yet. Add a .yaml file in the pack's folder scenarios, such as:"
        )
        out.print(told, style="bold yellow")
        for line in _EXAMPLE[language]:
            out.print(f"  {line}")
        return
    for result in results:
        out.print(("✓ " if result.passed else "✗ ") + result.scenario.title, style="green" if result.passed else "red")
        if result.passed:
            continue
        span = result.scenario.span
        if span is not None:
            out.print(f"  {span.file}:{span.line}", style="blue")
        heads = ("", "", "应为", "实为") if chinese else ("", "", "expected", "got")
        table = grid(*heads)
        for each in result.mismatches:
            sides = [_said(text, each, policy, language) for text in (each.expected, each.got)]
            kind = _KINDS[each.kind] if chinese else each.kind
            table.add_row(kind, named(each.name, policy, language), *sides)
        out.print(table)
    passed = sum(result.passed for result in results)
    rules = f"{len(covered.rules)}/{len(covered.all_rules)}"
    clauses = f"{len(covered.clauses)}/{len(covered.all_clauses)}"
    if chinese:
        said = f"{policy.id}：{passed}/{len(results)} 个场景通过；覆盖规则 {rules}，条款 {clauses}"
    else:
        said = f"{policy.id}: {passed}/{len(results)} scenarios passed; rules covered {rules}, clauses {clauses}"
    out.print(said, style="bold green" if passed == len(results) else "bold red")
    for missing in (covered.missing_rules, covered.missing_clauses):
        if missing:
            out.print(("  没有场景：" if chinese else "  no scenario: ") + ", ".join(missing), style="yellow")


def _said(text: str, mismatch: Mismatch, policy: Policy, language: Language) -> str:
    """One side of a difference; in Chinese the words of the comparison itself are Chinese, too."""
    if not text:
        return "—"
    if language == "zh":
        if text in _WORDS:
            return _WORDS[text]
        if text.startswith(f"{UNDETERMINED}: "):
            return f"{_WORDS[UNDETERMINED]}：{text.removeprefix(f'{UNDETERMINED}: ')}"
    thing = policy.ir.names.get(mismatch.name)
    return text if mismatch.kind != "outcome" or thing is None else written(text, thing, language)


_KINDS: Final[Mapping[str, str]] = {
    "fact": "事实",
    "outcome": "结果",
    "due": "到期",
    "because": "依据",
    "undetermined": "未能裁决",
    "never": "不应出现",
    "state": "状态",
    "status": "时限状况",
    "told": "通知",
    "escalated": "升级",
    "tasks": "任务",
}
_WORDS: Final[Mapping[str, str]] = {WAITS: "等待起算", DECIDED: "已裁决", UNDETERMINED: "未能裁决"}
_EXAMPLE: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": (
        "scenario: what happens in this case, in a few words",
        "facts: {name of a fact: its value}",
        "at: 2026-11-02T10:00+08:00",
        "expect: {name of an outcome: its value}",
    ),
    "zh": (
        "scenario: 用一句话说明这个案件",
        "facts: {事实名: 取值}",
        "at: 2026-11-02T10:00+08:00",
        "expect: {结果名: 应有的取值}",
    ),
}
