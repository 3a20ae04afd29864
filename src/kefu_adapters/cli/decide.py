"""``kefu decide``: what the policy says of one case."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Literal

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
from kefu_adapters.cli.wording import from_now, named, value_of
from kefu_core import Decision, Policy
from kefu_core.decide.as_json import decision_json
from kefu_core.diagnostics import Language
from kefu_core.ir.notation import internal_outcome
from kefu_core.values import iso, iso_end
from kefu_core.wording import Lexicon


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
    given = read_facts(facts, policy, instant)
    if given.problems:
        if as_json:
            print_json({"diagnostics": diagnostics_json(given.problems, language)})
        else:
            print_diagnostics(given.problems, given.sources, language)
        raise typer.Exit(WRONG_USAGE)
    decision = policy.decide(given.facts, at=instant, engine=engine)
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
    "provisional": (", provisional: holidays are not known so far yet", "，暂定：届时的节假日尚未公布"),
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
    names = policy.ir.names
    table = grid(words["outcome"], words["value"])
    for name, value in decision.outcomes.items():
        inside = internal_outcome(value, names[name].type)
        table.add_row(named(name, policy, language), value_of(name, inside, policy, language))
    console().print(table)


def _deadlines(decision: Decision, policy: Policy, language: Language, words: dict[str, str]) -> None:
    milestones = {each.id: each.label.in_language(language, each.id) for each in policy.ir.milestones}
    table = grid(words["deadline"], words["until"], words["due"], words["clause"])
    for each in decision.deadlines:
        if each.due is None:
            due = words["waits"].format(milestones.get(each.waits_for or "", ""))
        else:
            left = from_now(each.due - decision.as_of, language)
            left += words["provisional"] if each.provisional else ""
            due = f"{iso_end(each.due)}（{left}）" if language == "zh" else f"{iso_end(each.due)} ({left})"
        table.add_row(each.id, milestones[each.milestone], due, ", ".join(each.sources))
    console().print(table)


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
        colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
        needed = comma.join(_needed(name, policy, language) for name in missing)
        names = comma.join(named(name, policy, language) for name in open_names)
        told = f"{words['needs']} [{code}]{colon}{names}"
        console().print(told, style="yellow")
        if needed:
            console().print(f"  {words['missing']}{colon}{needed}", style="yellow")


def _needed(name: str, policy: Policy, language: Language) -> str:
    """A fact that is missing, and the role that supplies it."""
    role = next((fact.supplied_by for fact in policy.ir.facts if fact.id == name), None)
    if role is None:
        return named(name, policy, language)
    supplier = Lexicon(policy.ir, language).role(role)
    pattern = "{}（由{}查明）" if language == "zh" else "{} (by {})"
    return pattern.format(named(name, policy, language), supplier)
