"""The canonical layout of rule files: one way to write each, whoever wrote it, with every comment kept."""

from kefu_core.layout.text import laid_out

__all__ = ["laid_out"]
