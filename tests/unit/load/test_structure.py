"""Nodes become forms by their keys, and every problem of a document is found in one run."""

from kefu_core.diagnostics import Diagnostic
from kefu_core.load.compose import compose
from kefu_core.load.forms import Pack
from kefu_core.load.structure import structure


def read(text: str) -> tuple[Pack, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    pack = structure(compose("a.yaml", text, problems), problems)
    return pack, problems


def test_documents_are_sorted_by_the_key_that_names_them() -> None:
    pack, problems = read(
        "policy: p\nformat: 1\nzone: UTC\n---\nfacts: []\n---\nscenario: s\nfacts: {}\nat: 2026-01-01T00:00Z\n"
    )
    assert problems == []
    assert (len(pack.policies), len(pack.sections), len(pack.scenarios)) == (1, 1, 1)


def test_all_problems_of_a_document_are_found_at_once() -> None:
    _, problems = read("table: t\ninputs: x\nhit: [first]\nruels: []\nrules:\n  - {id: a, thne: b}\n")
    assert sorted((each.code, each.span.line if each.span else 0) for each in problems) == [
        ("expected-list", 2),
        ("expected-text", 3),
        ("unknown-key", 4),
        ("unknown-key", 6),
    ]


def test_one_bad_row_does_not_hide_the_others() -> None:
    pack, problems = read("table: t\ninputs: []\noutput: o\nhit: first\nrules:\n  - {id: a}\n  - {id: b, then: c}\n")
    assert [each.code for each in problems] == ["missing-key"]
    assert [row.id.text for row in pack.tables[0].rules] == ["b"]


def test_one_value_may_stand_for_a_list_where_the_language_says_so() -> None:
    pack, problems = read("deadlines:\n  - {id: d, from: a, until: b, within: 1 h, source: x.y}\n")
    assert problems == []
    (deadline,) = pack.sections[0].deadlines
    assert [each.text for each in (*deadline.from_, *deadline.source)] == ["a", "x.y"]


def test_a_bare_label_counts_in_the_language_it_is_written_in() -> None:
    pack, _ = read("facts:\n  - {id: a, type: text, label: 名称}\n  - {id: b, type: text, label: name}\n")
    labels = [fact.label for fact in pack.sections[0].facts]
    assert [(label.zh is not None, label.en is not None) for label in labels if label] == [(True, False), (False, True)]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    pack, problems = read("facts:\n  - {id: no, type: 007, unit: 24:00}\n")
    assert problems == []
    fact = pack.sections[0].facts[0]
    assert [each.text for each in (fact.id, fact.type, fact.unit) if each] == ["no", "007", "24:00"]
