"""Which form a signature is on, and as whom somebody signed, by their ids or their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kefu_core.diagnostics import Diagnostic, Span, did_you_mean, problem
from kefu_core.ir.records import Form
from kefu_core.ir.types import Code, Label

Signature = tuple[str, str]


def signature_of(
    form: str,
    by: str,
    forms: Iterable[Form],
    words: Mapping[str, str],
    *,
    form_span: Span | None = None,
    by_span: Span | None = None,
) -> Signature | Diagnostic:
    """The id of a form, and one of those who sign it as the form has it; or what is wrong.

    ``words`` gives the codes of roles and facts by their labels.
    """
    known = {each.id: each for each in forms}
    labels = {text: each.id for each in known.values() for text in (each.label.zh, each.label.en) if text}
    found = known.get(labels.get(form, form))
    if found is None:
        guess = did_you_mean(form, (*known, *labels))
        help_ = "did-you-mean" if guess else "forms" if known else "no-forms"
        return problem("unknown-form", form_span, help=help_, form=form, guess=guess or "", forms=tuple(known))
    signers = tuple(str(each) for each in found.signatures)
    signer = words.get(by, by)
    if signer in signers:
        return found.id, signer
    guess = did_you_mean(by, signers)
    help_ = "did-you-mean" if guess else "signers" if signers else "nobody"
    return problem("unknown-signer", by_span, help=help_, by=by, form=found.id, guess=guess or "", signers=signers)


def words_of(roles: Iterable[Code], facts: Iterable[tuple[str, Label]]) -> dict[str, str]:
    """The codes of roles and of facts by their labels."""
    named = (*((each.id, each.label) for each in roles), *facts)
    return {text: code for code, label in named for text in (label.zh, label.en) if text}
