"""The ``kefu`` command. It needs the extra ``kefu[cli]``; the library does not."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command, or say what has to be installed for it."""
    try:
        from kefu_adapters.cli.app import main as run  # noqa: PLC0415 - so that what is missing can be said
    except ModuleNotFoundError as error:
        if error.name not in {"typer", "rich"}:
            raise
        sys.exit(f"kefu: the command needs {error.name}; install it with: pip install 'kefu[cli]'")
    run()
