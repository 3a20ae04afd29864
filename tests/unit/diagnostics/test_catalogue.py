"""What every message of every family must be."""

import re
from collections import Counter
from string import Formatter

import pytest

from kefu_core.diagnostics.catalogue import CATALOGUE, FAMILIES, TERMS

ENTRIES = [entry for family in FAMILIES for entry in family.ENTRIES]

TEXTS = {
    **{entry.code: (entry.en, entry.zh) for entry in ENTRIES},
    **{f"{entry.code}, help {key}": text for entry in ENTRIES for key, text in entry.helps.items()},
    **{f"{entry.code}, note {key}": text for entry in ENTRIES for key, text in entry.notes.items()},
    **{f"term {key}": text for key, text in TERMS.items()},
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def prose(template: str) -> str:
    """A template without what it quotes."""
    return re.sub(r"“[^”]*”", "“”", re.sub(r"`[^`]*`", "`", template))


def test_a_code_belongs_to_one_entry():
    assert [code for code, count in Counter(entry.code for entry in ENTRIES).items() if count > 1] == []


def test_a_term_belongs_to_one_family():
    assert sum(len(family.TERMS) for family in FAMILIES) == len(TERMS)


def test_a_note_says_the_same_under_every_code():
    texts = {(key, text) for entry in ENTRIES for key, text in entry.notes.items()}

    assert [key for key, count in Counter(key for key, _ in texts).items() if count > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_code_is_a_readable_slug(entry):
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", entry.code)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_one_line_in_both_languages_with_the_same_named_fields(text):
    english, chinese = text

    assert english
    assert chinese
    assert "\n" not in english + chinese
    assert fields(english) == fields(chinese)
    assert all(name.isidentifier() for name in fields(english))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_english_begins_small_and_ends_without_a_full_stop(text):
    english, _ = text

    assert not re.match(r"[A-Z][a-z]", english)
    assert not english.endswith(".")
    assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", prose(english))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_chinese_has_chinese_punctuation_and_room_around_latin_words(text):
    chinese = prose(text[1])

    assert not chinese.endswith("。")
    assert not re.search(r"[,;!?()]|:(?!/)|\.(?!\d)", chinese)
    assert not re.search(r"[\u4e00-\u9fff][`A-Za-z0-9]|[`A-Za-z0-9][\u4e00-\u9fff]", chinese)


def test_every_reason_why_a_text_is_not_yaml_has_a_help():
    reasons = {key.removeprefix("yaml-") for key in TERMS if key.startswith("yaml-")}

    assert reasons - {"unreadable"} == set(CATALOGUE["yaml-syntax"].helps)
