"""The texts of a pack → its decision tables as editors wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from kefu_core.diagnostics import Lines
from kefu_core.ir.types import Label
from kefu_core.layout import BLANK, Item, items_of
from kefu_core.load.compose import compose
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.sheets.names import Names
from kefu_core.sheets.tables import (
    ANYTHING,
    COMMENT,
    DEFAULT,
    HEAD,
    ID,
    NO_MEMBERS,
    Column,
    HeadKey,
    Row,
    TableText,
    columns_of,
)


@frozen
class TableDocument:
    """A table with the document that it was read from; ``words`` are the file's words for its columns."""

    text: TableText
    item: Item
    words: Mapping[Column, str]
    names: Names


def documents_of(texts: Mapping[str, str], names: Names) -> Iterator[TableDocument]:
    """The tables of a pack that has no errors, in the order of its files and of their texts."""
    for file in sorted(texts):
        nodes = compose(file, texts[file], [])
        if not any(isinstance(node, MapNode) and _is_table(node) for node in nodes):
            continue
        for number, item in enumerate(items_of(Lines(file, texts[file]), nodes)):
            if isinstance(item.node, MapNode) and _is_table(item.node):
                yield _table(file, number, item, names)


def _is_table(node: MapNode) -> bool:
    return any(key.text == "table" for key, _ in node.entries)


def entry(item: Item | None, key: str) -> Item | None:
    """The entry of a mapping under a key."""
    return next((each for each in (item.items if item else ()) if each.key is not None and each.key.text == key), None)


def texts_of(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or of a single value that stands for one."""
    nodes = node.items if isinstance(node, SeqNode) else () if node is None else (node,)
    return tuple(each.text.strip() for each in nodes if isinstance(each, Scalar))


def label_at(item: Item | None) -> Label:
    """The label that an entry ``label`` says; a bare text is one in the language that it is written in."""
    if item is None:
        return Label()
    if isinstance(item.node, Scalar):
        chinese = any("\u3400" <= char <= "\u9fff" for char in item.node.text)
        return Label(zh=item.node.text) if chinese else Label(en=item.node.text)
    return Label(zh=_text(entry(item, "zh")) or None, en=_text(entry(item, "en")) or None)


def _text(item: Item | None) -> str:
    if item is not None and isinstance(item.node, SeqNode) and not item.node.items:
        return NO_MEMBERS
    return ", ".join(texts_of(item.node)) if item is not None else ""


def _table(file: str, number: int, item: Item, names: Names) -> TableDocument:
    given = {key: entry(item, key) for key in ("inputs", "output", "outputs")}
    inputs = _named(given["inputs"], names, outcome=False)
    outputs = _named(given["outputs"] or given["output"], names, outcome=True)
    label = label_at(entry(item, "label"))
    head: dict[HeadKey, str] = {key: _text(entry(item, key)) for key in HEAD}
    head |= {"zh": label.zh or "", "en": label.en or ""}
    rules, default = entry(item, "rules"), entry(item, DEFAULT)
    rows = [*(rules.items if rules else ()), *((default,) if default else ())]
    notes = {-1: _notes([*item.above, *_inside(item, but={"rules", DEFAULT}), *item.below])}
    notes |= {place: _notes(_apart(row)) for place, row in enumerate(rows)}
    text = TableText(
        file=file,
        number=number,
        head=head,
        columns=columns_of(tuple(inputs), tuple(outputs)),
        rows=tuple(_row(each, tuple(inputs), tuple(outputs), names, default=each is default) for each in rows),
        notes={place: said for place, said in notes.items() if said},
    )
    words = {Column("when", name): word for name, word in inputs.items()}
    words |= {Column("then", name): word for name, word in outputs.items()}
    return TableDocument(text, item, words, names)


def _named(item: Item | None, names: Names, *, outcome: bool) -> dict[str, str]:
    """The ids of columns, with the words by which the table calls them."""
    words = texts_of(item.node) if item is not None else ()
    return {names.find(word, outcome=outcome) or word: word for word in words}


def _row(item: Item, inputs: tuple[str, ...], outputs: tuple[str, ...], names: Names, *, default: bool) -> Row:
    cells: dict[Column, str] = {} if default else {Column("when", name): ANYTHING for name in inputs}
    when, then = entry(item, "when"), entry(item, "then")
    for each in when.items if when is not None else ():
        assert each.key is not None
        cells[Column("when", names.find(each.key.text) or each.key.text)] = _text(each)
    if then is not None and isinstance(then.node, MapNode):
        for each in then.items:
            assert each.key is not None
            cells[Column("then", names.find(each.key.text, outcome=True) or each.key.text)] = _text(each)
    elif then is not None:
        cells[Column("then", outputs[0])] = _text(then)
    label = label_at(entry(item, "label"))
    own = comment_of(item)
    return {
        ID: DEFAULT if default else _text(entry(item, "id")),
        **cells,
        Column("source"): _text(entry(item, "source")),
        Column("from"): _text(entry(item, "from")),
        Column("until"): _text(entry(item, "until")),
        Column("zh"): label.zh or "",
        Column("en"): label.en or "",
        COMMENT: "\n".join(_bare(each) for each in own),
    }


def comment_of(row: Item) -> list[str]:
    """The comment of a row: what stands right above it, else what stands behind it."""
    above = row.above[_start_of_own(row) :]
    return above or ([row.beside] if row.beside is not None else [])


def _start_of_own(row: Item) -> int:
    """Where the comments begin that belong to a row alone: a blank line parts them from those of a group of rows."""
    return next((place + 1 for place in range(len(row.above) - 1, -1, -1) if row.above[place] == BLANK), 0)


def group_of(row: Item) -> list[str]:
    """The comments above a row that are not its own, with the blank line that parts them from it."""
    return row.above[: _start_of_own(row)]


def _apart(row: Item) -> list[str]:
    """The comments of a row that its column of comments does not hold."""
    beside = [row.beside] if row.beside is not None and row.above[_start_of_own(row) :] else []
    return [*group_of(row), *beside, *_inside(row), *row.below]


def _inside(item: Item, but: set[str] | None = None) -> Iterator[str]:
    for each in item.items:
        if but is not None and each.key is not None and each.key.text in but:
            continue
        yield from each.above
        yield from [each.beside] if each.beside is not None else []
        yield from _inside(each)
        yield from each.below


def _notes(comments: list[str]) -> str:
    return "\n".join(_bare(each) for each in comments if each != BLANK)


def _bare(comment: str) -> str:
    """A comment without its mark and the blank behind it."""
    return comment.removeprefix("#").removeprefix(" ")
