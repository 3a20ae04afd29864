"""What ``kefu test --mutate`` says: which small mistakes the scenarios and checks of a pack would have let pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kefu_adapters.cli.common import console, grid
from kefu_core import Policy
from kefu_core.diagnostics import Language
from kefu_core.mutate import Outcome, mutants, run

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "row": ("a row dropped", "删掉一条"),
    "bound": ("a bound moved", "界限挪动"),
    "cell": ("a cell swapped or emptied", "条件互换或清空"),
    "result": ("results swapped or changed", "结论互换或改动"),
    "default": ("the default dropped", "删掉默认值"),
    "condition": ("a condition dropped or negated", "条件删掉或取反"),
    "period": ("a period changed", "期限改动"),
    "parameter": ("a parameter changed", "参数改动"),
    "derived": ("a calculation changed", "算式改动"),
    "state": ("another state", "转到别的状态"),
    "milestone": ("a milestone forgotten", "漏掉里程碑"),
    "pause": ("a pause forgotten", "漏掉暂停"),
    "step": ("a warning or escalation dropped", "漏掉提醒或升级"),
    "counting": ("counted in another way", "计时方式改动"),
}


def mutated(policy: Policy, language: Language) -> list[Outcome]:
    """Every mutant with what notices it; a bar on the terminal tells how far it is."""
    number = sum(1 for _ in mutants(policy.ir))
    terminal = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    found = []
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as progress:
        task = progress.add_task("变异测试" if language == "zh" else "mutants", total=number)
        for outcome in run(policy):
            found.append(outcome)
            progress.advance(task)
    return found


def mutants_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The outcomes as JSON."""
    return {
        "mutants": len(outcomes),
        "noticed": sum(each.notice is not None for each in outcomes),
        "by": dict(Counter(each.notice for each in outcomes if each.notice is not None)),
        "unnoticed": [
            {
                "kind": each.mutant.kind,
                "where": each.mutant.where,
                "detail": each.mutant.detail,
                "file": each.mutant.span.file if each.mutant.span else None,
                "line": each.mutant.span.line if each.mutant.span else None,
            }
            for each in outcomes
            if each.notice is None
        ],
    }


def show_mutants(outcomes: Sequence[Outcome], language: Language) -> None:
    """How many of each kind were noticed, and those that were not."""
    chinese = language == "zh"
    out = console()
    heads = ("改动", "个数", "场景发现", "检查发现", "未发现") if chinese else (
        "change", "made", "scenarios", "checks", "unnoticed"
    )  # fmt: skip
    table = grid(*heads)
    for kind, words in KINDS.items():
        of_kind = [each for each in outcomes if each.mutant.kind == kind]
        if of_kind:
            by = Counter(each.notice for each in of_kind)
            numbers = (len(of_kind), by["scenario"], by["check"], by[None])
            table.add_row(words[chinese], *map(str, numbers))
    out.print(table)
    unnoticed = [each.mutant for each in outcomes if each.notice is None]
    share = 100 * (len(outcomes) - len(unnoticed)) / len(outcomes) if outcomes else 100
    if chinese:
        said = f"有意改错 {len(outcomes)} 处，发现 {len(outcomes) - len(unnoticed)} 处（{share:.1f}%）"
    else:
        said = f"{len(outcomes) - len(unnoticed)} of {len(outcomes)} mistakes noticed ({share:.1f} %)"
    out.print(said, style="bold green" if not unnoticed else "bold yellow")
    for mutant in unnoticed:
        place = f"{mutant.span.file}:{mutant.span.line}" if mutant.span else ""
        detail = f" ({mutant.detail})" if mutant.detail else ""
        out.print(f"  {place}  {KINDS[mutant.kind][chinese]}: {mutant.where}{detail}", style="yellow")
