"""Forms of the vocabulary → facts, outcomes, parameters, roles and milestones, each name declared once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from kefu_core.diagnostics import Related, Term, did_you_mean, problem
from kefu_core.ir import notation, policy, types
from kefu_core.ir.functions import ROUNDINGS
from kefu_core.ir.phrases import describe, specimen
from kefu_core.ir.types import Code
from kefu_core.load import spoken
from kefu_core.load.nodes import Scalar, SeqNode
from kefu_core.load.spoken import currency_meant
from kefu_core.load.structure import expected_text
from kefu_core.resolve.scope import Declared, label_of, name_of, sources_of, truth_of
from kefu_core.values import CURRENCIES, UNITS, Dated, parse_number, unit_of

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic
    from kefu_core.load import forms
    from kefu_core.resolve.scope import Scope

TYPES = ("choice", "integer", "decimal", "money", "boolean", "date", "instant", "duration", "text", "party", "role")
WRAPPERS = ("set", "list")


@frozen
class Typed:
    """A type with the labels of its codes."""

    type: types.Type
    labels: tuple[Code, ...] = ()


def roles_of(sections: tuple[forms.SectionsForm, ...], scope: Scope) -> tuple[Code, ...]:
    """The roles of the pack; they are the codes of every fact and outcome of type ``role``."""
    return _codes(tuple(form for section in sections for form in section.roles), scope.problems)


def typed(form: forms.TypedForm, scope: Scope) -> Typed:
    """The type that a form's ``type``, ``choices``, ``unit`` and the like say."""
    word, _, of = form.type.text.partition(" of ")
    if word in WRAPPERS:
        inner = _base(form, of.strip() or "choice", scope)
        if word == "list":
            return Typed(types.List(inner.type), inner.labels)
        if isinstance(inner.type, types.Choice):
            return Typed(types.Set(inner.type), inner.labels)
        if not isinstance(inner.type, types.Broken):
            scope.problems.append(problem("set-of-what", form.type.span, type=describe(inner.type)))
        return Typed(types.Broken())
    return _base(form, form.type.text, scope)


def _base(form: forms.TypedForm, word: str, scope: Scope) -> Typed:
    problems = scope.problems
    _refuse_useless_keys(form, word, problems)
    match word:
        case "choice":
            return _choice(form, problems)
        case "role":
            return Typed(types.Choice(tuple(role.id for role in scope.roles)), scope.roles)
        case "money":
            return _money(form, problems)
        case "duration":
            return _duration(form, problems)
        case "integer":
            return Typed(types.Integer(unit=form.unit.text if form.unit else None))
        case "decimal":
            return Typed(types.Decimal(scale=_scale(form.scale, problems), unit=form.unit.text if form.unit else None))
        case "boolean":
            return Typed(types.Boolean())
        case "date":
            return Typed(types.Date())
        case "instant":
            return Typed(types.Instant())
        case "text":
            return Typed(types.Text())
        case "party":
            return Typed(types.Party())
    guess = _OTHER_WORDS.get(word.lower()) or did_you_mean(word, (*TYPES, *WRAPPERS))
    problems.append(
        problem("unknown-type", form.type.span, help="did-you-mean" if guess else "types", type=word, guess=guess or "",
                types=(*TYPES, "set of choice", "list of ..."))
    )  # fmt: skip
    return Typed(types.Broken())


_OTHER_WORDS: Final[Mapping[str, str]] = {
    word: name
    for name, words in {
        "choice": "enum option select 选项 枚举 单选 选择",
        "set of choice": "multiselect 多选 集合",
        "integer": "int 整数 次数 数量",
        "decimal": "number float double percent 数字 数值 小数 百分比",
        "money": "amount currency 金额 货币 钱",
        "boolean": "bool yesno 是否 真假 布尔",
        "date": "day 日期",
        "instant": "datetime timestamp time 时间 时刻 日期时间",
        "duration": "period interval timedelta 时长 期限",
        "text": "string str 文本 文字 字符串",
        "party": "person customer 当事人 客户 人员",
        "role": "岗位 角色",
    }.items()
    for word in words.split()
}
"""What types are called elsewhere."""

_USEFUL = {
    "choices": ("choice",),
    "ordered": ("choice",),
    "unit": ("money", "duration", "integer", "decimal"),
    "scale": ("decimal",),
    "rounding": ("integer", "decimal", "money"),
}


def _refuse_useless_keys(form: forms.TypedForm, word: str, problems: list[Diagnostic]) -> None:
    if word not in TYPES:
        return
    for key, useful in _USEFUL.items():
        if getattr(form, key, None) and word not in useful:
            problems.append(problem("useless-key", form.places.get(key, form.type.span), key=key, type=word))


