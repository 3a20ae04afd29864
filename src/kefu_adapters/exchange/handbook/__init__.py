"""A handbook as a page for browsers and printers."""

from kefu_adapters.exchange.handbook.page import page_of

__all__ = ["page_of"]
