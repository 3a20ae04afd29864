"""``kefu record`` and ``kefu tick``: cases of a store, from the command line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

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
)
from kefu_adapters.cli.facts import instant_of
from kefu_adapters.cli.run import read
from kefu_adapters.cli.wording import named
from kefu_core import Policy
from kefu_core.cases import Denied
from kefu_core.cases.words import remark_words
from kefu_core.desk import Desk
from kefu_core.diagnostics import KefuError, Language
from kefu_core.wording import Lexicon

if TYPE_CHECKING:
    from kefu_core.ports import Store

StoreOption = Annotated[
    str, typer.Option("--store", metavar="URL", help="Such as sqlite:///cases.db or postgresql+psycopg://user@host/db.")
]

NowOption = Annotated[str | None, typer.Option("--at", metavar="T", help="Now, if it is another instant (ISO 8601).")]


def record(
    pack: PackArgument,
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="Events as JSON lines; - reads standard input.")],
    store: StoreOption,
    at: Annotated[
        str | None, typer.Option("--at", metavar="T", help="Now, if it is another instant (ISO 8601).")
    ] = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Record events in a store; what may not happen is denied, with the clause. 把事件记入库。

    Example: kefu record park events.jsonl --store sqlite:///cases.db
    """
    policy, language = _policy(pack, lang, as_json=as_json, strict=strict)
    instant = instant_of(at, policy)
    found = read(timeline, policy)
    if found.problems:
        if as_json:
            print_json({"diagnostics": diagnostics_json(found.problems, language)})
        else:
            print_diagnostics(found.problems, found.sources, language)
        raise typer.Exit(WRONG_USAGE)
    desk, recorded, denied = Desk(policy, _opened(store, policy)), 0, []
    try:
        for event in found.events:
            answer = desk.record(event, at=instant)
            if isinstance(answer, Denied):
                denied.append(answer)
            else:
                recorded += 1
    except KefuError as error:
        fail(str(error), str(error), pack=policy.ir.language)
    lexicon = Lexicon(policy.ir, language)
    if as_json:
        print_json(
            {
                "recorded": recorded,
                "denied": [
                    {"event": each.event.id, "case": each.event.case, "code": each.remark.code,
                     "missing": list(each.remark.missing), "sources": list(each.remark.sources)}
                    for each in denied
                ],
            }
        )  # fmt: skip
    else:
        out = console()
        out.print(f"记入 {recorded} 个事件" if language == "zh" else f"{recorded} events recorded", style="bold")
        for each in denied:
            why, clauses = remark_words(each.remark, lexicon), ", ".join(each.remark.sources)
            what = f"{each.event.case}  {named(each.event.type, policy, language)} ({each.event.id})"
            out.print(f"  {what}: {why}{f' [{clauses}]' if clauses else ''}", style="yellow", markup=False)
    if denied:
        raise typer.Exit(FINDINGS)


def tick(
    pack: PackArgument,
    store: StoreOption,
    at: Annotated[
        str | None, typer.Option("--at", metavar="T", help="Now, if it is another instant (ISO 8601).")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many cases at most.")] = 1_000,
    lease: Annotated[int, typer.Option("--lease", min=1, metavar="SECONDS", help="How long a case is kept.")] = 300,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Do what is due in a store, once, however many do so at once. 处理库中到期的案件。

    Example: kefu tick park --store sqlite:///cases.db
    """
    policy, language = _policy(pack, lang, as_json=as_json, strict=strict)
    desk = Desk(policy, _opened(store, policy))
    try:
        done = desk.tick(at=instant_of(at, policy), limit=limit, lease=timedelta(seconds=lease))
    except KefuError as error:
        fail(str(error), str(error), pack=policy.ir.language)
    if as_json:
        failed = [{"case": each.id, "reason": each.reason} for each in done.failed]
        print_json({"done": list(done.done), "left": list(done.left), "failed": failed})
    else:
        out = console()
        counts = (len(done.done), len(done.left), len(done.failed))
        said = (
            "处理 {} 个案件，{} 个留给他人，{} 个失败"
            if language == "zh"
            else "{} cases done, {} left to others, {} failed"
        )
        out.print(said.format(*counts), style="bold")
        for each in done.failed:
            out.print(f"  {each.id}: {each.reason}", style="red", markup=False)
    if done.failed:
        raise typer.Exit(FINDINGS)


def _policy(pack: str, lang: Language | None, *, as_json: bool, strict: bool) -> tuple[Policy, Language]:
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=as_json, strict=strict)
    assert loaded.policy is not None
    return loaded.policy, language


def _opened(url: str, policy: Policy) -> Store:
    try:
        from kefu_adapters.storage.sql import open_store  # noqa: PLC0415 - it needs an extra
    except ModuleNotFoundError as error:
        why = f"kefu[sql] is not installed: {error.name}"
        fail(why, f"没有安装 kefu[sql]：{error.name}", pack=policy.ir.language)
    try:
        return open_store(url)
    except KefuError as error:
        fail(str(error), str(error), pack=policy.ir.language)
    except Exception as error:  # noqa: BLE001 - a URL that SQLAlchemy cannot read, or a driver that is not there
        fail(f"{url} is no store: {error}", f"{url} 不是可用的库：{error}", pack=policy.ir.language)
