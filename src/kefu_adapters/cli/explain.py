"""``kefu explain``: why a case is decided as it is, and what would have to be different."""

from __future__ import annotations

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
    language_of,
    load,
    or_leave,
    pack_language,
    print_diagnostics,
    print_json,
)
from kefu_adapters.cli.facts import instant_of, read_facts
from kefu_core.explain import as_markdown, as_text
from kefu_core.explain import explain as explain_case
from kefu_core.explain.as_json import explanation_json
from kefu_core.explain.text import heading


def explain(
    pack: PackArgument,
    facts: Annotated[
        str, typer.Argument(metavar="FACTS", help="A YAML or JSON file of facts; - reads standard input.")
    ],
    at: Annotated[str | None, typer.Option("--at", help="When the case was accepted (ISO 8601); else now.")] = None,
    form: Annotated[
        Literal["text", "markdown", "json"], typer.Option("--format", help="How the explanation is written.")
    ] = "text",
    as_json: JsonOption = False,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Explain a decision: why, why not otherwise, what would change it. 解释裁决：为什么、为什么不、怎样会不同。

    Example: echo '{"nature": "conduct", "loss": "0 CNY"}' | kefu explain park - --at 2026-11-02T10:00+08:00
    """
    as_json = as_json or form == "json"
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
    explanation = explain_case(policy, given.facts, at=instant)
    if as_json:
        print_json(explanation_json(explanation, policy))
    elif form == "markdown":
        typer.echo(f"# {heading(explanation, policy, language)}\n\n{as_markdown(explanation, policy, language)}")
    else:
        out = console()
        out.print(heading(explanation, policy, language), style="bold")
        for line in as_text(explanation, policy, language).splitlines():
            out.print(line, style="" if line.startswith(" ") else "bold cyan")
    if explanation.decision.undetermined:
        raise typer.Exit(FINDINGS)
