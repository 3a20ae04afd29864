"""The handbook of a policy as a page: whole, safe, and the same for the same policy."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from kefu_adapters.exchange.handbook import page_of
from kefu_adapters.files import find_pack, load_pack
from kefu_core.diagnostics import Language
from kefu_core.handbook import handbook
from kefu_core.ir.policy import PolicyIR
from kefu_core.load.write import write
from kefu_core.loading import load
from kefu_core.scenarios.coverage import citations
from kefu_core.testing import policies

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a page holds, if each element that opens is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given[key] or "" for key in ("href", "src", "srcset") if key in given]
        assert not any(key.startswith("on") or key == "style" for key in given)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if self.open[-1:] != ["style"] else ""


def page(name: str, language: Language) -> Page:
    return Page(page_of(handbook(load_pack(find_pack(name)), language)))


def check_whole(seen: Page) -> None:
    """Each place has a name of its own, and each link leads to one of them: the page needs nothing else."""
    assert len(set(seen.ids)) == len(seen.ids)
    assert {link for link in seen.links if link.removeprefix("#") not in seen.ids} == set()
    assert seen.tags & {"script", "link", "img", "iframe", "object"} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["park", "cfpb"])
def test_a_page_tells_all_that_a_policy_says(name: str, language: Language) -> None:
    policy = load_pack(find_pack(name))
    seen = page(name, language)

    check_whole(seen)
    rules = {rule for _, rule in citations(policy)}
    said = {f"{table.id}.{row.id}" for table in policy.ir.tables for row in table.rows}
    assert {rule for rule in rules if rule.split(".", 1)[1] not in seen.text} == set()
    assert {rule for rule in said if rule not in seen.text} == set()
    for clause in policy.ir.clauses:
        assert f"clause-{clause.id}" in seen.ids
        assert clause.says.in_language(language, "") in seen.text
        assert clause.reading.in_language(language, "") in seen.text
    for thing in (*policy.ir.names.values(), *policy.ir.parameters, *policy.ir.milestones, *policy.ir.roles):
        assert thing.label.in_language(language, thing.id) in seen.text
    for kind in policy.ir.kinds:
        for state in kind.states:
            assert state.label.in_language(language, state.id) in seen.text
    for scenario in policy.scenarios:
        assert scenario.title in seen.text


@pytest.mark.parametrize(
    ("clause", "anchors"),
    [
        ("park.severity.major.month", {"latch-unresolved_month", "rule-severity.major.month"}),
        ("park.escalate", {"kind-complaint", "move-complaint.unsatisfied", "deadline-resolve.major"}),
        ("park.callback", {"move-complaint.called_back", "deadline-callback"}),
    ],
)
def test_a_clause_leads_to_the_latches_kinds_and_moves_that_cite_it(clause: str, anchors: set[str]) -> None:
    text = page_of(handbook(load_pack(find_pack("park")), "en"))
    (article,) = re.findall(rf'<article class="clause" id="clause-{re.escape(clause)}">.*?</article>', text, re.DOTALL)
    assert anchors <= set(re.findall(r'href="#([^"]*)"', article))


def test_a_case_over_time_is_shown_as_what_happened_and_what_came_out() -> None:
    seen = page("park", "zh")
    assert "2026-11-03 10:00 处理完毕2026-11-04 09:00 客户不满意2026-11-07 09:00 截至此时" in seen.text
    assert "resolve.important超时" in seen.text
    assert "升级到园总任务report_progress" in seen.text


def test_a_deadline_shows_what_becomes_of_it() -> None:
    text = page("park", "en").text
    assert "where it takes the place of another deadline, its time counts from the change" in text
    assert "when it is missed: tell general manager of the park; task: report_progress" in text


def test_a_picture_names_every_state_and_every_event_that_leads_to_another() -> None:
    text = page_of(handbook(load_pack(find_pack("park")), "en"))
    (drawn,) = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert 'role="img" aria-label="complaint or service item"' in drawn
    assert re.findall(r"<text[^>]*>([^<]*)<", drawn) == [
        *("in hand", "resolved, to be called back", "closed"),
        *("resolved", "called back", "customer not satisfied", "customer not satisfied"),
    ]


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(ir=policies())
def test_a_page_of_any_policy_is_whole(ir: PolicyIR) -> None:
    policy = load(write(ir)).policy
    assert policy is not None
    languages: tuple[Language, Language] = ("zh", "en")
    for language in languages:
        text = page_of(handbook(policy, language))
        check_whole(Page(text))
        assert text == page_of(handbook(policy, language))


HOSTILE = """\
policy: shop
format: 1
zone: UTC
title: {zh: "<script>alert(1)</script>", en: "</title><script>alert(2)</script>"}
owner: '"><img src=x onerror=alert(3)>'
documents: [{id: m, title: "{{ 7 * 7 }}</h3>"}]
---
clauses:
  - {id: m.one, at: "<b>1</b>", says: "</style><script>alert(4)</script>", reading: "a & b < c"}
  - {id: m.two, says: nobody asks}
  - {id: m.three, says: words, executable: context}
