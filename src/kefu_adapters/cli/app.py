"""The command and its subcommands, put together."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, Final

import typer

from kefu_adapters.cli.check import check
from kefu_adapters.cli.code import code
from kefu_adapters.cli.decide import decide
from kefu_adapters.cli.doc import doc
from kefu_adapters.cli.explain import explain
from kefu_adapters.cli.fmt import fmt
from kefu_adapters.cli.may import may_command
from kefu_adapters.cli.new import new
from kefu_adapters.cli.packs import packs
from kefu_adapters.cli.run import run
from kefu_adapters.cli.scenarios import test
from kefu_adapters.cli.schema import schema
from kefu_adapters.cli.table import table
from kefu_adapters.cli.tick import record, tick
from kefu_adapters.cli.time import time
from kefu_adapters.cli.trace import trace

app = typer.Typer(
    name="kefu",
    help=(
        "Customer-service policy as code: check, decide, test and trace packs of rules.\n\n"
        "客服规程即代码：检查、裁决、测试、追溯规则包。"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (check, decide, explain, run, record, tick, test, trace, doc, fmt, schema, new, code, packs):
    app.command()(command)
app.command("may")(may_command)
app.add_typer(table, name="table")
app.add_typer(time, name="time")


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        typer.echo(f"kefu {version('kefu')}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of the command as a whole."""


GONE: Final = 141
"""The exit code of a program whose reader has gone away, as shells have it: 128 and the number of SIGPIPE."""


def main() -> None:
    """Run the command; what the terminal cannot show is replaced, and a reader who has gone away is no error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()  # or Python complains once more when it closes the pipe
        raise SystemExit(GONE) from None
    except SystemExit:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # click has met a closed pipe, and would leave with 1
            raise SystemExit(GONE) from None
        raise
