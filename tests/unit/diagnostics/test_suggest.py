"""Guessing what somebody meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.diagnostics import did_you_mean

KEYS = ("id", "when", "then", "source", "label", "from", "until")
ZONES = {"Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("whne", "when"),
        ("whe", "when"),
        ("whenn", "when"),
        ("wgen", "when"),
        ("When", "when"),
        ("ｗｈｅｎ", "when"),
        ("lаbel", "label"),  # the second letter is Cyrillic
        ("sources", "source"),
        ("unitl", "until"),
    ],
)
def test_a_slip_of_the_hand_is_seen_through(word, meant):
    assert did_you_mean(word, KEYS) == meant


@pytest.mark.parametrize("word", ["", "x", "priority", "🙂", "投诉", "w" * 100_000])
def test_a_word_that_is_like_none_is_left_alone(word):
    assert did_you_mean(word, KEYS) is None


def test_a_label_is_guessed_too():
    assert did_you_mean("承若未兑现", ["承诺未兑现", "态度恶劣"]) == "承诺未兑现"


def test_separators_and_the_order_of_words_do_not_count():
    assert did_you_mean("promise-broken", ["conduct", "promise_broken"]) == "promise_broken"
    assert did_you_mean("broken promise", ["conduct", "promise_broken"]) == "promise_broken"


def test_a_word_that_begins_or_ends_a_candidate_is_enough():
    assert did_you_mean("shanghai", ZONES) == "Asia/Shanghai"
    assert did_you_mean("promise", ["promise_broken", "conduct"]) == "promise_broken"


def test_a_slip_goes_before_a_beginning():
    assert did_you_mean("then", ["them", "then_what"]) == "them"


def test_a_word_is_never_answered_with_itself():
    assert did_you_mean("when", ["when"]) is None
    assert did_you_mean("when", ["when", "When"]) == "When"


@given(st.sampled_from(KEYS), st.integers(0, 9), st.permutations(KEYS))
def test_the_answer_does_not_depend_on_the_order_of_the_candidates(word, cut, candidates):
    slip = word[:cut] + word[cut + 1 :]

    assert did_you_mean(slip, candidates) == did_you_mean(slip, KEYS)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_only_a_candidate_is_ever_suggested(word, candidates):
    guess = did_you_mean(word, candidates)

    assert guess is None or (guess in candidates and guess != word)
