"""How long records are kept, holds, and what is left of a case once it is redacted (S33)."""

from kefu_core.retention.keeping import Keep, kept_until
from kefu_core.retention.redaction import redacted

__all__ = ["Keep", "kept_until", "redacted"]
