"""``kefu run``: what has become of cases, from the events of a timeline."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from kefu_adapters.cli.common import (
    FINDINGS,
    WRONG_USAGE,
    JsonOption,
    LangOption,
    PackArgument,
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
from kefu_adapters.cli.facts import instant_of
from kefu_adapters.cli.wording import named, value_of
from kefu_adapters.files.reasons import reason
from kefu_core import Policy
from kefu_core.cases import CaseState, Told, UnknownEdition, fold
from kefu_core.cases.as_json import cases_json
from kefu_core.cases.reading import Timeline, read_timeline
from kefu_core.cases.words import remark_words
from kefu_core.diagnostics import Language
from kefu_core.ir.notation import internal_outcome
from kefu_core.values import iso_end
from kefu_core.wording import Lexicon, status_words
from kefu_core.wording.people import person


def run(
    pack: PackArgument,
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="Events as JSON lines; - reads standard input.")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="T", help="The instant that is asked about (ISO 8601); else now.")
    ] = None,
    editions: Annotated[
        list[str] | None, typer.Option("--edition", metavar="PACK", help="Another edition that cases may adopt.")
    ] = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Follow cases through their events: states, deadlines, escalations. 按事件跟踪案件：状态、时限、升级。

    Example: kefu run park events.jsonl --until 2026-11-05T00:00+08:00
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=as_json, strict=strict)
    policy = loaded.policy
    assert policy is not None
    instant = instant_of(until, policy)
    found = read(timeline, policy)
    if found.problems:
        if as_json:
            print_json({"diagnostics": diagnostics_json(found.problems, language)})
        else:
            print_diagnostics(found.problems, found.sources, language)
        raise typer.Exit(WRONG_USAGE)
    cases = found.by_case()
    names = track(cases, "", console=console(stderr=True), transient=True) if len(cases) > MANY else cases
    others = [load(name).policy for name in editions or ()]
    known = {each.edition: each for each in others if each is not None}
    try:
        states = {name: fold(policy, cases[name], until=instant, editions=known) for name in names}
    except UnknownEdition as error:
        fail(
            f"{error}: name its pack with --edition",
            f"案件 {error.case} 改用版本 {error.edition}，但没有给出该版本：请用 --edition 指明规则包",
            pack=policy.ir.language,
        )
    if as_json:
        print_json(cases_json(states, policy))
    else:
        for state in states.values():
            _show(state, policy, instant, language)
    if any(state.decision is not None and state.decision.undetermined for state in states.values()):
        raise typer.Exit(FINDINGS)


MANY = 200
"""Cases from which on a bar shows how far it is."""


def read(source: str, policy: Policy) -> Timeline:
    """The events of a file (``-``: standard input); leaves where it cannot be read."""
    if source == "-":
        return read_timeline("<stdin>", sys.stdin.buffer.read(), policy)
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        english, chinese = reason(error, "en"), reason(error, "zh")
        fail(f"{source} cannot be read: {english}", f"无法读取 {source}：{chinese}", pack=policy.ir.language)
    return read_timeline(source, data, policy)


def _show(state: CaseState, policy: Policy, until: datetime, language: Language) -> None:
    """One case: how it stands, its deadlines, and what was passed over."""
    chinese = language == "zh"
    out = console()
    out.print(f"{state.id}  {_state(state, policy, language)}  ({iso_end(until)})", style="bold")
    if state.decision is not None and state.decision.outcomes:
        colon, comma = ("：", "，") if chinese else (": ", ", ")
        names = policy.ir.names
        decided = (
            f"{named(name, policy, language)}{colon}"
            f"{value_of(name, internal_outcome(value, names[name].type), policy, language)}"
            for name, value in state.decision.outcomes.items()
        )
        out.print(f"  {comma.join(decided)}")
    if state.promises:
        table = grid(*(("时限", "到期", "状况", "条款") if chinese else ("Deadline", "Due", "Status", "Clause")))
        for each in state.promises:
            due = "" if each.line.due is None else iso_end(each.line.due)
            status = status_words(each.line.status, language)
            table.add_row(each.id, due, status, ", ".join(each.sources))
        out.print(table)
    for told in state.told:
        out.print(f"  {_second(told.at)}  {_told(told, policy, language)}")
    for remark in state.remarks:
        why = remark_words(remark, Lexicon(policy.ir, language))
        event = named(remark.type, policy, language)
        said = ("{}（{}）被略过：{}" if chinese else "{} ({}) was passed over: {}").format(event, remark.event, why)
        out.print(f"  {_second(remark.at)}  {said}", style="yellow")


def _told(told: Told, policy: Policy, language: Language) -> str:
    """A warning or a step after a breach, in words."""
    chinese = language == "zh"
    comma, colon = ("、", "：") if chinese else (", ", ": ")
    parts: list[str] = []
    if told.notify:
        roles = comma.join(person(each, policy.ir, language) for each in told.notify)
        parts.append(f"{'通知' if chinese else 'tell '}{roles}")
    if told.escalate is not None:
        parts.append(f"{'升级到' if chinese else 'taken over by '}{person(told.escalate, policy.ir, language)}")
    if told.task is not None:
        parts.append(f"{'任务：' if chinese else 'task: '}{told.task}")
    what = {"warning": ("即将到期", "due soon"), "late": ("超时", "missed")}[told.kind][0 if chinese else 1]
    return f"{told.deadline} {what}{colon if parts else ''}{('；' if chinese else '; ').join(parts)}"


def _second(at: datetime) -> str:
    """An instant for people, who need no microseconds: a breach comes one after the due instant."""
    return iso_end(at.replace(microsecond=0))


def _state(state: CaseState, policy: Policy, language: Language) -> str:
    kind = next((each for each in policy.ir.kinds if each.id == state.kind), None)
    if kind is None:
        return state.state or state.standing
    label = next(each.label for each in kind.states if each.id == state.state)
    return f"{kind.label.in_language(language, kind.id)}: {label.in_language(language, state.state or '')}"
