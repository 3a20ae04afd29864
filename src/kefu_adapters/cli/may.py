"""``kefu may``: may somebody do something on a case, by which clauses, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

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
    fail,
    language_of,
    load,
    or_leave,
    pack_language,
    print_diagnostics,
    print_json,
    refuse,
)
from kefu_adapters.cli.facts import instant_of
from kefu_adapters.cli.run import read
from kefu_adapters.cli.wording import named
from kefu_adapters.files import DirectoryNotFound, open_directory
from kefu_core import InvalidFacts, Policy
from kefu_core.cases import fold
from kefu_core.diagnostics import Diagnostic, Language
from kefu_core.people import NOBODY, Directory
from kefu_core.permits import Lack, Permission, Reason, may, permission_json
from kefu_core.values import iso
from kefu_core.wording.people import need_phrase, person

ANSWERS: Final[dict[str, tuple[str, str]]] = {
    "permitted": ("yes: it is permitted", "可以：有规则允许"),
    "not-named": ("yes: no permit speaks of it", "可以：没有规则限制"),
    "forbidden": ("no: it is forbidden", "不可以：有规则禁止"),
    "denied": ("no: nothing permits it", "不可以：没有规则允许"),
}
LACKS: Final[dict[str, tuple[str, str]]] = {
    "role": ("not {}", "不是{}"),
    "need": ("missing: {}", "还缺：{}"),
    "condition": ("does not hold: {}", "条件不符：{}"),
    "fact": ("not known: {}", "不清楚：{}"),
}
LIFTED: Final = ("unless: {}", "除非：{}")
EFFECTS: Final[dict[tuple[str, bool], tuple[str, str]]] = {
    ("may", True): ("permits", "允许"),
    ("may", False): ("does not permit", "不适用"),
    ("forbid", True): ("forbids", "禁止"),
    ("forbid", False): ("may forbid", "可能禁止"),
}
"""What a permit says, by its effect and whether it applies for sure."""


def may_command(
    pack: PackArgument,
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="Events as JSON lines; - reads standard input.")],
    case: Annotated[str, typer.Option("--case", metavar="ID", help="The case that is meant.")],
    actor: Annotated[str, typer.Option("--actor", metavar="PERSON", help="The id of the person who asks.")],
    action: Annotated[str, typer.Option("--do", metavar="ACTION", help="What is to be done, such as read.")],
    on: Annotated[str, typer.Option("--on", metavar="RESOURCE", help="On what: a resource, a form, a fact.")],
    at: Annotated[
        str | None, typer.Option("--at", metavar="T", help="The instant that is asked about (ISO 8601); else now.")
    ] = None,
    people: Annotated[
        str | None, typer.Option("--directory", metavar="FILE", help="Who holds which role, as YAML or CSV.")
    ] = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """May somebody do something on a case, and by which clause? 某人可否对案件做某事，依据哪条。

    Leaves with 0 where it is allowed, with 1 where it is not.

    Example: kefu may park events.jsonl --case 7 --actor A1001 --do read --on recording --directory people.yaml
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=as_json, strict=strict)
    policy = loaded.policy
    assert policy is not None
    instant = instant_of(at, policy)
    found = read(timeline, policy)
    _leave_with(found.problems, found.sources, language, as_json=as_json)
    directory = _directory(people, policy, language, as_json=as_json)
    events = found.by_case().get(case)
    if events is None:
        fail(f"there is no case {case} in {timeline}", f"{timeline} 里没有案件 {case}", pack=policy.ir.language)
    state = fold(policy, events, until=instant)
    try:
        permission = may(policy, state, actor=actor, action=action, on=on, at=instant, directory=directory)
    except InvalidFacts as error:
        _leave_with(error.diagnostics, {}, language, as_json=as_json)
        raise
    if as_json:
        asked = {"case": case, "actor": actor, "do": action, "on": on, "at": iso(instant)}
        print_json({"policy": policy.id, "version": policy.edition, **asked, **permission_json(permission)})
    else:
        _show(permission, policy, language)
    if not permission.allowed:
        raise typer.Exit(FINDINGS)


def _directory(path: str | None, policy: Policy, language: Language, *, as_json: bool) -> Directory:
    if path is None:
        return NOBODY
    try:
        loaded = open_directory(path, policy)
    except DirectoryNotFound as error:
        refuse(error, pack=policy.ir.language)
    if loaded.directory is None:
        _leave_with(loaded.diagnostics, loaded.texts, language, as_json=as_json)
    assert loaded.directory is not None
    return loaded.directory


def _leave_with(
    problems: Sequence[Diagnostic], sources: Mapping[str, str], language: Language, *, as_json: bool
) -> None:
    """Leave as on unreadable input, where there is anything to tell."""
    if not problems:
        return
    if as_json:
        print_json({"diagnostics": diagnostics_json(problems, language)})
    else:
        print_diagnostics(problems, sources, language)
    raise typer.Exit(WRONG_USAGE)


def _show(permission: Permission, policy: Policy, language: Language) -> None:
    chosen = 1 if language == "zh" else 0
    out = console()
    out.print(ANSWERS[permission.code][chosen], style="bold")
    colon = "：" if language == "zh" else ": "
    for reason in permission.reasons:
        sources = ", ".join(reason.sources)
        effect = EFFECTS[reason.effect, reason.applies is True][chosen]
        out.print(f"  {reason.permit} {effect}" + (f"  [{sources}]" if sources else ""))
        says = {clause.id: clause.says.in_language(language, "") for clause in policy.ir.clauses}
        for source in reason.sources:
            if says.get(source):
                out.print(f"    {source}{colon}{says[source]}")
        for lack in reason.missing:
            out.print(f"    {_lack(lack, reason, policy, language)}", style="yellow")


def _lack(lack: Lack, reason: Reason, policy: Policy, language: Language) -> str:
    """What is missing, by labels."""
    chosen = 1 if language == "zh" else 0
    template = LIFTED if lack.kind == "need" and reason.effect == "forbid" else LACKS[lack.kind]
    ir = policy.ir
    permit = next(each for each in ir.permits if each.id == reason.permit)
    if lack.kind == "role":
        said = next(person(who, ir, language) for who in permit.who if str(who) == lack.what)
    elif lack.kind == "need":
        needs = (*permit.needs, *permit.unless)
        said = next(need_phrase(need, ir, language) for need in needs if str(need) == lack.what)
    else:
        said = named(lack.what, policy, language)
    return template[chosen].format(said)
