"""The CFPB's Consumer Complaint Database: columns of its CSV export → facts of the pack ``cfpb``.

Every value is mapped by name. One that is not known here is reported and leaves its fact unknown, so that what depends
on it is left undecided and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_adapters.exchange.csv_rows import TableRow, UnreadableTable, rows
from kefu_core.values import day_start, parse_date

NEW_YORK: Final = ZoneInfo("America/New_York")

COLUMNS: Final = (
    "Issue", "Tags", "Date sent to company", "Company response to consumer", "Timely response?", "Complaint ID",
)  # fmt: skip

_ISSUES_BY_HARM: Final[Mapping[str, tuple[str, ...]]] = {
    "property_taken": (
        "Vehicle was repossessed or sold the vehicle",
        "Vehicle was damaged or destroyed the vehicle",
        "Property was damaged or destroyed property",
    ),
    "money_taken": (
        "Can't stop withdrawals from your bank account",
        "Money was taken from your bank account on the wrong day or for the wrong amount",
        "Problem with a lender or other company charging your account",
    ),
    "not_authorised": (
        "Received a loan you didn't apply for",
        "Fraud or scam",
        "Improper use of your report",
        "Problem with fraud alerts or security freezes",
    ),
    "wrong_report": (
        "Incorrect information on your report",
        "Problem with a credit reporting company's investigation into an existing problem",
        "Problem with a company's investigation into an existing problem",
        "Unable to get your credit report or credit score",
        "Credit monitoring or identity theft protection services",
        "Identity theft protection or other monitoring services",
    ),
    "wrong_demand": (
        "Attempts to collect debt not owed",
        "Written notification about debt",
        "False statements or representation",
        "Took or threatened to take negative or legal action",
        "Communication tactics",
        "Disclosure verification of debt",
        "Problem with a purchase shown on your statement",
        "Problem with a purchase or transfer",
    ),
    "charges": (
        "Charged fees or interest you didn't expect",
        "Problem with additional add-on products or services",
        "Unexpected or other fees",
        "Fees or interest",
    ),
    "payment": (
        "Problem when making payments",
        "Struggling to pay your loan",
        "Problem with the payoff process at the end of the loan",
        "Loan payment wasn't credited to your account",
        "Trouble during payment process",
        "Struggling to pay mortgage",
        "Struggling to repay your loan",
        "Problems at the end of the loan or lease",
    ),
    "access": (
        "Getting the loan",
        "Getting a line of credit",
        "Was approved for a loan, but didn't receive the money",
        "Problem with cash advance",
        "Credit limit changed",
        "Closing on a mortgage",
        "Getting a credit card",
        "Applying for a mortgage or refinancing an existing mortgage",
    ),
    "service": (
        "Can't contact lender or servicer",
        "Dealing with your lender or servicer",
        "Managing an account",
        "Managing the loan or lease",
        "Closing an account",
        "Closing your account",
        "Advertising and marketing, including promotional offers",
        "Other features, terms, or problems",
        "Other transaction problem",
        "Other",
    ),
}  # fmt: skip

HARMS: Final[Mapping[str, str]] = {issue: harm for harm, issues in _ISSUES_BY_HARM.items() for issue in issues}
"""What the consumer stands to lose, by the bureau's issue (our grouping: clause ``cfpb.data.issue``)."""

TAGS: Final[Mapping[str, str]] = {"Older American": "older_american", "Servicemember": "servicemember"}


RESPONSES: Final[Mapping[str, str]] = {
    "Closed with explanation": "explanation",
    "Closed with non-monetary relief": "non_monetary_relief",
    "Closed with monetary relief": "monetary_relief",
    "Untimely response": "untimely",
    "In progress": "in_progress",
}


@frozen
class Complaint:
    """One complaint: its facts, the instant from which the clocks run, and what the bureau recorded.

    ``at`` is local midnight in New York of the date on which the complaint was sent to the company. ``unmapped`` are
    columns whose value is not known here, as pairs of column and value.
    """

    id: str
    line: int
    facts: dict[str, Any]
    at: datetime
    timely: str
    unmapped: tuple[tuple[str, str], ...] = ()


def complaints(path: Path) -> Iterator[Complaint]:
    """The complaints of a CSV export, one by one. Raises `UnreadableTable`, also for a date that is none."""
    for row in rows(path, columns=COLUMNS):
        yield complaint(row, path)


def complaint(row: TableRow, path: Path) -> Complaint:
    """The facts of one row."""
    cells = row.cells
    facts: dict[str, Any] = {}
    unmapped: list[tuple[str, str]] = []
    for fact, column, values in (
        ("harm", "Issue", HARMS),
        ("response", "Company response to consumer", RESPONSES),
    ):
        if cells[column] in values:
            facts[fact] = values[cells[column]]
        else:
            unmapped.append((column, cells[column]))
    tags = [tag.strip() for tag in cells["Tags"].split(",") if tag.strip()]
    if all(tag in TAGS for tag in tags):
        facts["tags"] = frozenset(TAGS[tag] for tag in tags)
    else:
        unmapped.append(("Tags", cells["Tags"]))
    sent = _date(cells["Date sent to company"], row, path)
    return Complaint(
        id=cells["Complaint ID"],
        line=row.line,
        facts=facts,
        at=day_start(sent, NEW_YORK),
        timely=cells["Timely response?"],
        unmapped=tuple(unmapped),
    )


def _date(text: str, row: TableRow, path: Path) -> date:
    try:
        return parse_date(text)  # only 2026-11-02: Python's own reader takes more
    except ValueError as error:
        where = f"{path}:{row.line}"
        raise UnreadableTable(f"{where}: `{text}` in `Date sent to company` is no date (2026-11-02)") from error
