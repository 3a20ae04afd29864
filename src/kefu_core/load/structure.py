"""Nodes → forms: strict keys, by cattrs, collecting every problem on the way.

cattrs chooses a hook by the type of a field, so that a form is nothing but its attrs class. A hook never raises for
what a user wrote: it reports and returns `MISSING`, and what depends on it is left out, so that one run finds all
problems.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

import attrs
import cattrs

from kefu_core.diagnostics import Diagnostic, Span, Term, did_you_mean, problem
from kefu_core.load import forms
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode

if TYPE_CHECKING:
    from attrs import Attribute

MISSING: Final = object()
"""What a hook returns after it has reported a problem."""

HEADS: Final[Mapping[str, type]] = {
    "policy": forms.PolicyForm,
    "table": forms.TableForm,
    "scenario": forms.ScenarioForm,
}
"""A document that has one of these keys is of that form; any other is a document of lists."""


def structure(documents: tuple[Node, ...], problems: list[Diagnostic]) -> forms.Pack:
    """Sort the documents of a pack by what they are, and structure each."""
    converter = _converter(problems)
    found: dict[type, list[Any]] = {form: [] for form in (*HEADS.values(), forms.SectionsForm)}
    for node in documents:
        if not isinstance(node, MapNode):
            problems.append(problem("expected-mapping", node.span, what=Term("document")))
            continue
        form = next((HEADS[head] for head in HEADS if _has(node, head)), forms.SectionsForm)
        value: Any = converter.structure(node, form)
        if value is not MISSING:
            found[form].append(value)
    return forms.Pack(
        policies=tuple(found[forms.PolicyForm]),
        sections=tuple(found[forms.SectionsForm]),
        tables=tuple(found[forms.TableForm]),
        scenarios=tuple(found[forms.ScenarioForm]),
    )


def keys_of(form: type) -> dict[str, Attribute[Any]]:
    """The keys that a form takes, with the attribute that each fills."""
    return {attribute.metadata.get("key", attribute.name): attribute for attribute in attrs.fields(form)
            if attribute.name != "span"}  # fmt: skip


def _has(node: MapNode, name: str) -> bool:
    return any(key.text == name for key, _ in node.entries)


def _converter(problems: list[Diagnostic]) -> cattrs.Converter:
    converter = cattrs.Converter()
    # cattrs asks the hook that was registered last first: from the general to the particular.
    converter.register_structure_hook_factory(attrs.has, lambda form: _form_hook(converter, form, problems))
    converter.register_structure_hook_factory(_is_list, lambda kind: _list_hook(converter, kind, problems))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional_hook(converter, kind))
    converter.register_structure_hook_func(lambda kind: kind == Node, lambda node, _: node)
    converter.register_structure_hook_func(lambda kind: kind is MapNode, _mapping_hook(problems))
    converter.register_structure_hook_func(lambda kind: kind is Scalar, _scalar_hook(problems))
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_optional(kind: Any) -> bool:
    return kind != Node and get_origin(kind) in {UnionType, Union} and type(None) in get_args(kind)


def _optional_hook(converter: cattrs.Converter, kind: Any) -> Callable[[Node, Any], Any]:
    (inner,) = (each for each in get_args(kind) if each is not type(None))
    return lambda node, _: converter.structure(node, inner)


def _scalar_hook(problems: list[Diagnostic]) -> Callable[[Node, Any], Any]:
    def hook(node: Node, _: Any) -> Any:
        if not isinstance(node, Scalar):
            problems.append(problem("expected-text", node.span))
            return MISSING
        if not node.text.strip():
            problems.append(problem("empty-value", node.span))
            return MISSING
        return node

    return hook


def _mapping_hook(problems: list[Diagnostic]) -> Callable[[Node, Any], Any]:
    def hook(node: Node, _: Any) -> Any:
        if not isinstance(node, MapNode):
            problems.append(problem("expected-mapping", node.span, what=Term("value")))
            return MISSING
        return node

    return hook


def _list_hook(converter: cattrs.Converter, kind: Any, problems: list[Diagnostic]) -> Callable[[Node, Any], Any]:
    inner = get_args(kind)[0]

    def hook(node: Node, _: Any) -> Any:
        if not isinstance(node, SeqNode):
            problems.append(problem("expected-list", node.span))
            return MISSING
        values = [converter.structure(item, inner) for item in node.items]
        return tuple(value for value in values if value is not MISSING)

    return hook


def _form_hook(converter: cattrs.Converter, form: type, problems: list[Diagnostic]) -> Callable[[Node, Any], Any]:
    keys = keys_of(form)
    types = get_type_hints(form)
    has_span = any(attribute.name == "span" for attribute in attrs.fields(form))
    name = Term(form.__name__)

    def hook(node: Node, _: Any) -> Any:
        if isinstance(node, Scalar) and form in _BARE and node.text.strip():
            return _BARE[form](node)
        if not isinstance(node, MapNode):
            problems.append(problem("expected-mapping", node.span, what=name))
            return MISSING
        given: dict[str, Any] = {"span": node.span} if has_span else {}
        complete = True
        for key, value in node.entries:
            attribute = keys.get(key.text)
            if attribute is None:
                problems.append(_unknown_key(key, form, keys, name))
                continue
            wanted = types[attribute.name]
            if attribute.metadata.get("one") and not isinstance(value, SeqNode):
                value = SeqNode(items=(value,), span=value.span)  # noqa: PLW2901
            structured = converter.structure(value, wanted)
            if structured is not MISSING:
                given[attribute.name] = structured
            elif attribute.default is attrs.NOTHING:
                complete = False
        present = {key.text for key, _ in node.entries}
        for missing in (k for k, a in keys.items() if a.default is attrs.NOTHING and k not in present):
            problems.append(problem("missing-key", _opening(node), key=missing, what=name))
            complete = False
        return form(**given) if complete else MISSING

    return hook


def _opening(node: MapNode) -> Span:
    """The first key of a mapping: where it is said that something is missing from the whole."""
    return node.entries[0][0].span if node.entries else node.span


def _unknown_key(key: Scalar, form: type, keys: Mapping[str, Attribute[Any]], name: Term) -> Diagnostic:
    if form is forms.SectionsForm:
        candidates = (*keys, *HEADS)
        code = "unknown-section"
    else:
        candidates, code = tuple(keys), "unknown-key"
    guess = did_you_mean(key.text, candidates)
    return problem(
        code, key.span, help="did-you-mean" if guess else "keys",
        key=key.text, what=name, guess=guess or "", keys=tuple(candidates),
    )  # fmt: skip


def _bare_label(node: Scalar) -> forms.LabelForm:
    chinese = any("\u3400" <= char <= "\u9fff" for char in node.text)
    return forms.LabelForm(zh=node) if chinese else forms.LabelForm(en=node)


_BARE: Final[Mapping[type, Callable[[Scalar], Any]]] = {
    forms.LabelForm: _bare_label,
    forms.CodeForm: lambda node: forms.CodeForm(id=node),
    forms.MilestoneForm: lambda node: forms.MilestoneForm(id=node),
    forms.DocumentForm: lambda node: forms.DocumentForm(id=node),
    forms.ClauseForm: lambda node: forms.ClauseForm(id=node),
}
"""Forms for which a bare text may stand."""
