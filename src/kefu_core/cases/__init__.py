"""Cases over time: events, the fold that makes a state of them, and what is due, missed and told (S6 to S20)."""

from kefu_core.cases.commands import Accepted, Denied, attempt
from kefu_core.cases.events import ClashingEvents, standing
from kefu_core.cases.fold import UnknownEdition, as_of, fold, kinds_of
from kefu_core.cases.forms import FormState, forms_of
from kefu_core.cases.state import CaseState, Latched, Moved, Promise, Remark, Told, Waiting
from kefu_core.ir.events import Event

__all__ = [
    "Accepted",
    "CaseState",
    "ClashingEvents",
    "Denied",
    "Event",
    "FormState",
    "Latched",
    "Moved",
    "Promise",
    "Remark",
    "Told",
    "UnknownEdition",
    "Waiting",
    "as_of",
    "attempt",
    "fold",
    "forms_of",
    "kinds_of",
    "standing",
]
