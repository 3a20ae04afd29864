"""Nodes → forms: strict keys, by cattrs, collecting every problem on the way.

cattrs chooses a hook by the type of a field, so that a form is nothing but its attrs class. A hook never raises for
what a user wrote: it reports and returns `MISSING`, and what depends on it is left out, so that one run finds all
problems. What is left out is remembered by its name, so that nobody is told of a mistake again where the name is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import cattrs
from attrs import define, field

from kefu_core.diagnostics import Diagnostic, Span, Term, did_you_mean, problem
from kefu_core.load import forms
from kefu_core.load.hints import english_key, example, list_of
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.slips import slip

if TYPE_CHECKING:
    from attrs import Attribute

Form = TypeVar("Form")
MISSING: Final = object()
"""What a hook returns after it has reported a problem."""

HEADS: Final[Mapping[str, type]] = {
    "policy": forms.PolicyForm,
    "table": forms.TableForm,
    "calendar": forms.CalendarForm,
    "scenario": forms.ScenarioForm,
}
"""A document that has one of these keys is of that form; any other is a document of lists."""

NOT_KEYS: Final = frozenset({"span", "places", "day"})
"""Fields of forms that say where something stands, or hold a bare text."""


@define
class _Reading:
    """What the hooks share: the problems, what was left out because of one, and the key whose value is being read."""

    problems: list[Diagnostic]
    lost: list[forms.Lost] = field(factory=list)
    complete: bool = True
    form: type | None = None
    key: str = ""

    def refuse(self, diagnostic: Diagnostic) -> Any:
        self.problems.append(diagnostic)
        return MISSING

    def lose(self, form: type, node: Node) -> None:
        """Remember by its name what is left out; where its name cannot be told, that anything may be missing."""
        named_by = next((key for key in ("id", *HEADS) if key in keys_of(form)), None)
        if named_by is None:
            return
        name: Node | None = node
        if isinstance(node, MapNode):
            name = next((value for key, value in node.entries if key.text == named_by), None)
        if isinstance(name, Scalar) and name.text:
            self.lost.append(forms.Lost(form, name))
        else:
            self.complete = False

    @property
    def term(self) -> Term:
        return Term("key", key=self.key) if self.key else Term("value")

    @property
    def example(self) -> str:
        return example(self.form, self.key)


def structure(documents: tuple[Node, ...], problems: list[Diagnostic]) -> forms.Pack:
    """Sort the documents of a pack by what they are, and structure each."""
    reading = _Reading(problems)
    converter = _converter(reading)
    found: dict[type, list[Any]] = {form: [] for form in (*HEADS.values(), forms.SectionsForm)}
    for node in documents:
        form = _form_of(node, reading)
        if form is None:
            reading.complete = False
            continue
        value: Any = converter.structure(node, form)
        if value is not MISSING:
            found[form].append(value)
    return forms.Pack(
        policies=tuple(found[forms.PolicyForm]),
        sections=tuple(found[forms.SectionsForm]),
        tables=tuple(found[forms.TableForm]),
        calendars=tuple(found[forms.CalendarForm]),
        scenarios=tuple(found[forms.ScenarioForm]),
        lost=tuple(reading.lost),
        complete=reading.complete,
    )


def structure_as(node: Node, form: type[Form], problems: list[Diagnostic]) -> Form | None:
    """A document that is known to be of a form; None after a diagnostic."""
    value: Any = _converter(_Reading(problems)).structure(node, form)
    return None if value is MISSING else value


def keys_of(form: type) -> dict[str, Attribute[Any]]:
    """The keys that a form takes, in their order, with the attribute that each fills."""
    attributes = sorted(attrs.fields(form), key=lambda attribute: "last" in attribute.metadata)
    return {attribute.metadata.get("key", attribute.name): attribute for attribute in attributes
            if attribute.name not in NOT_KEYS}  # fmt: skip


def _form_of(node: Node, reading: _Reading) -> type | None:
    """What a document is; None after a diagnostic."""
    if not isinstance(node, MapNode):
        mistyped = slip(node) if isinstance(node, Scalar) else None
        what = Term("document")
        wrong = problem("expected-mapping", _opening(node), what=what, example="facts: ...")
        reading.problems.append(mistyped or wrong)
        return None
    keys = [key for key, _ in node.entries]
    head = next((head for head in HEADS for key in keys if key.text == head), None)
    if head is not None:
        return HEADS[head]
    # A head in disguise is the one mistake; without it none of the other keys makes sense. It stands at the top.
    sections = keys_of(forms.SectionsForm)
    if not any(key.text in sections for key in keys):
        for key in keys[:3]:
            meant = english_key(key.text, HEADS) or did_you_mean(key.text, (*HEADS, *sections))
            if meant in HEADS and (mistyped := slip(key) or _unknown_key(key, forms.SectionsForm)):
                reading.problems.append(mistyped)
                return None
    return forms.SectionsForm


def _converter(reading: _Reading) -> cattrs.Converter:
    converter = cattrs.Converter()
    # cattrs asks the hook that was registered last first: from the general to the particular.
    converter.register_structure_hook_factory(attrs.has, lambda form: _form_hook(converter, form, reading))
    converter.register_structure_hook_factory(_is_list, lambda kind: _list_hook(converter, kind, reading))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional_hook(converter, kind))
    converter.register_structure_hook_func(lambda kind: kind == Node, lambda node, _: node)
    converter.register_structure_hook_func(lambda kind: kind is MapNode, _mapping_hook(reading))
    converter.register_structure_hook_func(lambda kind: kind is Scalar, _scalar_hook(reading))
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_optional(kind: Any) -> bool:
    return kind != Node and get_origin(kind) in {UnionType, Union} and type(None) in get_args(kind)


def _optional_hook(converter: cattrs.Converter, kind: Any) -> Callable[[Node, Any], Any]:
    (inner,) = (each for each in get_args(kind) if each is not type(None))
    return lambda node, _: converter.structure(node, inner)


def _scalar_hook(reading: _Reading) -> Callable[[Node, Any], Any]:
    def hook(node: Node, _: Any) -> Any:
        if not isinstance(node, Scalar):
            return reading.refuse(expected_text(node, reading.term))
        if not node.text.strip():
            return reading.refuse(problem("empty-value", node.span))
        return node

    return hook


def expected_text(node: Node, what: Term) -> Diagnostic:
    """The problem of a list or a mapping where one value belongs."""
    only = node.items[0] if isinstance(node, SeqNode) and len(node.items) == 1 else None
    if isinstance(only, Scalar) and only.text:
        return problem("expected-text", node.span, help="only", what=what, example=only.text)
    return problem("expected-text", _opening(node), what=what)


def _mapping_hook(reading: _Reading) -> Callable[[Node, Any], Any]:
    def hook(node: Node, _: Any) -> Any:
        return node if isinstance(node, MapNode) else reading.refuse(_expected_mapping(node, reading))

    return hook


def _expected_mapping(node: Node, reading: _Reading, *, what: Term | None = None, shown: str = "") -> Diagnostic:
    mistyped = slip(node) if isinstance(node, Scalar) else None
    return mistyped or problem(
        "expected-mapping", _opening(node), what=what or reading.term, example=shown or reading.example
    )


def _list_hook(converter: cattrs.Converter, kind: Any, reading: _Reading) -> Callable[[Node, Any], Any]:
    inner = get_args(kind)[0]
    of_forms = inner is not Scalar

    def hook(node: Node, _: Any) -> Any:
        if not isinstance(node, SeqNode):
            mistyped = slip(node) if isinstance(node, Scalar) else None
            if of_forms:
                reading.complete = False
                wrong = problem("expected-list", _opening(node), help="dashes", what=reading.term)
            else:
                wrong = problem(
                    "expected-list", _opening(node), help="brackets", what=reading.term,
                    example=list_of(node.text) if isinstance(node, Scalar) else "[a, b]",
                )  # fmt: skip
            return reading.refuse(mistyped or wrong)
        key = reading.key
        values = []
        for item in node.items:
            reading.key = "" if of_forms else key
            values.append(converter.structure(item, inner))
        return tuple(value for value in values if value is not MISSING)

    return hook


def _form_hook(converter: cattrs.Converter, form: type, reading: _Reading) -> Callable[[Node, Any], Any]:
    keys = keys_of(form)
    types = get_type_hints(form)
    fields = {attribute.name for attribute in attrs.fields(form)}
    name = Term(form.__name__)

    def hook(node: Node, _: Any) -> Any:
        if isinstance(node, Scalar) and form in BARE and node.text.strip():
            return BARE[form](node)
        if not isinstance(node, MapNode):
            reading.lose(form, node)
            if isinstance(node, Scalar) and node.absent:
                return reading.refuse(problem("empty-value", node.span))
            shown = example(None, form.__name__) or reading.example
            return reading.refuse(_expected_mapping(node, reading, what=name, shown=shown))
        given: dict[str, Any] = {"span": node.span} if "span" in fields else {}
        if "places" in fields:
            given["places"] = {key.text: key.span for key, _ in node.entries}
        present = {key.text for key, _ in node.entries}
        complete = True
        for key, value in node.entries:
            attribute = keys.get(key.text)
            if attribute is None:
                reading.problems.append(slip(key) or _unknown_key(key, form))
                present.add(meant(key, form) or key.text)
                continue
            structured = one(key, value, attribute)
            if structured is not MISSING:
                given[attribute.name] = structured
        required = {name for name, attribute in keys.items() if attribute.default is attrs.NOTHING}
        for missing in (key for key in keys if key in required - present and not node.flawed):
            reading.problems.append(
                problem("missing-key", _opening(node), key=missing, what=name,
                        example=f"{missing}: {example(form, missing)}")
            )  # fmt: skip
        complete = all(keys[key].name in given for key in required)
        if not complete:
            reading.lose(form, node)
        return form(**given) if complete else MISSING

    def one(key: Scalar, value: Node, attribute: Attribute[Any]) -> Any:
        """The value of one key."""
        if isinstance(value, Scalar) and value.absent:
            if form is forms.SectionsForm:
                reading.complete = False
            written = f"{key.text}: {example(form, key.text)}"
            return reading.refuse(problem("key-without-value", key.span, key=key.text, example=written))
        reading.form, reading.key = form, key.text
        if attribute.metadata.get("one") and not isinstance(value, SeqNode):
            value = SeqNode(items=(value,), span=value.span)
        return converter.structure(value, types[attribute.name])

    return hook


def meant(key: Scalar, form: type) -> str | None:
    """The key of a form that a mistyped or a Chinese one stands for."""
    keys = [*keys_of(form), *(HEADS if form is forms.SectionsForm else ())]
    return english_key(key.text, keys) or did_you_mean(key.text, keys)


def _unknown_key(key: Scalar, form: type) -> Diagnostic:
    keys = [*keys_of(form), *(HEADS if form is forms.SectionsForm else ())]
    english, guess = english_key(key.text, keys), did_you_mean(key.text, keys)
    return problem(
        "unknown-section" if form is forms.SectionsForm else "unknown-key",
        key.span,
        help="english" if english else "did-you-mean" if guess else "keys",
        key=key.text, what=Term(form.__name__), guess=english or guess or "", keys=tuple(keys),
    )  # fmt: skip


def _opening(node: Node) -> Span:
    """The first key of a mapping, or the whole of anything else: where something is said of all of it."""
    return node.entries[0][0].span if isinstance(node, MapNode) and node.entries else node.span


def _bare_label(node: Scalar) -> forms.LabelForm:
    chinese = any("\u3400" <= char <= "\u9fff" for char in node.text)
    return forms.LabelForm(zh=node) if chinese else forms.LabelForm(en=node)


BARE: Final[Mapping[type, Callable[[Scalar], Any]]] = {
    forms.LabelForm: _bare_label,
    forms.CodeForm: lambda node: forms.CodeForm(id=node),
    forms.MilestoneForm: lambda node: forms.MilestoneForm(id=node),
    forms.DocumentForm: lambda node: forms.DocumentForm(id=node),
    forms.HolidayForm: lambda node: forms.HolidayForm(day=node, span=node.span),
    forms.ClauseForm: lambda node: forms.ClauseForm(id=node),
    forms.StateForm: lambda node: forms.StateForm(id=node),
    forms.WarnForm: lambda node: forms.WarnForm(at=node, span=node.span),
}
"""Forms for which a bare text may stand."""
