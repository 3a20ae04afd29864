"""What may stand under a key: fixed words, the form of an id, or the names of a pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, get_args

from kefu_core.calendars import Roll
from kefu_core.ir.calendar import WEEKDAYS
from kefu_core.ir.cases import Reopen, Retarget
from kefu_core.ir.events import BUILT_IN, ENVELOPE, MORE
from kefu_core.ir.functions import ROUNDINGS
from kefu_core.ir.notation import FALSE, TRUE
from kefu_core.ir.records import PERSONAL, Fate
from kefu_core.load import forms
from kefu_core.resolve.pack import LANGUAGES
from kefu_core.resolve.scenarios import STATUSES
from kefu_core.resolve.scope import ID, NAME, RESERVED
from kefu_core.resolve.tables import AGGREGATES, HITS
from kefu_core.resolve.vocabulary import TYPES
from kefu_core.schema.descriptions import EXPECTED
from kefu_core.schema.texts import Schema, Word, matching, one_of, one_of_or_text, text
from kefu_core.schema.vocabulary import Named, Vocabulary

_MANY: Final = {"type": "array", "items": text()}
_SOME: Final = {"anyOf": [text(), _MANY]}
_SETS: Final = tuple(f"set of {kind}" for kind in ("choice", "role"))
_LISTS: Final = tuple(f"list of {kind}" for kind in TYPES)
_TRUTH: Final = ("true", "false", *sorted((TRUE | FALSE) - {"true", "false"}))

_WORDS: Final[Mapping[tuple[type, str], tuple[str, ...]]] = {
    (forms.PolicyForm, "format"): (forms.FORMAT,),
    (forms.PolicyForm, "language"): LANGUAGES,
    (forms.FactForm, "type"): (*TYPES, *_SETS),
    (forms.DerivedForm, "type"): (*TYPES, *_SETS),
    (forms.ParameterForm, "type"): (*TYPES, *_SETS),
    (forms.OutcomeForm, "type"): (*TYPES, *_SETS, *_LISTS),
    (forms.OutcomeForm, "rounding"): ROUNDINGS,
    (forms.TableForm, "hit"): HITS,
    (forms.TableForm, "aggregate"): AGGREGATES,
    (forms.MilestoneForm, "start"): _TRUTH,
    (forms.DeadlineForm, "roll"): get_args(Roll),
    (forms.DeadlineForm, "retarget"): get_args(Retarget),
    (forms.StateForm, "pauses"): _TRUTH,
    (forms.StateForm, "final"): _TRUTH,
    (forms.MoveForm, "stops"): _TRUTH,
    (forms.ReopenForm, "time"): get_args(Reopen),
    (forms.ScenarioForm, "exactly"): _TRUTH,
    (forms.FactForm, "personal"): _TRUTH,
    (forms.RetentionForm, "then"): get_args(Fate),
}
_DATES: Final = re.compile(r"([0-9]{4}-)?[0-9]{1,2}-[0-9]{1,2}( *\/ *[0-9]{4}-[0-9]{2}-[0-9]{2})?\Z")
_RANGE: Final = text(pattern=r"^ *[0-9]{1,2}[:：][0-9]{2} *(-|–|—|~|至|到) *[0-9]{1,2}[:：][0-9]{2} *$")
_HOURS: Final = {"anyOf": [_RANGE, {"type": "array", "items": _RANGE}]}
_DAYS: Final = (
    "Monday\n\n周一",
    "Tuesday\n\n周二",
    "Wednesday\n\n周三",
    "Thursday\n\n周四",
    "Friday\n\n周五",
    "Saturday\n\n周六",
    "Sunday\n\n周日",
)
_TRUE_ANYWHERE: Final = ("ordered", "optional")

_NAMES: Final = frozenset(
    {forms.FactForm, forms.DerivedForm, forms.OutcomeForm, forms.ParameterForm, forms.MilestoneForm, forms.CodeForm}
)
_IDS: Final = frozenset({(forms.PolicyForm, "policy"), (forms.TableForm, "table"), (forms.CalendarForm, "calendar")})
"""Keys that hold an id besides those that are called so."""


class Slots:
    """The schemas of values that are no forms; ``definitions`` are those that are used in several places."""

    def __init__(self, pack: forms.Pack | None) -> None:
        self.known = Vocabulary(pack) if pack is not None else None
        self.definitions: dict[str, Schema] = {}

    def bare(self, form: type) -> Schema:
        """The text that may stand for a form."""
        if form is forms.HolidayForm:
            return matching(_DATES)
        return self.of(form, "id") if form is not forms.LabelForm else text()

    def of(self, form: type, key: str) -> Schema:
        """What may stand under a key of a form."""
        if (form, key) in _WORDS:
            return one_of(_WORDS[form, key])
        if key in _TRUE_ANYWHERE:
            return one_of(_TRUTH)
        if key == "id" and form in _NAMES:
            return {**matching(NAME), "not": {"enum": sorted(RESERVED)}}
        if key == "id" or (form, key) in _IDS:
            return matching(ID)
        name, schema = _FREE.get((form, key)) or _FREE.get((None, key)) or ("", None)
        if schema is None:
            return text()
        self.definitions.setdefault(name, schema(self.known))
        return {"$ref": f"#/definitions/{name}"}


def _mapping(names: Iterable[Named], schema: Callable[[Named], Schema], **more: Schema) -> Schema:
    """A mapping with the names of a pack for keys."""
    properties = {word.text: schema(name) for name in names for word in name.words}
    return {"type": "object", "properties": {**properties, **more}, "additionalProperties": False}


def _cells(known: Vocabulary | None) -> Schema:
    if known is None:
        return {"type": "object", "additionalProperties": text()}
    return _mapping([*known.facts, *known.derived, *known.outcomes], Named.cell)


def _then(known: Vocabulary | None) -> Schema:
    if known is None:
        return {"anyOf": [text(), _MANY, {"type": "object", "additionalProperties": _SOME}]}
    words = list(dict.fromkeys(word for name in known.outcomes for word in name.values))
    each = _mapping(known.outcomes, lambda name: {"anyOf": [name.cell(), _MANY], "description": name.says})
    return {"anyOf": [one_of_or_text(words), _MANY, each]}


def _facts(known: Vocabulary | None) -> Schema:
    if known is None:
        return {"type": "object", "additionalProperties": _SOME}
    return _mapping([*known.facts, *known.derived], Named.value)


def _event(known: Vocabulary | None) -> Schema:
    if known is None:
        return {"type": "object", "additionalProperties": _SOME}
    texts = {key: text() for key in (*ENVELOPE, *(key for keys in MORE.values() for key in keys))}
    happened = one_of([*_words(known.milestones), *map(Word, BUILT_IN)], description="What happened.\n\n发生了什么。")
    return _mapping([*known.facts, *known.derived], Named.value, **{**texts, "type": happened})


def _expect(known: Vocabulary | None) -> Schema:
    status = one_of(STATUSES)
    special = {
        "due": {"type": "object", "additionalProperties": text()},
        "because": _sources(known),
        "undetermined": text(),
        "state": _states(known),
        "status": {"type": "object", "additionalProperties": status},
        "told": _roles(known),
        "escalated": _roles(known),
        "tasks": text(),
    }
    if known is not None:
        clocks = [*_words(known.milestones), *known.deadlines]
        special["due"] = _mapping((), Named.value, **{word.text: text(description=word.says) for word in clocks})
        special["status"] = _mapping((), Named.value, **{each.text: status for each in clocks})
        special["undetermined"] = one_of(
            [
                *_words([*known.outcomes, *known.derived, *known.facts, *known.parameters, *known.milestones]),
                *known.deadlines,
            ]
        )
    for key in ("because", "undetermined", "told", "escalated", "tasks"):
        special[key] = {"anyOf": [special[key], {"type": "array", "items": special[key]}]}
    special = {key: {**schema, "description": "\n\n".join(EXPECTED[key])} for key, schema in special.items()}
    if known is None:
        return {"type": "object", "properties": special, "additionalProperties": _SOME}
    return _mapping([*known.outcomes, *known.derived], Named.value, **special)


def _sources(known: Vocabulary | None) -> Schema:
    return one_of(known.clauses) if known is not None and known.clauses else matching(ID)


def _never(known: Vocabulary | None) -> Schema:
    if known is None:
        return text()
    clauses = [] if known.clauses else [matching(ID)]
    named = one_of([*known.clauses, *known.deadlines, *_words(known.milestones), *known.rules])
    return {"anyOf": [named, *clauses]}


def _words(names: Iterable[Named]) -> list[Word]:
    return [word for name in names for word in name.words]


def _inputs(known: Vocabulary | None) -> Schema:
    return one_of(_words([*known.facts, *known.derived, *known.outcomes])) if known is not None else text()


def _outcomes(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.outcomes)) if known is not None else text()


def _milestones(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.milestones)) if known is not None else text()


def _roles(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.roles)) if known is not None else text()


def _people(known: Vocabulary | None) -> Schema:
    """Roles, and roles of a unit: `head of department`."""
    return one_of_or_text(_words(known.roles) if known is not None else [])


def _persons(known: Vocabulary | None) -> Schema:
    """Roles and parties, and everybody."""
    parties = [name for name in known.facts if name.type == "party"] if known is not None else []
    roles = _words([*known.roles, *parties]) if known is not None else []
    return one_of_or_text([*roles, Word("anyone")])


def _actions(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.actions)) if known is not None and known.actions else text()


def _records(known: Vocabulary | None) -> Schema:
    if known is None:
        return text()
    return one_of_or_text([*_words([*known.resources, *known.forms, *known.kinds, *known.facts]), Word(PERSONAL)])


def _needs(known: Vocabulary | None) -> Schema:
    return one_of_or_text(_words(known.milestones) if known is not None else [])


def _fields(known: Vocabulary | None) -> Schema:
    return one_of(_words([*known.facts, *known.derived])) if known is not None else text()


def _within(known: Vocabulary | None) -> Schema:
    parameters = known.parameters if known is not None else []
    return one_of_or_text(_words(name for name in parameters if name.type == "duration"))


def _calendars(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.calendars)) if known is not None else text()


def _states(known: Vocabulary | None) -> Schema:
    return one_of(_words(known.states)) if known is not None else text()


def _week(_: Vocabulary | None) -> Schema:
    days = {day: {**_HOURS, "description": said} for day, said in zip(WEEKDAYS, _DAYS, strict=True)}
    return {"type": "object", "properties": days, "additionalProperties": _HOURS}


def _dated_hours(_: Vocabulary | None) -> Schema:
    return {"type": "object", "additionalProperties": _HOURS}


def _hours(_: Vocabulary | None) -> Schema:
    return _RANGE


def _values(_: Vocabulary | None) -> Schema:
    return {"type": "object", "additionalProperties": _SOME}


_FREE: Final[Mapping[tuple[type | None, str], tuple[str, Callable[[Vocabulary | None], Schema]]]] = {
    (None, "when"): ("cells", _cells),
    (None, "then"): ("results", _then),
    (None, "source"): ("source", _sources),
    (forms.FactForm, "supplied_by"): ("role", _roles),
    (forms.TableForm, "inputs"): ("input", _inputs),
    (forms.TableForm, "output"): ("output", _outcomes),
    (forms.TableForm, "outputs"): ("output", _outcomes),
    (forms.DeadlineForm, "from"): ("event", _milestones),
    (forms.DeadlineForm, "until"): ("event", _milestones),
    (forms.DeadlineForm, "within"): ("period", _within),
    (forms.DeadlineForm, "pause"): ("state_named", _states),
    (forms.WarnForm, "notify"): ("people", _people),
    (forms.LateForm, "notify"): ("people", _people),
    (forms.LateForm, "escalate"): ("people", _people),
    (forms.ExtendForm, "by"): ("role", _roles),
    (forms.KindForm, "starts"): ("event", _milestones),
    (forms.MoveForm, "on"): ("event", _milestones),
    (forms.MoveForm, "from"): ("state_named", _states),
    (forms.MoveForm, "to"): ("state_named", _states),
    (forms.MoveForm, "needs"): ("event", _milestones),
    (forms.ReopenForm, "on"): ("event", _milestones),
    (forms.ReopenForm, "from"): ("state_named", _states),
    (forms.ReopenForm, "to"): ("state_named", _states),
    (forms.ReopenForm, "revokes"): ("event", _milestones),
    (forms.LatchForm, "from"): ("event", _milestones),
    (forms.LatchForm, "until"): ("event", _milestones),
    (forms.LatchForm, "within"): ("period", _within),
    (forms.LatchForm, "calendar"): ("calendar_named", _calendars),
    (forms.LatchForm, "set"): ("facts_of_a_case", _facts),
    (forms.MilestoneForm, "until"): ("event", _milestones),
    (forms.PermitForm, "may"): ("persons", _persons),
    (forms.PermitForm, "forbid"): ("persons", _persons),
    (forms.PermitForm, "do"): ("action", _actions),
    (forms.PermitForm, "on"): ("record", _records),
    (forms.PermitForm, "needs"): ("need", _needs),
    (forms.PermitForm, "unless"): ("need", _needs),
    (forms.FormForm, "at"): ("event", _milestones),
    (forms.FormForm, "fields"): ("field", _fields),
    (forms.FormForm, "signatures"): ("persons", _persons),
    (forms.RetentionForm, "of"): ("record", _records),
    (forms.RetentionForm, "from"): ("event", _milestones),
    (forms.PolicyForm, "calendar"): ("calendar_named", _calendars),
    (forms.DeadlineForm, "calendar"): ("calendar_named", _calendars),
    (forms.CalendarForm, "week"): ("hours_of_a_week", _week),
    (forms.CalendarForm, "breaks"): ("hours_of_dates", _dated_hours),
    (forms.CalendarForm, "dates"): ("hours_of_dates", _dated_hours),
    (forms.HolidayForm, "makeup"): ("hours", _hours),
    (forms.ParameterForm, "values"): ("values_by_date", _values),
    (forms.ScenarioForm, "facts"): ("facts_of_a_case", _facts),
    (forms.ScenarioForm, "timeline"): ("event_of_a_timeline", _event),
    (forms.ScenarioForm, "expect"): ("expectation", _expect),
    (forms.ScenarioForm, "never"): ("what_never_appears", _never),
}
"""What may stand under a key of a form, or under that key in any, by the name of its definition."""
