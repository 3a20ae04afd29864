"""The ``kefu`` command."""

from kefu_adapters.cli.app import app, main

__all__ = ["app", "main"]
