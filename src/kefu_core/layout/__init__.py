"""The canonical layout of rule files: one way to write each, whoever wrote it, with every comment kept."""

from kefu_core.layout.items import BLANK, Item
from kefu_core.layout.text import items_of, laid_out, text_of

__all__ = ["BLANK", "Item", "items_of", "laid_out", "text_of"]
