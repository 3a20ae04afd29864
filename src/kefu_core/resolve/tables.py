"""Forms of tables and rules → decision tables with typed cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from kefu_core.diagnostics import Related, Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.expressions import Anything, Expression, Literal, Test
from kefu_core.ir.phrases import describe
from kefu_core.ir.policy import ALWAYS, Default, InForce, Row, Table
from kefu_core.load.nodes import MapNode, Scalar, SeqNode
from kefu_core.load.slips import is_inside_quotes, slip, split_value
from kefu_core.load.structure import expected_text
from kefu_core.resolve.cells import cell
from kefu_core.resolve.expressions import FACTS
from kefu_core.resolve.outputs import expression, needs_rounding
from kefu_core.resolve.scope import Declared, id_of, label_of, sources_of
from kefu_core.resolve.vocabulary import REFUSED, Typed, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics import Diagnostic, Span
    from kefu_core.load import forms
    from kefu_core.load.nodes import Node
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Scope

HITS = ("unique", "first", "any", "collect")
AGGREGATES = ("list", "sum", "min", "max", "count")


class TableResolver:
    """Resolves one table; ``roundings`` are those that outcomes name."""

    def __init__(
        self, form: forms.TableForm, scope: Scope, reader: Reader, roundings: Mapping[str, str | None]
    ) -> None:
        self.form = form
        self.scope = scope
        self.reader = reader
        self.roundings = roundings
        self.inputs = self._columns(form.inputs, FACTS)
        self.outputs = self._columns(self._output_scalars(), ("outcome",))
        self.aggregate = _one_of(form.aggregate, AGGREGATES, "unknown-aggregate", scope.problems)

    def table(self) -> Table | None:
        """The table, with the rows that could be understood, or None where too little could."""
        form, problems = self.form, self.scope.problems
        hit = _one_of(form.hit, HITS, "unknown-hit-policy", problems)
        self._check_aggregate(hit)
        rows = self._rows()
        default = self._default()
        if hit is None or None in self.outputs or not self.outputs:
            return None
        return Table(
            id=id_of(form.table, problems),
            inputs=tuple(column.id for column in self.inputs if column is not None),
            outputs=tuple(column.id for column in self.outputs if column is not None),
            hit=hit,
            rows=rows,
            aggregate=self.aggregate if hit == "collect" else None,
            default=default,
            in_force=in_force(form.from_, form.until, self.scope),
            label=label_of(form.label),
            span=form.table.span,
        )

    def _output_scalars(self) -> tuple[Scalar, ...]:
        form = self.form
        if (form.output is None) == (not form.outputs):
            help_ = "missing" if form.output is None else "both"
            span = form.places.get("outputs", form.table.span)
            self.scope.problems.append(problem("output-or-outputs", span, help=help_, table=form.table.text))
        return form.outputs or ((form.output,) if form.output else ())

    def _columns(self, scalars: tuple[Scalar, ...], sorts: tuple[str, ...]) -> tuple[Declared | None, ...]:
        columns: list[Declared | None] = []
        seen: set[str] = set()
        for scalar in scalars:
            column = self.scope.find(scalar.text, sorts)
            if column is None:
                self.scope.problems.append(self.scope.unknown(scalar.text, scalar.span, sorts))
            elif column.id in seen:
                first = next(each for each, known in zip(scalars, columns, strict=False) if known == column)
                note = Related("first-here", first.span)
                self.scope.problems.append(problem("duplicate-column", scalar.span, name=scalar.text, related=(note,)))
                continue
            else:
                seen.add(column.id)
            columns.append(column)
        return tuple(columns)

    def _check_aggregate(self, hit: str | None) -> None:
        form = self.form
        if form.aggregate is not None and hit is not None and hit != "collect":
            span = form.places.get("aggregate", form.aggregate.span)
            self.scope.problems.append(problem("aggregate-needs-collect", span, hit=hit))
        if hit == "collect" and form.aggregate is None:
            self.scope.problems.append(problem("collect-needs-aggregate", form.hit.span))
        if hit != "collect" or self.aggregate is None:
            return
        assert form.aggregate is not None
        for column in self.outputs:
            if column is not None and not _aggregates(self.aggregate, column):
                self.scope.problems.append(
                    problem("wrong-aggregate", form.aggregate.span, help=self.aggregate, aggregate=self.aggregate,
                            name=column.id, type=describe(column.type))
                )  # fmt: skip

    def _rows(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        first: dict[str, Span] = {}
        if not self.form.rules and not self.scope.partial:
            self.scope.problems.append(problem("no-rules", self.form.table.span, table=self.form.table.text))
        for form in self.form.rules:
            row_id = id_of(form.id, self.scope.problems)
            if row_id in first or row_id == "default":
                note = (Related("first-here", first[row_id]),) if row_id in first else ()
                code = "duplicate-rule" if row_id in first else "reserved-rule"
                self.scope.problems.append(problem(code, form.id.span, rule=row_id, related=note))
            first.setdefault(row_id, form.id.span)
            row = self._row(form, row_id)
            if row is not None:
                rows.append(row)
        return tuple(rows)

    def _row(self, form: forms.RuleForm, row_id: str) -> Row | None:
        cells = self._cells(form)
        outputs = self._outputs(form.then)
        sources = sources_of(form.source, self.scope.problems)
        dates = in_force(form.from_, form.until, self.scope)
        if cells is None or outputs is None:
            return None
        return Row(row_id, cells, outputs, sources, dates, label_of(form.label), span=form.id.span)

    def _cells(self, form: forms.RuleForm) -> tuple[Test, ...] | None:
        given: dict[str, Test | None] = {}
        known = {column.id: column for column in self.inputs if column is not None}
        for key, node in form.when.entries if form.when else ():
            found = self.scope.find(key.text, FACTS)
            column = known.get(found.id) if found is not None else None
            if column is None:
                self._unknown_input(key, node, form, tuple(known))
                given[key.text] = None
            elif column.id in given:
                self.scope.problems.append(problem("duplicate-key", key.span, help="label", key=key.text))
            else:
                given[column.id] = condition(node, column, self.scope, self.reader)
        if None in given.values() or None in self.inputs:
            return None
        return tuple(given.get(name) or Anything() for name in known)

    def _unknown_input(self, key: Scalar, node: Node, rule: forms.RuleForm, inputs: tuple[str, ...]) -> None:
        assert rule.when is not None
        if None in self.inputs or is_inside_quotes(rule.when, key):
            return
        if (mistyped := slip(key) or split_value(rule.when, key, node)) is not None:
            self.scope.problems.append(mistyped)
            return
        guess = did_you_mean(key.text, inputs)
        declared = self.scope.find(key.text, FACTS)
        help_ = "add" if declared else "did-you-mean" if guess else "inputs"
        added = f"inputs: [{', '.join((*inputs, declared.id if declared else ''))}]"
        self.scope.problems.append(
            problem("not-an-input", key.span, help=help_, name=key.text, guess=guess or "", table=self.form.table.text,
                    inputs=tuple(inputs), example=added)
        )  # fmt: skip

    def _default(self) -> Default | None:
        form = self.form.default
        if form is None:
            return None
        outputs = self._outputs(form.then)
        if outputs is None:
            return None
        return Default(outputs, sources_of(form.source, self.scope.problems), span=form.span)

    def _outputs(self, then: Node) -> tuple[Expression, ...] | None:
        columns = [column for column in self.outputs if column is not None]
        if len(columns) < len(self.outputs) or not columns:
            return None
        if not isinstance(then, MapNode):
            if len(columns) > 1:
                shown = then.text if isinstance(then, Scalar) else "..."
                example = ", ".join(f"{column.id}: {'...' if index else shown}" for index, column in enumerate(columns))
                self.scope.problems.append(problem("then-needs-names", then.span, example=f"{{{example}}}"))
                return None
            value = self._output(then, columns[0], key="then")
            return None if value is None else (value,)
        given: dict[str, Expression | None] = {}
        for key, node in then.entries:
            column = self.scope.find(key.text, ("outcome",))
            if mistyped := slip(key) if column is None else None:
                self.scope.problems.append(mistyped)
                given[key.text] = None
            elif column is None or column not in columns:
                names = tuple(each.id for each in columns)
                guess = did_you_mean(key.text, names)
                self.scope.problems.append(
                    problem("not-an-output", key.span, help="did-you-mean" if guess else "outputs", name=key.text,
                            guess=guess or "", outputs=tuple(names))
                )  # fmt: skip
                given[key.text] = None
            elif column.id in given:
                self.scope.problems.append(problem("duplicate-key", key.span, help="label", key=key.text))
            else:
                given[column.id] = self._output(node, column)
        missing = [column for column in columns if column.id not in given]
        for column in missing if set(given) <= {column.id for column in columns} else ():
            where = then.entries[0][0].span.to(then.entries[-1][1].span) if then.entries else then.span
            self.scope.problems.append(problem("missing-output", where, name=column.id))
        if missing:
            return None
        return (
            None
            if None in given.values()
            else tuple(value for name in (c.id for c in columns) if (value := given[name]))
        )

    def _output(self, node: Node, column: Declared, *, key: str | None = None) -> Expression | None:
        wanted = self._wanted(column)
        if isinstance(wanted.type, types.Broken):
            return None
        if not isinstance(node, Scalar):
            if isinstance(wanted.type, types.Set):
                value = read(node, Typed(wanted.type, wanted.labels), self.scope)
                return None if value is REFUSED else Literal(value, wanted.type, span=node.span)
            self.scope.problems.append(expected_text(node, Term("key", key=key or column.id)))
            return None
        value = expression(node, wanted, self.scope, self.reader)
        if value is not None and self.roundings.get(column.id) is None and needs_rounding(value, wanted.type):
            self.scope.problems.append(
                problem("needs-rounding", node.span, help="outcome", name=column.id, text=node.text)
            )
            return None
        return value

    def _wanted(self, column: Declared) -> Declared:
        """The type of one row's output: for a list its element's."""
        if isinstance(column.type, types.List):
            return evolve(column, type=column.type.of)
        return column


def condition(node: Node, column: Declared, scope: Scope, reader: Reader) -> Test | None:
    """The cell that stands under the name of ``column``, or None after a diagnostic."""
    if isinstance(node, Scalar):
        return cell(node, column, scope, reader)
    words = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, SeqNode) else []
    help_ = "list" if words else None
    scope.problems.append(
        problem("expected-cell", node.span, help=help_, name=column.id, example=f'{column.id}: "{", ".join(words)}"')
    )
    return None


def _aggregates(aggregate: str, column: Declared) -> bool:
    match aggregate:
        case "list":
            return isinstance(column.type, (types.List, types.Broken))
        case "count":
            return isinstance(column.type, (types.Integer, types.Broken))
        case "sum":
            return isinstance(column.type, (*types.NUMERIC, types.Broken))
        case _:
            return types.is_ordered(column.type)


def _one_of(scalar: Scalar | None, known: tuple[str, ...], code: str, problems: list[Diagnostic]) -> str | None:
    if scalar is None:
        return None
    if scalar.text in known:
        return scalar.text
    guess = did_you_mean(scalar.text, known)
    problems.append(
        problem(code, scalar.span, help="did-you-mean" if guess else "known", text=scalar.text, guess=guess or "",
                known=tuple(known))
    )  # fmt: skip
    return None


def in_force(since: Scalar | None, until: Scalar | None, scope: Scope) -> InForce:
    """The dates between which a rule holds; reversed ones are a problem."""
    day = Typed(types.Date())
    start = read(since, day, scope) if since is not None else None
    end = read(until, day, scope) if until is not None else None
    if REFUSED in {start, end}:
        return ALWAYS
    if start is not None and end is not None and start >= end:
        assert until is not None
        scope.problems.append(problem("reversed-dates", until.span, since=start.isoformat(), until=end.isoformat()))
        return ALWAYS
    return InForce(start, end)
