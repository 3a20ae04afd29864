"""Who may do what: permissions with their reasons, and views of a case without what is personal (S31)."""

from kefu_core.permits.as_json import permission_json
from kefu_core.permits.masking import Masked, mark, masked
from kefu_core.permits.may import Lack, Permission, Reason, may

__all__ = ["Lack", "Masked", "Permission", "Reason", "mark", "masked", "may", "permission_json"]
