"""What a scenario may name: deadlines that stay undetermined, and anything by its label."""

from kefu_core.loading import load
from kefu_core.scenarios import run_scenario

PACK = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts: [{id: urgent, type: boolean}]
outcomes: [{id: desk, label: 受理人, type: choice, choices: [front, back]}]
milestones: [{id: accepted, start: true}, {id: answered, label: 答复}, {id: closed, label: 办结}]
deadlines:
  - {id: answer, when: {urgent: "true"}, from: accepted, until: answered, within: 1 h, source: m.answer}
  - {id: close, from: accepted, until: closed, within: 1 h, source: m.answer}
---
table: desk
inputs: [urgent]
output: desk
hit: unique
rules: [{id: urgent, when: {urgent: "true"}, then: front, source: m.desk}]
---
scenario: nobody knows
facts: {}
at: 2026-11-02T10:00+08:00
expect: {undetermined: [UNDETERMINED], due: {closed: 2026-11-02T11:00+08:00}, because: [m.answer]}
never: [NEVER]
exactly: true
"""


def loaded(*, undetermined: str, never: str):
    return load({"a.yaml": PACK.replace("UNDETERMINED", undetermined).replace("NEVER", never)})


def test_a_deadline_can_be_expected_to_stay_undetermined_so_that_an_exact_scenario_can_pass() -> None:
    policy = loaded(undetermined="desk, answer", never="answered").policy
    assert policy is not None
    assert run_scenario(policy, policy.scenarios[0]).passed


def test_labels_name_what_is_undetermined_and_what_must_never_be() -> None:
    policy = loaded(undetermined="受理人, answer", never="答复").policy
    assert policy is not None
    (scenario,) = policy.scenarios
    assert (scenario.expect.undetermined, scenario.never) == (("desk", "answer"), ("answered",))
    assert run_scenario(policy, scenario).passed


def test_what_is_neither_a_name_nor_a_label_is_reported_at_its_place() -> None:
    (found,) = loaded(undetermined="受理台", never="answered").diagnostics
    assert (found.code, found.span.line if found.span else None) == ("unknown-in-scenario", 22)