def _choice(form: forms.TypedForm, problems: list[Diagnostic]) -> Typed:
    if not form.choices:
        problems.append(problem("no-choices", form.type.span, name=form.id.text))
        return Typed(types.Broken())
    codes = _codes(form.choices, problems)
    return Typed(types.Choice(tuple(code.id for code in codes), ordered=truth_of(form.ordered, problems)), codes)


def _codes(given: tuple[forms.CodeForm, ...], problems: list[Diagnostic]) -> tuple[Code, ...]:
    codes: dict[str, Code] = {}
    first: dict[str, Scalar] = {}
    for form in given:
        code = Code(id=name_of(form.id, problems), label=label_of(form.label), span=form.id.span)
        words = [each for each in (form.id, *(_texts(form.label) if form.label else ())) if each is not None]
        again = next((word for word in words if word.text in first), None)
        if again is not None:
            note = Related("first-here", first[again.text].span)
            problems.append(problem("duplicate-choice", again.span, word=again.text, related=(note,)))
            codes.setdefault(code.id, Code(code.id))  # declared all the same, so that its uses are not reported as well
            continue
        first |= {word.text: word for word in words}
        codes[code.id] = code
    return tuple(codes.values())


def _texts(label: forms.LabelForm) -> tuple[Scalar | None, ...]:
    return label.zh, label.en


def _money(form: forms.TypedForm, problems: list[Diagnostic]) -> Typed:
    if form.unit is None:
        problems.append(problem("missing-key", form.type.span, key="unit", what=Term("an-amount"), example="unit: CNY"))
        return Typed(types.Broken())
    if form.unit.text not in CURRENCIES:
        guess = currency_meant(form.unit.text) or did_you_mean(form.unit.text, CURRENCIES)
        problems.append(
            problem("unknown-currency", form.unit.span, help="did-you-mean" if guess else None, text=form.unit.text,
                    guess=guess or "")
        )  # fmt: skip
        return Typed(types.Broken())
    return Typed(types.Money(form.unit.text))


def _duration(form: forms.TypedForm, problems: list[Diagnostic]) -> Typed:
    if form.unit is None:
        return Typed(types.Duration())
    unit = unit_of(form.unit.text)
    if unit is None:
        guess = did_you_mean(form.unit.text, (unit for unit in UNITS if unit.isascii()))
        problems.append(
            problem("unknown-unit", form.unit.span, help="did-you-mean" if guess else "durations", text=form.unit.text,
                    guess=guess or "")
        )  # fmt: skip
        return Typed(types.Broken())
    return Typed(types.Duration(unit[0]))


def _scale(scalar: Scalar | None, problems: list[Diagnostic]) -> int | None:
    if scalar is None:
        return None
    value = parse_number(scalar.text)
    if not isinstance(value, int) or not 0 <= value <= 12:
        problems.append(
            problem("wrong-value", scalar.span, help="scale", text=scalar.text, type=describe(types.Integer()))
        )
        return None
    return value


def declare(
    form: forms.TypedForm, sort: str, scope: Scope, *, optional: bool = False, settled: Typed | None = None
) -> Typed:
    """Settle the type of a form and declare its name."""
    settled = settled or typed(form, scope)
    scope.declare(
        Declared(
            id=name_of(form.id, scope.problems), sort=sort, type=settled.type, label=label_of(form.label),
            optional=optional, labels=settled.labels, span=form.id.span,
        )
    )  # fmt: skip
    return settled


def milestones(sections: tuple[forms.SectionsForm, ...], scope: Scope) -> tuple[policy.Milestone, ...]:
    """The milestones of the pack; their instants can be spoken of in the ``due`` of a deadline."""
    given = [form for section in sections for form in section.milestones]
    for form in given:  # all names first, since one may be taken back by another
        name, label = name_of(form.id, scope.problems), label_of(form.label)
        scope.declare(Declared(id=name, sort="milestone", type=types.Instant(), label=label, span=form.id.span))
    return tuple(
        policy.Milestone(
            id=form.id.text, label=label_of(form.label), start=truth_of(form.start, scope.problems),
            until=_taken_back_by(form, scope), span=form.id.span,
        )
        for form in given
    )  # fmt: skip


def _taken_back_by(form: forms.MilestoneForm, scope: Scope) -> str | None:
    if form.until is None:
        return None
    declared = scope.find(form.until.text, ("milestone",))
    if declared is None:
        scope.problems.append(scope.unknown(form.until.text, form.until.span, ("milestone",)))
        return None
    return declared.id


def actions_and_resources(
    sections: tuple[forms.SectionsForm, ...], scope: Scope
) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """What permits speak of: what people do, and what they do it on."""
    actions = _codes(tuple(form for section in sections for form in section.actions), scope.problems)
    resources = _codes(tuple(form for section in sections for form in section.resources), scope.problems)
    return actions, resources


