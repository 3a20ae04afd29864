"""Decision tables as sheets of a workbook, and back: what an editor changes there comes into the rule files."""

from kefu_core.sheets.changes import Change
from kefu_core.sheets.export import sheets_of
from kefu_core.sheets.grid import Broken, Cell, Grid, Place, Raw, Sheet
from kefu_core.sheets.importing import Imported, import_sheets
from kefu_core.sheets.names import Names
from kefu_core.sheets.parse import Told
from kefu_core.sheets.reading import documents_of
from kefu_core.sheets.tables import Column

__all__ = [
    "Broken",
    "Cell",
    "Change",
    "Column",
    "Grid",
    "Imported",
    "Names",
    "Place",
    "Raw",
    "Sheet",
    "Told",
    "documents_of",
    "import_sheets",
    "sheets_of",
]
