"""What may stand under each key of a form, read from the types of its fields: the forms are the one description."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from kefu_core.load.nodes import MapNode, Node, Scalar
from kefu_core.load.structure import keys_of


@frozen
class Shape:
    """What stands under one key: a text, a mapping with keys of the editor's own, anything, or a form.

    ``many``: a list of them; ``or_one``: a single one may stand for the list. ``required``: the key must be there.
    """

    kind: Literal["text", "mapping", "anything", "form"]
    form: type | None = None
    many: bool = False
    or_one: bool = False
    required: bool = False


@cache
def shapes_of(form: type) -> Mapping[str, Shape]:
    """The keys of a form in their order, each with its shape.

    >>> from kefu_core.load.forms import MilestoneForm
    >>> list(shapes_of(MilestoneForm)), shapes_of(MilestoneForm)["id"].required
    (['id', 'label', 'start', 'until'], True)
    """
    types = get_type_hints(form)
    return MappingProxyType(
        {
            key: attrs.evolve(
                _shape(types[attribute.name]),
                or_one=bool(attribute.metadata.get("one")),
                required=attribute.default is attrs.NOTHING,
            )
            for key, attribute in keys_of(form).items()
        }
    )


_PLAIN: Final[Mapping[Any, Shape]] = MappingProxyType(
    {Scalar: Shape("text"), MapNode: Shape("mapping"), Node: Shape("anything")}
)


def _shape(kind: Any) -> Shape:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is tuple:
        return attrs.evolve(_shape(get_args(kind)[0]), many=True)
    if get_origin(kind) in {UnionType, Union}:
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return _shape(inner)
    assert attrs.has(kind), kind
    return Shape("form", kind)