def parameter(form: forms.ParameterForm, scope: Scope) -> policy.ParameterDefinition | None:
    """A dated parameter. One without a value is declared all the same, so that its uses are not reported as well."""
    settled = typed(form, scope)
    values = [] if isinstance(settled.type, types.Broken) else _dated(form, settled, scope)
    kind = settled.type
    families = frozenset(value.family for _, value in values) if kind == types.Duration() else frozenset()
    if len(families) == 1:
        kind = types.Duration(*families)
    declare(form, "parameter", scope, settled=Typed(kind if values else types.Broken(), settled.labels))
    if families and form.id.text in scope.names:
        scope.names[form.id.text] = evolve(scope.names[form.id.text], families=families)
    if not values:
        return None
    return policy.ParameterDefinition(
        id=form.id.text,
        type=kind,
        values=Dated(values),
        label=label_of(form.label),
        sources=sources_of(form.source, scope.problems),
        reading=label_of(form.reading),
        labels=settled.labels,
        span=form.id.span,
    )


def _dated(form: forms.ParameterForm, settled: Typed, scope: Scope) -> list[tuple[Any, Any]]:
    if (form.value is None) == (form.values is None):
        help_ = "missing" if form.value is None else "both"
        span = form.places.get("values", form.id.span)
        scope.problems.append(
            problem("value-or-values", span, help=help_, name=form.id.text, example=specimen(settled.type))
        )
        return []
    if form.value is not None:
        value = read(form.value, settled, scope)
        return [] if value is REFUSED else [(None, value)]
    assert form.values is not None
    if not form.values.entries:
        scope.problems.append(
            problem("value-or-values", form.values.span, help="missing", name=form.id.text,
                    example=specimen(settled.type))
        )  # fmt: skip
    entries = []
    for key, node in form.values.entries:
        day = read(key, Typed(types.Date()), scope)
        value = read(node, settled, scope)
        if day is not REFUSED and value is not REFUSED:
            entries.append((day, value))
    return sorted(entries, key=lambda entry: entry[0])


REFUSED = object()
"""What `read` returns after it has reported a problem."""


def read(node: Any, settled: Typed, scope: Scope) -> Any:
    """The value that a scalar, or for a set a list of scalars, says; or `REFUSED`."""
    if isinstance(node, SeqNode) and isinstance(settled.type, types.Set):
        members = [read(item, Typed(settled.type.of, settled.labels), scope) for item in node.items]
        return REFUSED if REFUSED in members else frozenset(members)
    if not isinstance(node, Scalar):
        scope.problems.append(expected_text(node, Term("value")))
        return REFUSED
    try:
        return notation.read(node.text, settled.type, labels=settled.labels, zone=scope.zone)
    except notation.NotReadable as error:
        fields: dict[str, Any] = {key: describe(value) if key == "type" else value for key, value in error.fields}
        mended = readable(node.text, settled, scope) if error.code in {"wrong-value", "missing-unit"} else None
        help_ = error.help if mended is None else "write"
        scope.problems.append(problem(error.code, node.span, help=help_, mended=mended, **fields))
        return REFUSED


def readable(text: str, settled: Typed, scope: Scope, *, as_it_is: bool = False) -> str | None:
    """Another way to write a value that can be read, or the text ``as_it_is`` if that can be; else None."""
    if as_it_is:
        try:
            notation.read(text, settled.type, labels=settled.labels, zone=scope.zone)
        except notation.NotReadable:
            pass
        else:
            return text
    return spoken.readable(text, settled.type, labels=settled.labels, zone=scope.zone)


def role(scalar: Scalar | None, scope: Scope) -> str | None:
    """The role that an id or a label names."""
    if scalar is None:
        return None
    known = types.Choice(tuple(each.id for each in scope.roles))
    try:
        return notation.read_code(scalar.text, known, scope.roles)
    except notation.NotReadable as error:
        if scope.partial:  # it may be among what could not be read
            return None
        fields = dict(error.fields)
        help_ = error.help if scope.roles else "no-roles"
        scope.problems.append(
            problem("unknown-role", scalar.span, help=help_, role=scalar.text, guess=fields["guess"],
                    choices=fields["choices"])
        )  # fmt: skip
        return None


def rounding(form: forms.OutcomeForm, problems: list[Diagnostic]) -> str | None:
    """The rounding that an outcome names (S14)."""
    if form.rounding is None:
        return None
    if form.rounding.text not in ROUNDINGS:
        guess = did_you_mean(form.rounding.text, ROUNDINGS)
        problems.append(
            problem("unknown-rounding", form.rounding.span, help="did-you-mean" if guess else None,
                    text=form.rounding.text, guess=guess or "", choices=tuple(ROUNDINGS))
        )  # fmt: skip
        return None
    return form.rounding.text
