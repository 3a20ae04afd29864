"""What a decision says of itself: when something is due, and as JSON."""

import pickle
from datetime import datetime

from kefu_core import load_policy
from kefu_core.decide.as_json import decision_json

AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
POLICY = load_policy(
    {
        "t.yaml": """
policy: shop
format: 1
zone: Asia/Shanghai
---
milestones: [{id: received, start: true}, {id: answered}, {id: paid}]
facts:
  - {id: loss, type: money, unit: CNY}
outcomes:
  - {id: desk, type: choice, choices: [front, back]}
  - {id: refund, type: money, unit: CNY, rounding: round_half_up}
deadlines:
  - {id: slow, from: received, until: answered, within: 2 days, source: m.slow}
  - {id: quick, from: received, until: answered, within: 3 h, source: m.quick}
  - {id: pay, from: answered, until: paid, within: 3 h, source: m.pay}
---
table: desk
inputs: [loss]
output: desk
hit: first
rules:
  - {id: large, when: {loss: "> 100 CNY"}, then: back, source: m.desk}
default: {then: front, source: m.desk}
---
table: refund
inputs: [desk]
output: refund
hit: unique
rules:
  - {id: back, when: {desk: back}, then: "loss / 2", source: m.refund}
"""
    }
)


def test_a_milestone_is_due_by_the_tightest_deadline_that_runs() -> None:
    decision = POLICY.decide({"loss": "10 CNY"}, at=AT)
    assert decision.due("answered") == datetime.fromisoformat("2026-11-02T13:00+08:00")
    assert decision.due("paid") is None


def test_all_of_a_decision_is_in_its_json() -> None:
    assert decision_json(POLICY.decide({"loss": "10 CNY"}, at=AT), POLICY) == {
        "policy": "shop",
        "version": POLICY.edition,
        "as_of": "2026-11-02T10:00+08:00",
        "outcomes": {"desk": "front"},
        "deadlines": [
            {
                "id": "slow",
                "milestone": "answered",
                "starts": "2026-11-02T10:00+08:00",
                "due": "2026-11-05T00:00+08:00",
                "waits_for": None,
                "provisional": False,
                "sources": ["m.slow"],
            },
            {
                "id": "quick",
                "milestone": "answered",
                "starts": "2026-11-02T10:00+08:00",
                "due": "2026-11-02T13:00+08:00",
                "waits_for": None,
                "provisional": False,
                "sources": ["m.quick"],
            },
            {
                "id": "pay",
                "milestone": "paid",
                "starts": None,
                "due": None,
                "waits_for": "answered",
                "provisional": False,
                "sources": ["m.pay"],
            },
        ],
        "reasons": [{"table": "desk", "rule": "default", "sources": ["m.desk"]}],
        "undetermined": [
            {
                "name": "refund",
                "table": "refund",
                "rule": None,
                "missing": [],
                "code": "no-rule",
                "sources": [],
            }
        ],
    }


def test_a_policy_that_was_sent_elsewhere_decides_alike() -> None:
    again = pickle.loads(pickle.dumps(POLICY))
    assert again == POLICY
    assert again.decide({"loss": "250.01 CNY"}, at=AT) == POLICY.decide({"loss": "250.01 CNY"}, at=AT)
