"""What scenarios exercise, and the way from clause to rule to scenario."""

import pytest

from kefu_core import Policy, load_policy
from kefu_core.diagnostics import Diagnostic
from kefu_core.scenarios import CatalogueClause, Coverage, catalogue_of, coverage, read_catalogue, run_scenario, trace

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [shop]
---
{clauses}
facts: [{{id: angry, type: boolean}}]
outcomes: [{{id: tone, type: choice, choices: [calm, warm]}}]
milestones: [{{id: accepted, start: true}}, answered]
parameters: [{{id: limit, type: duration, value: 1 h, source: shop.limit}}]
deadlines: [{{id: soon, when: {{angry: true}}, from: accepted, until: answered, within: limit, source: shop.soon}}]
---
table: tone
inputs: [angry]
output: tone
hit: first
rules: [{{id: angry, when: {{angry: true}}, then: warm, source: shop.tone}}]
default: {{then: calm, source: shop.rest}}
---
scenario: angry
facts: {{angry: {angry}}}
at: 2026-11-02T10:00+08:00
"""


def shop(*, angry: str = "true", clauses: str = "") -> Policy:
    return load_policy({"pack.yaml": PACK.format(angry=angry, clauses=clauses)})


def covered(policy: Policy) -> Coverage:
    return coverage(policy, [run_scenario(policy, each) for each in policy.scenarios])


def clause(id_: str, executable: str = "rule") -> CatalogueClause:
    return CatalogueClause(id_, id_.partition(".")[0], executable)


def statuses(*catalogue: CatalogueClause, angry: str = "true") -> dict[str, str]:
    return {each.id: each.status for each in trace([shop(angry=angry)], catalogue).clauses}


def test_rules_defaults_and_deadlines_are_covered_by_the_decisions_that_use_them():
    assert covered(shop()).rules == ("tone.angry", "deadlines.soon")
    assert covered(shop()).missing_rules == ("tone.default",)
    assert covered(shop(angry="false")).missing_rules == ("tone.angry", "deadlines.soon")


def test_clauses_are_covered_by_the_decisions_that_cite_them():
    assert covered(shop()).clauses == ("shop.tone", "shop.soon", "shop.limit")
    assert covered(shop()).missing_clauses == ("shop.rest",)


def test_the_clause_of_a_parameter_is_shown_where_a_rule_that_reads_it_is():
    (found, *_) = trace([shop()], [clause("shop.limit")]).clauses
    assert (found.rules, found.status) == (("shop: parameters.limit",), "shown")
    assert statuses(clause("shop.limit"), angry="false")["shop.limit"] == "not shown"


def test_versions_of_one_rule_are_covered_each_by_itself():
    within = "until: answered, within"
    old = PACK.replace(within, f"in_force: {{{{until: 2026-01-01}}}}, {within}")
    new = PACK.replace(within, f"in_force: {{{{from: 2026-01-01}}}}, {within}")
    end = old.index("---\ntable")
    added = new[new.index("deadlines:") : new.index("---\ntable")]
    policy = load_policy({"pack.yaml": f"{old[:end]}---\n{added}{old[end:]}".format(angry="true", clauses="")})
    assert covered(policy).rules == ("tone.angry", "deadlines.soon (2026-01-01)")
    assert covered(policy).missing_rules == ("tone.default", "deadlines.soon (…)")


def test_a_pack_says_itself_which_of_its_clauses_rules_implement():
    clauses = ", ".join(f"{{id: shop.{each}}}" for each in ("tone", "rest", "soon", "limit"))
    policy = shop(clauses=f"clauses: [{clauses}, {{id: shop.aim, executable: context}}]")
    assert {each.id: each.status for each in trace([policy], catalogue_of([policy])).clauses}["shop.aim"] == "context"


def test_nothing_is_covered_without_a_decision():
    found = coverage(shop(), [])
    assert (found.rules, found.clauses) == ((), ())


def test_a_clause_leads_to_its_rules_and_to_the_scenarios_that_show_them():
    (found, *_) = trace([shop()], [clause("shop.tone")]).clauses
    assert (found.rules, found.scenarios, found.status) == (("shop: tone.angry",), ("shop: angry",), "shown")


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        (clause("shop.tone"), "shown"),
        (clause("shop.rest"), "not shown"),
        (clause("shop.absent"), "missing"),
        (clause("shop.absent", "check"), "context"),
        (clause("shop.absent", "context"), "context"),
        (clause("shop.tone", "context"), "shown"),
    ],
)
def test_a_clause_is_shown_missing_or_for_the_context_only(wanted, status):
    assert statuses(wanted)[wanted.id] == status


def test_a_clause_that_rules_cite_and_the_catalogue_does_not_have_is_unknown():
    unknown = {id_ for id_, status in statuses(clause("shop.tone")).items() if status == "unknown"}
    assert unknown == {"shop.rest", "shop.soon", "shop.limit"}


def test_a_pack_does_not_answer_for_the_clauses_of_other_documents():
    assert "park.tone" not in statuses(clause("park.tone"), clause("shop.tone"))
    assert "shopping.tone" not in statuses(clause("shopping.tone"))


def test_what_is_missing_not_shown_or_unknown_is_a_finding():
    catalogue = [clause(f"shop.{each}") for each in ("tone", "soon")]
    found = trace([shop()], [*catalogue, clause("shop.absent"), clause("shop.note", "context")])
    assert {each.id: each.status for each in found.findings} == {
        "shop.absent": "missing",
        "shop.rest": "unknown",
        "shop.limit": "unknown",
    }


def test_without_a_catalogue_the_clauses_of_the_packs_are_one():
    listed = "clauses: [shop.tone, shop.rest, shop.soon, shop.limit, shop.more]".replace("[", "[{id: ").replace(
        "]", "}]"
    )
    policy = shop(clauses=listed.replace(", ", "}, {id: "))
    assert [each.id for each in catalogue_of([policy])] == [
        "shop.tone",
        "shop.rest",
        "shop.soon",
        "shop.limit",
        "shop.more",
    ]
    assert {each.status for each in trace([policy], catalogue_of([policy])).findings if each.id == "shop.more"} == {
        "missing"
    }


def test_a_catalogue_is_read_with_documents_and_keys_of_its_own():
    text = """
documents: {park: {file: a.txt, title: 规程}}
clauses:
  - {id: park.a, doc: park, at: 四③, kind: severity, executable: rule, says: "x", reading: y}
  - {id: park.b, executable: context}
  - {id: park.c}
"""
    problems: list[Diagnostic] = []
    assert read_catalogue("c.yaml", text, problems) == (
        CatalogueClause("park.a", "park", "rule"),
        CatalogueClause("park.b", "park", "context"),
        CatalogueClause("park.c", "park", "rule"),
    )
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("documents: {}", "no-clauses"),
        ("clauses: [{at: x}]", "missing-key"),
        ("clauses: [", "yaml-syntax"),
        (b"\xff", "bad-byte"),
    ],
)
def test_what_is_no_catalogue_is_a_diagnostic(text, code):
    problems: list[Diagnostic] = []
    read_catalogue("c.yaml", text, problems)
    assert [each.code for each in problems] == [code]
