"""A page for each code of a diagnostic: what it means, its usual causes, an example before and after.

The pages stand in ``docs/reference/diagnostics`` and go into the wheel, so that `kefu code` shows without a network
what the documentation says.
"""

from kefu_adapters.codes.finding import folder_of_pages, page_of
from kefu_adapters.codes.page import Block, Page, Said, read_page

__all__ = ["Block", "Page", "Said", "folder_of_pages", "page_of", "read_page"]
