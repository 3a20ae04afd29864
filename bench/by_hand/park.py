"""The park's policy in plain Python: the same `Decision`, with the same checks, for cases whose facts are all given.

Whatever does not change from case to case is made once, as a good programmer would. Hours are added in UTC, so that
the years in which China had summer time come out right, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kefu_core import Decision, DueDate, Duration, Money, Reason
from kefu_core.decide.decision import Outcomes
from kefu_core.values import Family

ZONE = ZoneInfo("Asia/Shanghai")
MIDNIGHT = time()
MINUTES_15 = timedelta(minutes=15)
HOUR, HOURS_4, HOURS_8 = timedelta(hours=1), timedelta(hours=4), timedelta(hours=8)
DAY, DAYS_3, DAYS_4, DAYS_11 = timedelta(days=1), timedelta(days=3), timedelta(days=4), timedelta(days=11)

NAMES = frozenset(
    {
        *("nature", "earlier_reports", "loss", "company_at_fault", "item_importance", "slip_limit"),
        *("valid", "overdue_month"),
    }
)
NATURES = frozenset({"promise_broken", "service_fault", "conduct", "request", "other"})
IMPORTANCES = frozenset({"minor", "important"})


def _outcomes(severity: str | None, category: str, lead: str) -> Outcomes:
    return Outcomes(severity=severity, category=category, lead=lead, first_responsible="reception")


MAJOR = _outcomes("major", "complaint", "general_manager")
IMPORTANT = _outcomes("important", "complaint", "department_head")
MINOR = _outcomes("minor", "complaint", "department_contact")
ITEM = _outcomes(None, "service_item", "reception")


def _reasons(rule: str, clause: str, route: str, category: str) -> tuple[Reason, ...]:
    return (
        Reason("severity", rule, (clause,)),
        Reason("route", route, ("park.route",)),
        Reason("category", category, ("park.severity.order",)),
    )


LIABLE = Reason("company_liable", "derived", ("park.severity.order",))
BY_REPEAT = (LIABLE, *_reasons("major.repeat", "park.severity.major.repeat", "major", "complaint"))
BY_LOSS = (LIABLE, *_reasons("major.loss", "park.severity.major.loss", "major", "complaint"))
BY_MONTH = _reasons("major.month", "park.severity.major.month", "major", "complaint")
BY_MONTH_AND_LIABLE = (LIABLE, *BY_MONTH)
BY_CONDUCT = (LIABLE, *_reasons("minor", "park.severity.minor", "minor", "complaint"))
BY_FAULT = (LIABLE, *_reasons("important", "park.severity.important", "important", "complaint"))
BY_DEFAULT = _reasons("default", "park.severity.order", "service_item", "service_item")


def _waits(name: str, milestone: str, clause: str, event: str) -> DueDate:
    return DueDate(name, milestone, None, None, (clause,), event)


COORDINATE = _waits("coordinate", "coordinated", "park.coordinate", "forwarded")
SLIP = _waits("workorder.minor", "resolved", "park.workorder", "dispatched")
SLIP_ITEM = _waits("workorder.item.minor", "resolved", "park.workorder", "dispatched")
SLIP_IMPORTANT_ITEM = _waits("workorder.item.important", "resolved", "park.workorder", "dispatched")
FORM = _waits("form.sameday", "form_returned", "park.form.sameday", "resolved")
CALLBACK = _waits("callback", "called_back", "park.callback", "form_returned")

FORWARD_MAJOR = ("park.forward.major", "park.reclass.clocks")
FORWARD_IMPORTANT = ("park.forward.important",)
FORWARD_MINOR = ("park.forward.minor",)
SERVICE = ("park.service.minor", "park.escalate")
SERVICE_ITEM = ("park.service.minor",)
RESOLVE_IMPORTANT = ("park.resolve.important", "park.escalate")
ANSWER_MAJOR = ("park.resolve.major", "park.reclass.clocks")
RESOLVE_MAJOR = ("park.resolve.major", "park.reclass.clocks", "park.escalate")


def check(facts: Mapping[str, Any]) -> None:
    """Names, types and domains. Raises ``ValueError`` and ``KeyError``."""
    if not facts.keys() <= NAMES:
        raise ValueError(f"unknown facts: {sorted(facts.keys() - NAMES)}")
    nature = facts["nature"]
    if type(nature) is not str or nature not in NATURES:
        raise ValueError(f"nature: {nature!r}")
    earlier_reports = facts["earlier_reports"]
    if type(earlier_reports) is not int or earlier_reports < 0:
        raise ValueError(f"earlier_reports: {earlier_reports!r}")
    loss = facts["loss"]
    if type(loss) is not Money or loss.currency != "CNY" or loss.minor < 0:
        raise ValueError(f"loss: {loss!r}")
    at_fault, valid, overdue = facts["company_at_fault"], facts["valid"], facts["overdue_month"]
    if not (type(at_fault) is type(valid) is type(overdue) is bool):
        raise ValueError(f"company_at_fault, valid, overdue_month: {at_fault!r}, {valid!r}, {overdue!r}")
    importance = facts["item_importance"]
    if type(importance) is not str or importance not in IMPORTANCES:
        raise ValueError(f"item_importance: {importance!r}")
    slip_limit = facts["slip_limit"]
    if type(slip_limit) is not Duration or slip_limit.family is not Family.CLOCK:
        raise ValueError(f"slip_limit: {slip_limit!r}")


def deciding(version: str) -> Callable[[Mapping[str, Any], datetime], Decision]:
    """What decides like the edition ``version`` of the policy."""

    def decide(facts: Mapping[str, Any], at: datetime) -> Decision:
        if at.tzinfo is None:
            raise ValueError(f"{at} has no zone")
        check(facts)
        nature = facts["nature"]
        loss = facts["loss"].minor
        liable = nature in {"promise_broken", "service_fault", "conduct"} or facts["company_at_fault"]
        if nature == "promise_broken" and facts["earlier_reports"] >= 2:
            outcomes, reasons = MAJOR, BY_REPEAT
        elif liable and loss >= 500_000:
            outcomes, reasons = MAJOR, BY_LOSS
        elif facts["overdue_month"]:
            outcomes, reasons = MAJOR, BY_MONTH_AND_LIABLE if liable else BY_MONTH
        elif nature == "conduct" and loss == 0:
            outcomes, reasons = MINOR, BY_CONDUCT
        elif liable:
            outcomes, reasons = IMPORTANT, BY_FAULT
        else:
            outcomes, reasons = ITEM, BY_DEFAULT
        utc = at.astimezone(UTC)
        now = utc.astimezone(ZONE)
        deadlines: tuple[DueDate, ...]
        if outcomes is MAJOR:
            today = now.date()
            deadlines = (
                DueDate("forward.major", "forwarded", now, _midnight(today + DAY), FORWARD_MAJOR, None),
                COORDINATE,
                DueDate("answer.major", "answered", now, _midnight(today + DAYS_3), ANSWER_MAJOR, None),
                DueDate("resolve.major", "resolved", now, _midnight(today + DAYS_11), RESOLVE_MAJOR, None),
                FORM,
                CALLBACK,
            )
        elif outcomes is IMPORTANT:
            resolved = _midnight(now.date() + DAYS_4)
            deadlines = (
                DueDate("forward.important", "forwarded", now, (utc + HOUR).astimezone(ZONE), FORWARD_IMPORTANT, None),
                COORDINATE,
                DueDate("resolve.important", "resolved", now, resolved, RESOLVE_IMPORTANT, None),
                FORM,
                CALLBACK,
            )
        elif outcomes is MINOR:
            deadlines = (
                DueDate("forward.minor", "forwarded", now, (utc + MINUTES_15).astimezone(ZONE), FORWARD_MINOR, None),
                DueDate("service.minor", "resolved", now, (utc + HOURS_4).astimezone(ZONE), SERVICE, None),
                SLIP,
                FORM,
                CALLBACK,
            )
        elif facts["item_importance"] == "minor":
            deadlines = (
                DueDate("service.item.minor", "resolved", now, (utc + HOURS_4).astimezone(ZONE), SERVICE_ITEM, None),
                SLIP_ITEM,
                FORM,
                CALLBACK,
            )
        else:
            deadlines = (
                DueDate(
                    "service.item.important", "resolved", now, (utc + HOURS_8).astimezone(ZONE), SERVICE_ITEM, None
                ),
                SLIP_IMPORTANT_ITEM,
                FORM,
                CALLBACK,
            )
        return Decision("park", version, now, outcomes, deadlines, reasons, ())

    return decide


def _midnight(day: date) -> datetime:
    return datetime.combine(day, MIDNIGHT, ZONE)
