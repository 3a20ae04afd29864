"""Generated code: readable where something goes wrong, and made of nothing that a rule file says."""

import linecache
import traceback
from datetime import UTC, datetime
from typing import Any

import pytest

from kefu_core import load_policy
from kefu_core.decide.steps import TableStep
from kefu_core.engine.generated import compile_source

AT = datetime(2026, 11, 2, tzinfo=UTC)

HEAD = """
policy: t
format: 1
zone: Asia/Shanghai
---
"""


def test_an_error_inside_generated_code_shows_the_line_that_was_generated() -> None:
    names = compile_source("def DOOMED(loss):\n    return loss / 0  # the line to see\n", "park@1234", {})
    with pytest.raises(ZeroDivisionError) as caught:
        names["DOOMED"](1)
    shown = "".join(traceback.format_exception(caught.value))
    assert 'File "kefu park@1234", line 2, in DOOMED' in shown
    assert "return loss / 0  # the line to see" in shown


def test_a_table_reads_like_code_by_hand() -> None:
    policy = load_policy({"p.yaml": HEAD + """
facts: [{id: loss, type: money, unit: CNY}, {id: nature, type: choice, choices: [conduct, other]}]
outcomes: [{id: grave, type: boolean}]
---
table: severity
inputs: [nature, loss]
output: grave
hit: first
rules: [{id: r, when: {nature: conduct, loss: ">= 5000 CNY"}, then: true, source: m.r}]
default: {then: false}
"""})  # fmt: skip
    (step,) = policy.program(AT).steps
    assert isinstance(step, TableStep)
    function: Any = step.plain
    linecache.lazycache(function.__code__.co_filename, function.__globals__)
    lines = [line.rstrip() for line in linecache.getlines(function.__code__.co_filename)]
    assert lines[:4] == [
        "def T0_severity(nature, loss):",
        "    if nature == 'conduct' and loss >= 500000:",
        "        return (0, True,)",
        "    return (-1, False,)",
    ]


HOSTILE = [
    '"); import os; ("',
    "'''",
    '"""',
    "\\",
    "a\\n    return 1",
    "{0}",
    "%s",
    "__import__('os')",
    "#",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("engine", ["reference", "generated"])
def test_no_text_of_a_rule_file_becomes_code(text: str, engine: Any) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    inside = f'"{text}"' if '"' not in text else f"'{text}'"
    constant = "'" + inside.replace("'", "''") + "'"
    policy = load_policy({"p.yaml": HEAD + f"""
facts:
  - {{id: said, type: text, label: {quoted}}}
  - {{id: mood, type: choice, choices: [{{id: lambda, label: {quoted}}}, {{id: other}}]}}
outcomes: [{{id: answer, type: text}}]
parameters: [{{id: word, type: text, value: {quoted}}}]
---
table: a.b-c
label: {quoted}
inputs: [said, mood]
output: answer
hit: first
rules:
  - {{id: class.def-1, label: {quoted}, when: {{said: {constant}, mood: lambda}}, then: {constant}, source: m.r}}
  - {{id: r2, when: {{said: word}}, then: word, source: m.r}}
default: {{then: '"other"'}}
"""})  # fmt: skip
    said = text.strip()
    for facts in ({"said": said, "mood": "lambda"}, {said: said, "mood": said}, {"said": said, "mood": "other"}):
        decision = policy.decide(facts, at=AT, engine=engine)
        if said == text:
            assert decision.outcomes == {"answer": text}


@pytest.mark.parametrize("name", ["any", "tuple", "type", "print", "in", "class", "none_", "t0", "x0", "hits", "facts"])
@pytest.mark.parametrize("engine", ["reference", "generated"])
def test_a_fact_may_have_any_name_that_means_something_to_python(name: str, engine: Any) -> None:
    policy = load_policy({"p.yaml": HEAD + f"""
facts: [{{id: {name}, type: integer}}, {{id: other, type: integer}}]
derived: [{{id: twice, type: integer, value: {name} * 2}}]
outcomes: [{{id: out, type: integer}}, {{id: gathered, type: list of integer}}]
---
table: one
inputs: [{name}, twice]
output: out
hit: any
rules:
  - {{id: a, when: {{{name}: "> 1"}}, then: twice + other, source: m.r}}
  - {{id: b, when: {{twice: "> other"}}, then: twice + other, source: m.r}}
---
table: two
inputs: [{name}]
output: gathered
hit: collect
aggregate: list
rules: [{{id: a, when: {{{name}: "1, 2"}}, then: {name}, source: m.r}}, {{id: b, then: other, source: m.r}}]
"""})  # fmt: skip
    decision = policy.decide({name: 2, "other": 3}, at=AT, engine=engine)
    assert decision.outcomes == {"out": 7, "gathered": (2, 3)}
