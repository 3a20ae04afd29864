"""``kefu decide``: what the policy says of one case."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Annotated, Any, Literal

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    WRONG_USAGE,
    JsonOption,
    LangOption,
    PackArgument,
    StrictOption,
    console,
    diagnostics_json,
    grid,
    language_of,
    load,
    or_leave,
    pack_language,
    print_diagnostics,
    print_json,
)
from kefu_adapters.cli.facts import instant_of, read_facts
from kefu_core import Decision, Policy
from kefu_core.decide.as_json import decision_json
from kefu_core.diagnostics import Language
from kefu_core.scenarios.run import with_label
from kefu_core.values import iso, iso_end


def decide(
    pack: PackArgument,
    facts: Annotated[
        str, typer.Argument(metavar="FACTS", help="A YAML or JSON file of facts; - reads standard input.")
    ],
    at: Annotated[str | None, typer.Option("--at", help="When the case was accepted (ISO 8601); else now.")] = None,
    engine: Annotated[Literal["auto", "reference", "generated"], typer.Option(help="Which engine decides.")] = "auto",
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Decide one case: outcomes, deadlines, and the clause behind each. 裁决一个案件，并说明依据。

    Example: echo '{"nature": "conduct", "loss": "0 CNY"}' | kefu decide park - --at 2026-11-02T10:00+08:00
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=as_json, strict=strict)
    policy = loaded.policy
    assert policy is not None
    instant = instant_of(at, policy)
    given, problems, texts = read_facts(facts, policy, instant)
    if problems:
        if as_json:
            print_json({"diagnostics": diagnostics_json(problems, language)})
        else:
            print_diagnostics(problems, texts, language, stderr=True)
        raise typer.Exit(WRONG_USAGE)
    decision = policy.decide(given, at=instant, engine=engine)
    if as_json:
        print_json(decision_json(decision, policy))
    else:
        _show(decision, policy, language)
    if decision.undetermined:
        raise typer.Exit(FINDINGS)


_WORDS: dict[str, tuple[str, str]] = {
    "outcome": ("Outcome", "结果"),
    "value": ("Value", "取值"),
    "deadline": ("Deadline", "时限"),
    "until": ("until", "到"),
    "due": ("Due", "到期"),
    "clause": ("Clause", "条款"),
    "rule": ("Rule", "规则"),
    "says": ("says", "条文"),
    "waits": ("waits for {}", "等待“{}”"),
    "needs": ("not decided", "未能裁决"),
    "missing": ("needs", "需要补充"),
}


def _show(decision: Decision, policy: Policy, language: Language) -> None:
    out = console()
    words = {key: both[0] if language == "en" else both[1] for key, both in _WORDS.items()}
    title = policy.ir.title.in_language(language, policy.id)
    out.print(f"{title}  ({decision.policy} {decision.version}, {iso(decision.as_of)})", style="bold")
    if decision.outcomes:
        _outcomes(decision, policy, language, words)
    if decision.deadlines:
        _deadlines(decision, policy, language, words)
    if decision.reasons:
        _reasons(decision, policy, language, words)
    if decision.undetermined:
        _undetermined(decision, policy, language, words)


def _outcomes(decision: Decision, policy: Policy, language: Language, words: dict[str, str]) -> None:
    shown = decision_json(decision, policy)["outcomes"]
    names = policy.ir.names
    table = grid(words["outcome"], words["value"])
    for name, value in shown.items():
        values = value if isinstance(value, list) else [value]
        told = [with_label(_plain(each), names[name].labels, language) for each in values]
        table.add_row(_named(name, policy, language), ("、" if language == "zh" else ", ").join(told))
    console().print(table)


def _plain(value: Any) -> str:
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _deadlines(decision: Decision, policy: Policy, language: Language, words: dict[str, str]) -> None:
    milestones = {each.id: each.label.in_language(language, each.id) for each in policy.ir.milestones}
    table = grid(words["deadline"], words["until"], words["due"], words["clause"])
    for each in decision.deadlines:
        if each.due is None:
            due = words["waits"].format(milestones.get(each.waits_for or "", ""))
        else:
            left = _from_now(each.due - decision.as_of, language)
            due = f"{iso_end(each.due)}（{left}）" if language == "zh" else f"{iso_end(each.due)} ({left})"
        table.add_row(each.id, milestones[each.milestone], due, ", ".join(each.sources))
    console().print(table)


def _from_now(time: timedelta, language: Language) -> str:
    """A span of time in whole days and hours, or hours and minutes, as people say it."""
    minutes = max(int(time.total_seconds()) // 60, 0)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = ((days, "d", "天"), (hours, "h", "小时"), (0 if days else minutes, "min", "分钟"))
    if language == "zh":
        return "还有" + ("".join(f"{number}{unit}" for number, _, unit in parts if number) or "0分钟")
    return "in " + (" ".join(f"{number} {unit}" for number, unit, _ in parts if number) or "0 min")


def _reasons(decision: Decision, policy: Policy, language: Language, words: dict[str, str]) -> None:
    clauses = {each.id: each for each in policy.ir.clauses}
    table = grid(words["rule"], words["clause"], words["says"])
    for reason in decision.reasons:
        says = [clauses[each].says.in_language(language, "") for each in reason.sources if each in clauses]
        table.add_row(f"{reason.table}: {reason.rule}", ", ".join(reason.sources), " ".join(says))
    console().print(table)


def _undetermined(decision: Decision, policy: Policy, language: Language, words: dict[str, str]) -> None:
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for each in decision.undetermined:
        groups[each.code, each.missing].append(each.name)
    for (code, missing), open_names in groups.items():
        needed = ", ".join(_named(name, policy, language) for name in missing)
        colon = "：" if language == "zh" else ": "
        names = ", ".join(_named(name, policy, language) for name in open_names)
        told = f"{words['needs']} [{code}]{colon}{names}"
        console().print(told, style="yellow")
        if needed:
            console().print(f"  {words['missing']}{colon}{needed}", style="yellow")


def _named(name: str, policy: Policy, language: Language) -> str:
    deadlines = {each.id: each for each in policy.ir.deadlines}
    thing = policy.ir.names.get(name) or deadlines.get(name)
    label = thing.label.in_language(language, name) if thing is not None else name
    return name if label == name else f"{label} ({name})"
