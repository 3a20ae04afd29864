"""An explanation as people read it: lines with a depth, written as plain text or as Markdown."""

from __future__ import annotations

import re
from typing import Final

from kefu_core.decide import Policy
from kefu_core.diagnostics import Language
from kefu_core.explain.explanation import Explanation
from kefu_core.explain.sections import Teller
from kefu_core.values import iso

_MARKS: Final = re.compile(r"[\\`*\[\]<>]|(?<!\w)_|_(?!\w)")
"""What means something to Markdown wherever it stands."""


def as_text(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Plain text, indented."""
    return "\n".join(f"{'  ' * depth}{text}" for depth, text in Teller(explanation, policy, language).lines())


def as_markdown(explanation: Explanation, policy: Policy, language: Language) -> str:
    """Markdown: headings and lists; what editors wrote is shown as they wrote it."""
    lines = []
    for depth, text in Teller(explanation, policy, language).lines():
        plain = _MARKS.sub(r"\\\g<0>", text)
        lines.append(f"\n## {plain}\n" if depth == 0 else f"{'  ' * (depth - 1)}- {plain}")
    return "\n".join(lines).strip()


def heading(explanation: Explanation, policy: Policy, language: Language) -> str:
    """The policy, its edition, and the instant of the decision."""
    decision = explanation.decision
    title = policy.ir.title.in_language(language, policy.id)
    return f"{title}  ({decision.policy} {decision.version}, {iso(decision.as_of)})"
