"""A finding about what a user wrote: a value, made where it is found and put into words where it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from kefu_core.diagnostics.catalogue import CATALOGUE, NOTES, TERMS
from kefu_core.diagnostics.entry import Language, Severity, choose
from kefu_core.diagnostics.span import Span
from kefu_core.diagnostics.visible import quoted


@frozen(init=False)
class Term:
    """A phrase of the catalogue, in the language of the message that it stands in.

    >>> Term("RuleForm").text("en"), Term("RuleForm").text("zh")
    ('a rule', '规则')
    """

    key: str
    args: Mapping[str, object] = field(hash=False)

    def __init__(self, key: str, /, **args: object) -> None:
        self.__attrs_init__(key, args)

    def text(self, language: Language) -> str:
        """The phrase in one of the languages."""
        return _say(choose(TERMS[self.key], language), self.args, language)


@frozen
class Named:
    """Something of the user's with its labels: a message calls it by the label in its language, else by its id.

    >>> Named("major", zh="重大").text("zh"), Named("major", zh="重大").text("en")
    ('重大', 'major')
    """

    id: str
    zh: str | None = field(default=None, kw_only=True)
    en: str | None = field(default=None, kw_only=True)

    def text(self, language: Language) -> str:
        """The label, or the id."""
        return choose((self.en or self.id, self.zh or self.id), language)


@frozen
class Related:
    """Another place that a diagnostic speaks of, with the key of what is said there."""

    note: str
    span: Span
    args: Mapping[str, object] = field(factory=dict, hash=False)

    def message(self, language: Language) -> str:
        """What is said at the place."""
        return _say(choose(NOTES[self.note], language), self.args, language)


@frozen
class Diagnostic:
    """A finding: its code, its place, and the fields of its message.

    ``help`` is the key of one of the helps of the code's entry (None: the help ``always``, where there is one); a field
    ``why`` may be a diagnostic in itself, whose help then stands for the whole. ``witness`` a concrete case that shows
    the problem (made of what JSON can say). Make one with `problem`, which checks the keys.
    """

    code: str
    span: Span | None
    args: Mapping[str, object] = field(factory=dict, hash=False)
    help: str | None = None
    related: tuple[Related, ...] = ()
    witness: object = field(default=None, hash=False)

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return CATALOGUE[self.code].severity

    def message(self, language: Language) -> str:
        """What is wrong, in one line."""
        entry = CATALOGUE[self.code]
        return _say(choose((entry.en, entry.zh), language), self.args, language)

    def help_text(self, language: Language) -> str | None:
        """What to do about it, in one line."""
        why = self.args.get("why")
        if isinstance(why, Diagnostic):
            return why.help_text(language)
        text = CATALOGUE[self.code].helps.get(self.help or "always")
        return None if text is None else _say(choose(text, language), self.args, language)


def problem(
    code: str,
    span: Span | None,
    /,
    *,
    help: str | None = None,  # noqa: A002 - the word that the messages use
    related: tuple[Related, ...] = (),
    witness: object = None,
    **args: Any,
) -> Diagnostic:
    """A diagnostic; a field may be text, a number, a `Term`, or a tuple of texts, which becomes a list of quotations.

    >>> problem("empty-value", Span.top_of("a.yaml")).message("en")
    'a value is missing here'
    """
    assert code in CATALOGUE, f"no entry for the code {code}"
    assert help is None or help in CATALOGUE[code].helps, f"{code} has no help {help}"
    assert all(each.note in NOTES for each in related), f"{code} is related to something by an unknown note"
    return Diagnostic(code, span, args, help, related, witness)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file, line, column and code, each once; those without a place come first."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_rank))


def _rank(diagnostic: Diagnostic) -> tuple[object, ...]:
    span = diagnostic.span
    place = (span.file, span.line, span.column) if span else ("", 0, 0)
    # The message last, so that the order never depends on the order of finding.
    return (*place, diagnostic.code, diagnostic.message("en"))


def _say(template: str, args: Mapping[str, object], language: Language) -> str:
    return template.format_map({name: _word(value, language) for name, value in args.items()})


def _word(value: object, language: Language) -> str:
    if isinstance(value, Term):
        return value.text(language)
    if isinstance(value, Diagnostic):
        return value.message(language)
    if isinstance(value, tuple):
        return _listed(value, language)
    return quoted(value.text(language) if isinstance(value, Named) else str(value))


def _listed(values: tuple[object, ...], language: Language) -> str:
    """Phrases joined by an *and*, or quotations parted by commas."""
    if values and all(isinstance(each, Term) for each in values):
        *others, last = (_word(each, language) for each in values)
        comma, joint = (", ", " and ") if language == "en" else ("、", "和")
        return f"{comma.join(others)}{joint}{last}" if others else last
    return (", " if language == "en" else "、").join(f"`{_word(each, language)}`" for each in values)
