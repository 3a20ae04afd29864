"""The corpus of messages: what people get wrong in rule files, and what they are told, word for word.

``bad/`` holds one idea a file (or a folder, where it takes several files), with what is said about it in English and
Chinese beside it; ``unsound/`` packs that can be loaded, but of which something can be proven that nobody can want;
``good/`` holds what is right, however odd it looks. A file without a ``policy`` of its own is completed by ``base/``;
lines of JSON are events of cases of the base. After a change of the texts, ``KEFU_UPDATE_GOLDEN=1 pytest tests/golden``
writes them anew: read every line of the difference as the editor who made the mistake.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from attrs import evolve

from kefu_core.cases.reading import read_timeline
from kefu_core.diagnostics import CATALOGUE, Lines, render
from kefu_core.diagnostics.messages import sheets
from kefu_core.loading import Loaded, load
from kefu_core.verify import verify

HERE = Path(__file__).parent
BASE = {path.name: path.read_bytes() for path in sorted((HERE / "base").glob("*.yaml"))}
MISTAKES = sorted(path for path in (HERE / "bad").iterdir() if path.suffix != ".txt")
UNSOUND = sorted((HERE / "unsound").glob("*.yaml"))
BAD = [*MISTAKES, *UNSOUND]
GOOD = sorted((HERE / "good").iterdir())
UNDERLINED = yaml.safe_load((HERE / "underlined.yaml").read_text(encoding="utf-8"))
UPDATE = os.environ.get("KEFU_UPDATE_GOLDEN") == "1"

CAUSED_ELSEWHERE = {
    # Too large to be kept beside the others: test_hostile.py makes them.
    "file-too-large",
    "too-large",
    "too-many-problems",
    "pack-too-large",
    # Names of files, which a host gives: test_hostile.py.
    "path-outside",
    # Found on the disk, not in a file: tests of the adapters.
    "not-a-file",
    "no-clauses",
    # A calendar file alone, which a host loads: tests/unit/resolve.
    "one-calendar",
    # Takes a table that nobody wants to read: tests/unit/verify.
    "check-budget",
    # Cells of workbooks: tests/integration/exchange/test_xlsx.py.
    *(entry.code for entry in sheets.ENTRIES),
    # Facts and instants, which a host gives: test_facts.py.
    "unknown-fact",
    "wrong-fact",
    "facts-not-a-mapping",
    "fact-twice",
    "fact-is-null",
    "fact-out-of-domain",
    "naive-instant",
    "not-exact",
}


def files_of(path: Path) -> dict[str, bytes]:
    """The pack that a file or a folder of the corpus is."""
    if path.is_dir():
        return {each.name: each.read_bytes() for each in sorted(path.glob("*.yaml"))}
    data = path.read_bytes()
    text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if re.search(rb"^(\xef\xbb\xbf)?policy:", text, re.MULTILINE):
        return {path.name: data}
    decides_grade = re.search(rb"^outputs?:.*\bgrade\b", text, re.MULTILINE)
    base = {name: each for name, each in BASE.items() if name != "grade.yaml" or not decides_grade}
    return base | {path.name: data}


def looked_at(path: Path) -> Loaded:
    """What loading a file of the corpus gives, or reading its events; of what is unsound, what is proven of it, too."""
    if path.suffix == ".jsonl":
        policy = load(BASE).policy
        assert policy is not None
        read = read_timeline(path.name, path.read_bytes(), policy)
        return Loaded(None, read.problems, read.sources)
    loaded = load(files_of(path))
    if path not in UNSOUND:
        return loaded
    assert loaded.diagnostics == ()
    assert loaded.policy is not None
    return evolve(loaded, diagnostics=verify(loaded.policy))


def name_of(path: Path) -> str:
    return path.name.removesuffix(".yaml").removesuffix(".jsonl")


def underlined(loaded: Loaded) -> list[list[str | None]]:
    """The code of each diagnostic and the text under its carets; None where there is no place, or no readable text."""
    said: list[list[str | None]] = []
    for each in loaded.diagnostics:
        if each.span is None or each.span.file not in loaded.texts:
            said.append([each.code, None])
            continue
        text = loaded.texts[each.span.file]
        lines = Lines(each.span.file, text)
        start = lines.offset(each.span)
        end = lines.start(each.span.end_line) + each.span.end_column - 1
        said.append([each.code, text[start:end]])
    return said


def test_the_base_is_a_pack_without_a_fault():
    assert load(BASE).diagnostics == ()


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_what_is_right_is_left_alone(path):
    loaded = load(files_of(path))

    assert [render(each, sources=loaded.texts, language="en") for each in loaded.diagnostics] == []
    assert loaded.policy is not None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_a_mistake_is_told_word_for_word(path, language):
    loaded = looked_at(path)
    said = "\n\n".join(render(each, sources=loaded.texts, language=language) for each in loaded.diagnostics) + "\n"
    golden = path.with_name(f"{name_of(path)}.{language}.txt")
    if UPDATE:
        golden.write_text(said, encoding="utf-8", newline="\n")

    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_the_carets_stand_under_the_mistake(path):
    assert underlined(looked_at(path)) == UNDERLINED[name_of(path)]


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_a_mistake_is_named_by_its_code_and_told_once(path):
    codes = [each.code for each in looked_at(path).diagnostics]

    assert codes
    assert len(set(codes)) == 1, "a file of the corpus shows one mistake"
    assert name_of(path).startswith(codes[0])


def test_every_code_has_a_place_in_the_corpus():
    shown = {code for said in UNDERLINED.values() for code, _ in said}

    assert shown | CAUSED_ELSEWHERE == set(CATALOGUE)
    assert not shown & CAUSED_ELSEWHERE


def test_nothing_stands_in_the_corpus_for_a_file_that_is_gone():
    ideas = {name_of(path) for path in BAD}

    assert set(UNDERLINED) == ideas
    texts = [*(HERE / "bad").glob("*.txt"), *(HERE / "unsound").glob("*.txt")]
    assert {path.name.rsplit(".", 2)[0] for path in texts} == ideas


# JSON has no comments.
@pytest.mark.parametrize("path", [path for path in (*BAD, *GOOD) if path.suffix != ".jsonl"], ids=name_of)
def test_a_file_of_the_corpus_says_what_it_shows(path):
    files = files_of(path).values() if path.is_dir() else [path.read_bytes()]
    texts = [data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig", "replace") for data in files]

    assert any(text.startswith(("# ", "\ufffdPNG")) for text in texts)
