"""A permission as JSON: codes and never labels."""

from __future__ import annotations

from typing import Any

from kefu_core.permits.may import Permission


def permission_json(permission: Permission) -> dict[str, Any]:
    """Whether it is allowed, by which permits and clauses, and what is missing."""
    return {
        "allowed": permission.allowed,
        "code": permission.code,
        "reasons": [
            {
                "permit": each.permit,
                "effect": each.effect,
                "applies": each.applies,
                "missing": [{"kind": lack.kind, "what": lack.what} for lack in each.missing],
                "sources": list(each.sources),
            }
            for each in permission.reasons
        ],
        "sources": list(permission.sources),
    }
