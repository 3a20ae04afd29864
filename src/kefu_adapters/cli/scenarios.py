"""``kefu test``: do the scenarios beside the rules hold?"""

from __future__ import annotations

from typing import Any

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
from kefu_core import Policy
from kefu_core.diagnostics import Language
from kefu_core.scenarios import Coverage, ScenarioResult, coverage, run_scenario
from kefu_core.scenarios.run import Mismatch, with_label


def test(
    pack: PacksArgument, as_json: JsonOption = False, strict: StrictOption = False, lang: LangOption = None
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
        covered = coverage(policy, [result.decision for result in results])
        failed = failed or not all(result.passed for result in results)
        documents.append(_document(policy, results, covered))
        if not as_json:
            _show(policy, results, covered, language)
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
            told = [_labelled(text, each, policy, language) for text in (each.expected, each.got)]
            table.add_row(each.kind, each.name, *told)
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


def _labelled(text: str, mismatch: Mismatch, policy: Policy, language: Language) -> str:
    thing = policy.ir.names.get(mismatch.name)
    if mismatch.kind != "outcome" or thing is None or not text:
        return text or "—"
    return with_label(text, thing.labels, language)
