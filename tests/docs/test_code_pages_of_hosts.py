"""The pages of codes that no rule file causes: what a host gives, what lies in a folder, how far a search may go.

What stands before and after is really made of the page: facts are read, Python is run, a list of files becomes a folder
with such files. `test_code_pages.py` says how pages are written anew.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kefu_adapters.codes import Block, page_of
from kefu_adapters.files import open_pack
from kefu_core import InvalidFacts, InvalidPolicy, load_calendar, load_policy
from kefu_core.cases.reading import read_timeline
from kefu_core.decide.fact_text import read_fact_text
from kefu_core.diagnostics import Diagnostic
from kefu_core.load.catalogue import read_catalogue
from kefu_core.verify import BUDGET, verify

AT = dt.datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
FACTS = ["unknown-fact", "wrong-fact", "facts-not-a-mapping", "fact-twice", "fact-is-null", "fact-out-of-domain"]
PYTHON = ["naive-instant", "not-exact", "path-outside", "one-calendar"]
FOLDERS = ["file-too-large", "too-large", "too-many-problems", "pack-too-large", "not-a-file"]
EVENTS = ["bad-line", "clashing-events"]
OTHERS = ["no-clauses", "check-budget"]

Found = tuple[list[Diagnostic], dict[str, str]]


def facts(block: Block, files: dict[str, str]) -> Found:
    policy = load_policy(files)
    read = read_fact_text(block.name, block.text.encode(), policy, at=AT)
    if not read.problems:
        policy.decide(read.facts, at=AT)
    return list(read.problems), dict(read.sources)


def events(block: Block, files: dict[str, str]) -> Found:
    read = read_timeline(block.name, block.text, load_policy(files))
    return list(read.problems), dict(read.sources)


def python(block: Block, files: dict[str, str]) -> Found:
    names = {"policy": load_policy(files), "files": files, "load_policy": load_policy, "accepted": AT}
    names["load_calendar"] = load_calendar
    try:
        exec(block.text, names | {"datetime": dt.datetime, "ZoneInfo": ZoneInfo, "Decimal": Decimal})
    except (InvalidFacts, InvalidPolicy) as error:
        return list(error.diagnostics), dict(error.sources)
    return [], {}


def lay_out(listing: str, folder: Path) -> None:
    """Make what a list of files shows: a name, and behind it a size if that is the point."""
    (folder / "policy.yaml").write_text("policy: shop\nformat: 1\nzone: Asia/Shanghai\n", encoding="utf-8")
    (folder / "rules.yaml").write_text("roles: [clerk]\n", encoding="utf-8")
    for line in listing.splitlines():
        match re.split(r" {2,}| \.\.\. ", line):
            case ["policy.yaml" | "rules.yaml"]:
                pass
            case [name] if name.endswith("/"):
                (folder / name).mkdir()
            case [first, last] if last.endswith(".yaml"):
                for number in range(int(first[:-5]), int(last[:-5]) + 1):
                    (folder / f"{number}.yaml").touch()
            case [name, size]:
                (folder / name).write_text(content(size), encoding="utf-8")
            case _:
                pytest.fail(f"what is {line}?")


def content(size: str) -> str:
    number, kind = size.split(" ", 1)
    if kind == "MB":
        return "# " + "x" * int(number) * 1024 * 1024
    if kind.startswith("个值"):
        return "roles: [" + ",".join(f"r{each:x}" for each in range(int(number))) + "]"
    return "\n".join(f"k{each}: 1" for each in range(int(number)))


def check(code: str, found: list[Diagnostic], after: list[Diagnostic]) -> list[Diagnostic]:
    """What is told by the code of a page, once nothing of it is left after mending."""
    assert after == []
    told = [each for each in found if code in {each.code, getattr(each.args.get("why"), "code", None)}]
    assert told
    return told[:1]


@pytest.mark.parametrize("code", FACTS)
def test_facts_are_told_as_the_page_shows(code, shop, printed, reported):
    page = page_of(code)
    found, texts = facts(page.before[0], shop({}))

    reported(page, printed(check(code, found, facts(page.after[0], shop({}))[0]), texts))


@pytest.mark.parametrize("code", EVENTS)
def test_events_are_told_as_the_page_shows(code, shop, printed, reported):
    page = page_of(code)
    found, texts = events(page.before[0], shop({}))

    reported(page, printed(check(code, found, events(page.after[0], shop({}))[0]), texts))


@pytest.mark.parametrize("code", PYTHON)
def test_a_program_is_told_as_the_page_shows(code, shop, printed, reported):
    page = page_of(code)
    found, texts = python(page.before[0], shop({}))

    reported(page, printed(check(code, found, python(page.after[0], shop({}))[0]), texts))


@pytest.mark.parametrize("code", FOLDERS)
def test_a_folder_is_told_as_the_page_shows(code, printed, reported, tmp_path):
    page = page_of(code)
    folders: list[Path] = []
    for block in (page.before[0], page.after[0]):
        folders.append(tmp_path / str(len(folders)))
        folders[-1].mkdir()
        lay_out(block.text, folders[-1])
    before, after = map(open_pack, folders)

    told = check(code, list(before.diagnostics), list(after.diagnostics))
    # Texts of such a size are not shown.
    reported(page, printed(told, {}))


def test_a_file_without_clauses_is_told_as_the_page_shows(printed, reported):
    page = page_of("no-clauses")
    found: tuple[list[Diagnostic], list[Diagnostic]] = ([], [])
    for problems, block in zip(found, (page.before[0], page.after[0]), strict=True):
        read_catalogue(block.name, block.text, problems)

    told = check("no-clauses", *found)
    reported(page, printed(told, {block.name: block.text for block in page.before}))


def test_a_budget_is_told_as_the_page_shows(shop, printed, reported):
    page = page_of("check-budget")
    budget = [re.search(r"--budget (\d+)", block.text) for block in (page.before[0], page.after[0])]
    policy = load_policy(shop({}))
    found, after = (
        [each for each in verify(policy, budget=int(given[1]) if given else BUDGET) if each.code == "check-budget"]
        for given in budget
    )

    reported(page, printed(check("check-budget", found, after), shop({})))