facts: [{id: a, label: "<i>a</i>", type: text}, {id: f, label: "<u>f</u>", type: boolean}]
roles: [{id: head, label: "<script>alert(7)</script>"}]
milestones: [{id: in, label: "</text></svg><script>alert(8)</script>", start: true}, {id: out, label: '"<g>'}]
kinds:
  - id: k
    label: '" onload="alert(9)'
    starts: in
    source: m.one
    states: [{id: open, label: "</text><script>alert(10)</script>"}, {id: closed, label: "]]><!--", final: true}]
    moves: [{on: out, to: closed, source: m.one}]
    reopens: [{on: in, to: open, revokes: out}]
deadlines:
  - id: d
    from: in
    until: out
    within: 1 h
    late: [{notify: head, task: "<script>alert(11)</script>"}]
    source: m.one
latches: [{id: l, from: in, until: out, within: 1 month, set: {f: true}, source: m.one}]
outcomes: [{id: b, label: "javascript:alert(5)", type: text}]
---
table: t
label: "&lt;t&gt;"
inputs: [a]
output: b
hit: first
rules: [{id: r, label: "' onclick='x", when: {a: '"<script>"'}, then: '"</td>"', source: m.one}]
default: {then: '"{% raw %}"', source: m.four}
---
scenario: "<svg onload=alert(6)>"
facts: {a: "<x>"}
at: 2026-11-02T10:00+08:00
---
scenario: "<svg onload=alert(12)>"
timeline:
  - {at: 2026-11-02T10:00+08:00, type: in, a: "<x>"}
  - {at: 2026-11-02T11:00+08:00, type: extension, milestone: out, by: 1 h, reason: "</ol><script>alert(13)</script>"}
"""


def test_nothing_of_a_policy_is_run() -> None:
    loaded = load({"p.yaml": HOSTILE.replace("m.four", "m.one")})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    languages: tuple[Language, Language] = ("zh", "en")
    for language in languages:
        seen = Page(page_of(handbook(loaded.policy, language)))
        check_whole(seen)
        assert "{{ 7 * 7 }}</h3>" in seen.text
        assert "</style><script>alert(4)</script>" in seen.text
        for number in (7, 8, 10, 11, 13):
            assert f"<script>alert({number})</script>" in seen.text


def test_a_clause_that_nothing_cites_says_so() -> None:
    loaded = load({"p.yaml": HOSTILE.replace("m.four", "m.one")})
    assert loaded.policy is not None
    text = page_of(handbook(loaded.policy, "en"))
    badges = dict(re.findall(r'id="clause-([^"]*)">.*?(?:class="badge[^"]*">([^<]*)<|</header>)', text, re.DOTALL))
    assert badges == {
        "m.one": "",
        "m.two": "no rule cites this clause",
        "m.three": "explanation; needs no rule",
    }


def test_a_clause_whose_words_are_not_listed_stands_with_its_document() -> None:
    texts = {"p.yaml": re.sub(r"clauses:.*?facts:", "facts:", HOSTILE, flags=re.DOTALL)}
    loaded = load(texts)
    assert loaded.policy is not None
    seen = Page(page_of(handbook(loaded.policy, "zh")))
    assert {"clause-m.one", "clause-m.four"} < set(seen.ids)
    assert "规则包里没有列出条文" in seen.text


def test_the_page_is_there_in_the_wheel() -> None:
    assert (Path(page_of.__code__.co_filename).parent / "templates/page.html").is_file()
