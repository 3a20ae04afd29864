"""The way from texts to a policy: load, resolve, check."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from attrs import frozen

from kefu_core.calendars import LookUp, WorkingCalendar
from kefu_core.check import check
from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, ordered
from kefu_core.ir.calendar import Calendar
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.directory import directory_forms
from kefu_core.load.enough import Enough, Problems
from kefu_core.load.nodes import Node
from kefu_core.load.pack import read_pack
from kefu_core.people import Directory
from kefu_core.resolve import resolve, resolve_calendar
from kefu_core.resolve.directory import directory_of


@frozen
class Loaded:
    """What loading gave: ``policy`` is None if and only if a diagnostic is an error.

    ``texts`` are the files as read.
    """

    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def load(files: Mapping[str, str | bytes], look_up: LookUp | None = None) -> Loaded:
    """Load a pack. Never raises for what a file says; ``look_up`` gives the public holidays of a country."""
    problems = Problems()
    texts: dict[str, str] = {}
    try:
        forms = read_pack(files, problems, texts)
        resolved = resolve(forms, problems, look_up)
        # A question about a part of a policy would be answered by what is missing from it.
        if resolved.ir is not None and not any(each.severity == "error" for each in problems):
            problems += check(resolved.ir)
    except Enough:
        return Loaded(None, ordered(problems), texts)
    found = tuple(ordered(problems))
    if resolved.ir is None or any(each.severity == "error" for each in found):
        return Loaded(None, found, texts)
    looked_up = {each.id: repr(each.public) for each in resolved.ir.calendars if each.public}
    return Loaded(Policy(resolved.ir, edition({**texts, **looked_up}), resolved.scenarios), found, texts)


@frozen
class LoadedCalendar:
    """What loading a calendar file gave: ``calendar`` is None if and only if a diagnostic is an error.

    ``written`` is what its editors wrote.
    """

    calendar: WorkingCalendar | None
    written: Calendar | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def load_one_calendar(
    files: Mapping[str, str | bytes], look_up: LookUp | None = None, name: str | None = None
) -> LoadedCalendar:
    """Load the calendar of that name, or the only one; no policy needs to be there. Never raises for what files say."""
    problems = Problems()
    texts: dict[str, str] = {}
    try:
        found = resolve_calendar(read_pack(files, problems, texts), problems, look_up, name)
    except Enough:
        found = None
    told = tuple(ordered(problems))
    if found is None or any(each.severity == "error" for each in told):
        return LoadedCalendar(None, None, told, texts)
    return LoadedCalendar(WorkingCalendar(found.hours()), found, told, texts)


@frozen
class LoadedDirectory:
    """What loading a directory gave: ``directory`` is None if and only if a diagnostic is an error."""

    directory: Directory | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def load_directory(name: str, data: str | bytes, policy: Policy) -> LoadedDirectory:
    """Who holds which role, and who is on duty when, from the YAML text of a directory file.

    ``name`` is what places in the text are called by. Dates and local times are those of the policy's zone. Never
    raises for what the text says.

    >>> load_directory("people.yaml", "holdings: [{person: A1001, role: manager}]", policy)    # doctest: +SKIP
    LoadedDirectory(directory=Directory(...), ...)
    """
    problems = Problems()
    texts: dict[str, str] = {}
    documents: tuple[Node, ...] = ()
    try:
        text = decode(name, data, problems)
        if text is not None:
            texts[name] = text
            documents = compose(name, text, problems)
    except Enough:
        return LoadedDirectory(None, ordered(problems), texts)
    return directory_from(documents, policy, problems, texts)


def directory_from(
    documents: tuple[Node, ...], policy: Policy, problems: list[Diagnostic], texts: Mapping[str, str]
) -> LoadedDirectory:
    """As `load_directory`, from documents that were read from something else; ``problems`` were found there."""
    try:
        directory = directory_of(directory_forms(documents, problems), policy.ir, problems)
    except Enough:
        return LoadedDirectory(None, ordered(problems), texts)
    told = ordered(problems)
    wrong = any(each.severity == "error" for each in told)
    return LoadedDirectory(None if wrong else directory, told, texts)


def edition(texts: Mapping[str, str]) -> str:
    """The edition of a pack (S18): a hash of its files' names and texts; line ends do not count.

    What was looked up for it counts like a file.
    """
    digest = hashlib.sha256()
    for name in sorted(texts):
        text = texts[name].replace("\r\n", "\n").replace("\r", "\n")
        for part in (name, text):
            encoded = part.encode()
            digest.update(len(encoded).to_bytes(8, "big"))
            digest.update(encoded)
    return digest.hexdigest()[:16]
