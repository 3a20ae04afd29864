"""A table of a rule file and the same table on a sheet → the document of the file, changed where the sheet differs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kefu_core.layout import BLANK, Item
from kefu_core.load.forms import RuleForm
from kefu_core.load.nodes import MapNode
from kefu_core.sheets.build import Value, item_of, put
from kefu_core.sheets.changes import Change
from kefu_core.sheets.parse import SheetRow, SheetTable
from kefu_core.sheets.reading import TableDocument, comment_of, entry, group_of
from kefu_core.sheets.tables import ANYTHING, COMMENT, DEFAULT, HEAD, ID, Column, Row, alike

SEPARATORS: Final = re.compile(r"[,，、;；\s]+")
"""What may part the clauses that a cell lists."""

_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*\Z")


def apply(document: TableDocument, sheet: SheetTable) -> list[Change]:
    """Change the document's item into what the sheet says; nothing is touched that says the same.

    A column that the sheet does not have keeps its texts. The rows come into the order of the sheet.
    """
    return _Application(document, sheet).run()


class _Application:
    def __init__(self, document: TableDocument, sheet: SheetTable) -> None:
        self.document = document
        self.text = document.text
        self.item = document.item
        self.sheet = sheet
        self.words = dict(document.words)
        self.changes: list[Change] = []
        self.outputs = [column for column in self.text.columns if column.kind == "then"]

    def run(self) -> list[Change]:
        self._head()
        self._columns()
        self._rows()
        return self.changes

    # -- above the rows ----------------------------------------------------------------------------------------------

    def _head(self) -> None:
        label: dict[str, str] = {"zh": self.text.head["zh"], "en": self.text.head["en"]}
        for key in HEAD[1:]:
            old, new = self.text.head[key], self.sheet.head.get(key, self.text.head[key])
            if alike(old, new):
                continue
            self.changes.append(Change("changed", self.text.id, "", key, old, new, self.sheet.head_place(key)))
            if key in label:
                label[key] = new
                put(self.item, "label", {language: said for language, said in label.items() if said})
            else:
                put(self.item, key, new)

    def _columns(self) -> None:
        """Add the inputs that the sheet has and the table has not."""
        inputs = [column for column in self.text.columns if column.kind == "when"]
        added = [column for column in self.sheet.columns if column.kind == "when" and column not in inputs]
        for column in added:
            self.words[column] = column.name
            place = self.sheet.heading(column)
            self.changes.append(Change("column", self.text.id, "", column, "", column.name, place))
        if added:
            put(self.item, "inputs", tuple(self.words[column] for column in (*inputs, *added)))

    # -- rows --------------------------------------------------------------------------------------------------------

    def _rows(self) -> None:
        rules, default = entry(self.item, "rules"), entry(self.item, DEFAULT)
        assert rules is not None
        old = {row[ID]: (row, item) for row, item in zip(self.text.rows, [*rules.items, default], strict=False) if item}
        new = [row for row in self.sheet.rows if row.texts[ID] != DEFAULT]
        ids = self._ids(new)
        renamed = self._renamed(new, ids, old)
        kept = {renamed.get(name, name) for name in ids}
        self._remove([name for name in old if name not in kept and name != DEFAULT], old, rules)
        items = []
        for row, name in zip(new, ids, strict=True):
            before = old.get(renamed.get(name, name))
            if before is None:
                items.append(self._added(row, name))
                continue
            if name in renamed:
                put(before[1], "id", name)
                place = self.sheet.place(row, ID)
                self.changes.append(Change("renamed", self.text.id, name, ID, renamed[name], name, place))
            self._change(row, name, *before)
            items.append(before[1])
        stayed = [item for item in rules.items if item in items]
        if [item for item in items if item in stayed] != stayed:
            self.changes.append(Change("reordered", self.text.id))
        rules.items = items
        self._default(old.get(DEFAULT))

    def _ids(self, rows: Sequence[SheetRow]) -> list[str]:
        """The ids of the rows; a row whose id was emptied keeps it, and a new one is called after what it gives."""
        gone = [row for row in self.text.rows if row[ID] not in {each.texts[ID] for each in rows}]
        given = [row.texts[ID] or self._emptied(row, gone) for row in rows]
        taken = {name for name in given if name} | {row[ID] for row in self.text.rows}
        names = []
        for row, name in zip(rows, given, strict=True):
            result = row.texts.get(self.outputs[0], "") if self.outputs else ""
            stem = result if _SLUG.match(result) else "rule"
            number, made = 1, name or stem
            while not name and made in taken:
                number += 1
                made = f"{stem}-{number}"
            taken.add(made)
            names.append(made)
        return names

    def _emptied(self, row: SheetRow, gone: list[Row]) -> str:
        """The id of the row that says the same, taken from those that are gone."""
        same = [each for each in gone if _says(row, each)]
        if len(same) != 1:
            return ""
        gone.remove(same[0])
        return same[0][ID]

    def _renamed(
        self, rows: Sequence[SheetRow], ids: Sequence[str], old: Mapping[str, tuple[Row, Item]]
    ) -> dict[str, str]:
        """The old ids of rows that have a new one, and are otherwise the same."""
        gone = [name for name in old if name not in ids and name != DEFAULT]
        found: dict[str, str] = {}
        for row, name in zip(rows, ids, strict=True):
            if name in old or not row.texts[ID]:
                continue
            same = [each for each in gone if _says(row, old[each][0])]
            if len(same) == 1:
                found[name] = same[0]
                gone.remove(same[0])
        return found

    def _remove(self, gone: Sequence[str], old: Mapping[str, tuple[Row, Item]], rules: Item) -> None:
        """Take rows away; the comments above a group of rows stay with the rows that follow."""
        for name in gone:
            item = old[name][1]
            place = rules.items.index(item)
            group = group_of(item)
            if group and place + 1 < len(rules.items):
                following = rules.items[place + 1]
                following.above = [*group, *following.above]
            else:
                rules.below += [each for each in group if each != BLANK]
            rules.items.remove(item)
            self.changes.append(Change("removed", self.text.id, name))

    def _added(self, row: SheetRow, name: str) -> Item:
        when = {
            self.words[column]: text for column, text in row.texts.items() if column.kind == "when" and text != ANYTHING
        }
        fields: dict[str, Value] = {
            "id": name,
            "label": {language: said for language in ("zh", "en") if (said := row.texts.get(Column(language), ""))},
            "when": when,
            **self._result(row),
            "from": row.texts.get(Column("from"), ""),
            "until": row.texts.get(Column("until"), ""),
        }
        item = item_of({key: value for key, value in fields.items() if value}, form=RuleForm)
        item.above = _comment(row.texts.get(COMMENT, ""))
        self.changes.append(Change("added", self.text.id, name, place=self.sheet.place(row, ID)))
        return item

    def _result(self, row: SheetRow) -> dict[str, Value]:
        """What a row gives, and the clauses that say so."""
        results = {self.words[column]: row.texts.get(column, "") for column in self.outputs}
        then: Value = results if len(results) > 1 else next(iter(results.values()), "")
        return {"then": then, "source": _clauses(row.texts.get(Column("source"), ""))}

    def _change(self, row: SheetRow, name: str, before: Row, item: Item) -> None:
        """Write the cells that differ into an item."""
        for column, new in row.texts.items():
            old = before.get(column, ANYTHING if column.kind == "when" else "")
            if column == ID or _same(column, old, new) or (column.kind == "when" and name == DEFAULT):
                continue
            place = self.sheet.place(row, column)
            self.changes.append(Change("changed", self.text.id, name, column, old, new, place))
            self._write(item, column, new, {**before, **row.texts})

    def _write(self, item: Item, column: Column, new: str, row: Row) -> None:
        match column.kind:
            case "when":
                self._condition(item, column, new)
            case "then":
                self._output(item, column, new)
            case "source":
                put(item, "source", _clauses(new))
            case "from" | "until":
                put(item, column.kind, new)
            case "zh" | "en":
                label = {"zh": row[Column("zh")], "en": row[Column("en")]}
                put(item, "label", {language: said for language, said in label.items() if said})
            case "comment":
                _comment_on(item, new)

    def _condition(self, item: Item, column: Column, new: str) -> None:
        when = entry(item, "when")
        key = self._key(when, column)
        if when is None and new != ANYTHING:
            put(item, "when", {key: new})
        elif when is not None:
            put(when, key, "" if new == ANYTHING else new)
            if not when.items:
                put(item, "when", "")

    def _output(self, item: Item, column: Column, new: str) -> None:
        then = entry(item, "then")
        if then is not None and isinstance(then.node, MapNode):
            put(then, self._key(then, column), new)
        else:  # members of a set, too, are read from one text, and may as well be the name of something
            put(item, "then", new)

    def _key(self, mapping: Item | None, column: Column) -> str:
        """The word by which a mapping of a row calls a column: its own, else the table's."""
        keys = [each.key.text for each in (mapping.items if mapping else ()) if each.key is not None]
        names = {self.document.names.find(key, outcome=column.kind == "then"): key for key in keys}
        return names.get(column.name, self.words[column])

    def _default(self, before: tuple[Row, Item] | None) -> None:
        row = next((row for row in self.sheet.rows if row.texts[ID] == DEFAULT), None)
        if row is None and before is not None:
            put(self.item, DEFAULT, "")
            self.changes.append(Change("removed", self.text.id, DEFAULT))
        elif row is not None and before is None:
            put(self.item, DEFAULT, {key: value for key, value in self._result(row).items() if value})
            entry_ = entry(self.item, DEFAULT)
            assert entry_ is not None
            entry_.above = _comment(row.texts.get(COMMENT, ""))
            self.changes.append(Change("added", self.text.id, DEFAULT, place=self.sheet.place(row, ID)))
        elif row is not None and before is not None:
            self._change(row, DEFAULT, *before)


def _says(row: SheetRow, old: Row) -> bool:
    """Whether a row says what an old one said, whatever its id."""
    return all(alike(old.get(column, ""), text) for column, text in row.texts.items() if column != ID)


def _same(column: Column, old: str, new: str) -> bool:
    match column.kind:
        case "source":
            return _clauses(old) == _clauses(new)
        case "comment":
            return old.split("\n") == [line.rstrip() for line in new.split("\n")]
    return alike(old, new)


def _clauses(text: str) -> Value:
    """The clauses that a cell cites, as a rule file writes them."""
    found = tuple(each for each in SEPARATORS.split(text) if each)
    return found[0] if len(found) == 1 else found


def _comment(text: str) -> list[str]:
    """The lines of a comment, without control characters."""
    plain = ("".join(char if char.isprintable() else " " for char in line) for line in text.splitlines())
    return [f"# {line}".rstrip() for line in plain]


def _comment_on(item: Item, text: str) -> None:
    """Put another comment in the place of a row's own."""
    own = comment_of(item)
    lines = _comment(text)
    if own == [item.beside] and len(lines) <= 1:
        item.beside = lines[0] if lines else None
        return
    item.above = [*group_of(item), *lines]
    if own == [item.beside]:
        item.beside = None
