"""An explanation as people read it: lines with a depth, written as plain text or as Markdown."""

from __future__ import annotations

from kefu_core.decide import Policy
from kefu_core.diagnostics import Language
from kefu_core.explain.explanation import Explanation
from kefu_core.explain.sections import Teller
from kefu_core.values import iso


def as_text(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Plain text, indented."""
    return "\n".join(f"{'  ' * depth}{text}" for depth, text in Teller(explanation, policy, language).lines())


def as_markdown(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Markdown: headings and lists."""
    lines = []
    for depth, text in Teller(explanation, policy, language).lines():
        lines.append(f"\n## {text}\n" if depth == 0 else f"{'  ' * (depth - 1)}- {text}")
    return "\n".join(lines).strip()


def heading(explanation: Explanation, policy: Policy, language: Language) -> str:
    """The policy, its edition, and the instant of the decision."""
    decision = explanation.decision
    title = policy.ir.title.in_language(language, policy.id)
    return f"{title}  ({decision.policy} {decision.version}, {iso(decision.as_of)})"
