"""Deadlines over a history, rule by rule (S6 to S11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kefu_core.calendars import Hours, WorkingCalendar, WorkingHours
from kefu_core.clocks import (
    Event,
    Extended,
    Followed,
    Line,
    Met,
    Paused,
    Reopened,
    Resumed,
    Retargeted,
    Rung,
    Started,
    Stopped,
    Target,
    Warn,
    follow,
    tightest,
)
from kefu_core.clocks.target import Reopen
from kefu_core.values import Duration

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = (Hours.parse("09:00-12:00"), Hours.parse("13:00-18:00"))
OFFICE = WorkingCalendar(WorkingHours(SHANGHAI, (DAY, DAY, DAY, DAY, DAY, (), ()), known_until=date(2027, 1, 1)))
HOUR = 3_600_000_000


def at(text: str) -> datetime:
    """A time of November 2026, whose 2nd is a Monday: ``02 10:00``."""
    return datetime.fromisoformat(f"2026-11-{text[:2]}T{text[3:]}+08:00")


def target(within: str, id_: str = "answer", **more: Any) -> Target:
    return Target(id_, SHANGHAI, Duration.parse(within), **more)


def lines(aim: Target | None, *events: Any, until: str, reopen: Reopen = "pause") -> list[tuple[str, str, str | None]]:
    """Each line: its target, its status and its due."""
    followed = follow(aim, events, as_of=at(until), reopen=reopen)
    return [(each.target, each.status, told(each.due)) for each in followed.lines]


def told(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(SHANGHAI).strftime("%d %H:%M")


def only(aim: Target, *events: Any, until: str) -> Line:
    (line,) = follow(aim, events, as_of=at(until)).lines
    return line


BEGUN = Started(at("02 10:00"))


class TestMetAndMissed:
    def test_open_until_and_at_its_due_and_missed_a_microsecond_later(self) -> None:
        due = at("02 14:00")
        assert only(target("4 h"), BEGUN, until="02 14:00").status == "open"
        late = follow(target("4 h"), [BEGUN], as_of=due + timedelta(microseconds=1))
        assert (late.lines[0].status, late.lines[0].breached) == ("missed", due + timedelta(microseconds=1))

    @pytest.mark.parametrize(("when", "status"), [("02 14:00", "met"), ("02 14:01", "met_late")])
    def test_met_at_due_is_in_time_and_late_work_is_done_and_late(self, when: str, status: str) -> None:
        line = only(target("4 h"), BEGUN, Met(at(when)), until="03 00:00")
        assert (line.status, told(line.at), told(line.due)) == (status, when, "02 14:00")

    def test_a_wake_up_is_when_it_breaches_and_none_is_left_after(self) -> None:
        followed = follow(target("4 h"), [BEGUN], as_of=at("02 11:00"))
        assert followed.next_wakeup == at("02 14:00") + timedelta(microseconds=1)
        assert follow(target("4 h"), [BEGUN], as_of=at("03 11:00")).next_wakeup is None

    def test_before_its_start_a_clock_has_no_line_and_its_milestone_is_ignored(self) -> None:
        followed = follow(target("4 h"), [Met(at("02 09:00")), BEGUN], as_of=at("02 11:00"))
        assert [each.status for each in followed.lines] == ["open"]
        assert followed.remarks == ("met at 2026-11-02T09:00:00+08:00: the clock has not begun",)
        assert follow(target("4 h"), [BEGUN], as_of=at("02 09:59")) == Followed((), (), None, ())

    def test_only_the_first_start_counts(self) -> None:
        assert told(only(target("4 h"), BEGUN, Started(at("02 12:00")), until="02 12:00").due) == "02 14:00"

    def test_an_instant_may_be_known_beforehand(self) -> None:
        promised = Target("promised", SHANGHAI, due=at("03 09:00"))
        line = only(promised, BEGUN, until="03 10:00")
        assert (line.status, line.consumed, line.remaining) == ("missed", None, None)

    def test_what_is_due_past_the_known_calendar_is_provisional(self) -> None:
        assert only(target("60 working days", calendar=OFFICE), BEGUN, until="02 11:00").provisional
        assert not only(target("6 working days", calendar=OFFICE), BEGUN, until="02 11:00").provisional


class TestPauses:
    def test_time_in_a_pause_does_not_count_in_or_out_of_hours(self) -> None:
        pause = (Paused(at("02 11:00")), Resumed(at("03 11:00")))
        assert told(only(target("4 h"), BEGUN, *pause, until="03 11:00").due) == "03 14:00"
        assert told(only(target("4 working hours", calendar=OFFICE), BEGUN, *pause, until="03 11:00").due) == "03 15:00"

    def test_while_it_lasts_nothing_is_due_and_what_remains_is_shown(self) -> None:
        followed = follow(target("4 h"), [BEGUN, Paused(at("02 11:00"))], as_of=at("09 00:00"))
        (line,) = followed.lines
        assert (line.status, line.due, line.remaining, followed.next_wakeup) == ("paused", None, 3 * HOUR, None)

    def test_one_that_begins_after_the_breach_leaves_it_missed(self) -> None:
        events = (BEGUN, Paused(at("02 14:01")), Resumed(at("02 20:00")))
        assert only(target("4 h"), *events, until="02 15:00").status == "missed"
        assert told(only(target("4 h"), *events, until="03 00:00").due) == "02 14:00"

    def test_a_day_whose_end_lies_in_a_pause_is_made_up_for(self) -> None:
        pause = (Paused(at("03 20:00")), Resumed(at("04 08:00")))  # over the end of the 3rd
        assert told(only(target("2 days"), BEGUN, until="02 10:00").due) == "05 00:00"
        line = only(target("2 days"), BEGUN, *pause, until="05 12:00")
        assert (told(line.due), line.consumed, line.whole, line.remaining) == ("06 00:00", 1, 2, 1)
        same_day = only(target("same day"), BEGUN, Paused(at("02 20:00")), Resumed(at("03 08:00")), until="03 09:00")
        assert told(same_day.due) == "04 00:00"

    def test_what_remains_of_a_line_that_is_late_is_negative(self) -> None:
        assert only(target("4 h"), BEGUN, until="02 15:00").remaining == -HOUR
        line = only(target("1 working hour", calendar=OFFICE), BEGUN, until="02 14:00")
        assert (line.status, line.remaining) == ("missed", -2 * HOUR)


class TestRetargeting:
    MINOR, MAJOR = target("24 h", "minor"), target("4 h", "major")

    def test_another_target_counts_from_the_start(self) -> None:
        events = (BEGUN, Retargeted(at("02 12:00"), self.MAJOR))
        assert lines(self.MINOR, *events, until="02 13:00") == [
            ("minor", "cancelled", "03 10:00"),
            ("major", "open", "02 14:00"),
        ]
        followed = follow(self.MINOR, events, as_of=at("02 13:00"))
        assert followed.lines[0].superseded_by == "major"

    def test_or_from_the_change(self) -> None:
        major = target("4 h", "major", retarget="from_change")
        assert lines(self.MINOR, BEGUN, Retargeted(at("02 12:00"), major), until="02 13:00")[1][2] == "02 16:00"

    def test_or_keeps_the_due_date_that_was_there_through_later_pauses(self) -> None:
        major = target("4 h", "major", retarget="keep")
        events = (BEGUN, Retargeted(at("02 12:00"), major), Paused(at("02 13:00")), Resumed(at("02 15:00")))
        assert lines(self.MINOR, *events, until="02 15:00")[1] == ("major", "open", "03 12:00")

    def test_what_was_missed_stays_and_a_tighter_target_may_be_late_from_the_first(self) -> None:
        events = (BEGUN, Retargeted(at("02 15:00"), self.MINOR), Retargeted(at("02 16:00"), target("5 h", "other")))
        assert lines(self.MAJOR, *events, until="02 17:00") == [
            ("major", "missed", "02 14:00"),
            ("minor", "cancelled", "03 10:00"),
            ("other", "missed", "02 15:00"),
        ]
        late = follow(self.MAJOR, events, as_of=at("02 17:00")).lines[2]
        assert late.breached == at("02 16:00")

    def test_none_may_apply_for_a_time(self) -> None:
        events = (BEGUN, Retargeted(at("02 11:00"), None), Retargeted(at("02 12:00"), self.MAJOR))
        assert lines(self.MINOR, *events, until="02 11:30") == [("minor", "cancelled", "03 10:00")]
        assert lines(self.MINOR, *events, until="02 12:00")[1] == ("major", "open", "02 14:00")

    def test_the_same_target_again_changes_nothing(self) -> None:
        assert lines(self.MINOR, BEGUN, Retargeted(at("02 12:00"), self.MINOR), until="02 13:00") == [
            ("minor", "open", "03 10:00")
        ]

    def test_the_tighter_of_several_clocks_can_be_asked_for(self) -> None:
        clocks = [follow(each, [BEGUN], as_of=at("02 11:00")) for each in (self.MINOR, self.MAJOR)]
        found = tightest(clocks)
        assert found is not None
        assert found.target == "major"
        assert tightest([follow(self.MINOR, [BEGUN, Met(at("02 11:00"))], as_of=at("02 11:00"))]) is None

    def test_a_promise_that_counts_from_the_change_is_to_be_met_anew(self) -> None:
        major = target("4 h", "major", retarget="from_change")
        events: list[Event] = [BEGUN, Met(at("02 11:00")), Retargeted(at("02 12:00"), major)]
        assert lines(self.MINOR, *events, until="02 13:00") == [
            (self.MINOR.id, "met", lines(self.MINOR, BEGUN, until="02 11:00")[0][2]),
            ("major", "open", "02 16:00"),
        ]
        assert lines(self.MINOR, *events, Met(at("02 14:00")), until="02 15:00")[1][:2] == ("major", "met")

    def test_a_new_promise_that_is_taken_back_leaves_what_was_met(self) -> None:
        major = target("4 h", "major", retarget="from_change")
        events: list[Event] = [BEGUN, Met(at("02 11:00")), Retargeted(at("02 12:00"), major)]
        events += [Retargeted(at("02 13:00"), self.MINOR), Met(at("02 14:00"))]
        assert [each[1] for each in lines(self.MINOR, *events, until="02 15:00")] == ["met", "cancelled"]


class TestReopening:
    EVENTS = (BEGUN, Met(at("02 12:00")), Reopened(at("02 16:00")))

    @pytest.mark.parametrize(
        ("reopen", "due"), [("pause", "02 18:00"), ("continue", "02 14:00"), ("restart", "02 20:00")]
    )
    def test_the_time_between_is_a_pause_or_counts_or_all_begins_anew(self, reopen: Reopen, due: str) -> None:
        followed = follow(target("4 h"), self.EVENTS, as_of=at("02 16:00"), reopen=reopen)
        first, second = followed.lines
        assert (first.status, first.attempt, told(first.at)) == ("met", 1, "02 12:00")
        assert (second.attempt, told(second.due)) == (2, due)
        assert second.status == ("missed" if reopen == "continue" else "open")

    def test_what_was_never_met_cannot_be_reopened(self) -> None:
        followed = follow(target("4 h"), [BEGUN, Reopened(at("02 11:00"))], as_of=at("02 12:00"))
        assert [each.attempt for each in followed.lines] == [1]
        assert followed.remarks == ("reopened at 2026-11-02T11:00:00+08:00: nothing was met",)


class TestStopsAndExtensions:
    def test_a_stop_cancels_and_says_why(self) -> None:
        line = only(target("4 h"), BEGUN, Stopped(at("02 12:00"), "withdrawn"), until="03 00:00")
        assert (line.status, line.reasons, told(line.at)) == ("cancelled", ("withdrawn",), "02 12:00")

    def test_a_stop_after_the_breach_leaves_it_missed(self) -> None:
        assert only(target("4 h"), BEGUN, Stopped(at("02 15:00")), until="03 00:00").status == "missed"

    def test_nothing_begins_after_a_stop(self) -> None:
        events = (BEGUN, Stopped(at("02 12:00")), Retargeted(at("02 13:00"), target("1 h", "other")))
        assert [each[0] for each in lines(target("4 h"), *events, until="03 00:00")] == ["answer"]

    def test_more_time_is_granted_so_often_and_not_when_it_is_late(self) -> None:
        aim = target("4 h", extensions=1)
        more = Extended(at("02 14:00"), Duration.parse("2 h"), "manager", "spare part")
        line = only(aim, BEGUN, more, until="02 15:00")
        assert (told(line.due), line.whole) == ("02 16:00", 6 * HOUR)
        assert line.reasons == ("extended by 2 h: manager, spare part",)
        again = follow(
            aim, [BEGUN, more, Extended(at("02 15:00"), Duration.parse("2 h"), "manager")], as_of=at("02 15:00")
        )
        assert told(again.lines[0].due) == "02 16:00"
        assert again.remarks[0].endswith("it may be extended 1 times")
        late = follow(aim, [BEGUN, Extended(at("02 14:01"), Duration.parse("2 h"), "manager")], as_of=at("02 15:00"))
        assert (late.lines[0].status, late.remarks[0].split(": ")[1]) == ("missed", "it was late already")

    def test_an_extension_counted_otherwise_begins_at_the_end(self) -> None:
        aim = target("4 h", calendar=OFFICE, extensions=None)
        line = only(aim, BEGUN, Extended(at("02 11:00"), Duration.parse("1 working day"), "manager"), until="02 12:00")
        assert told(line.due) == "03 18:00"


class TestNotices:
    AIM = target(
        "8 h",
        warnings=[Warn("half", Fraction(1, 2)), Warn("soon", before=Duration.parse("30 min"))],
        ladder=[Rung("lead"), Rung("head", Duration.parse("4 h"))],
    )

    def told(self, *events: Any, until: str, quiet: WorkingCalendar | None = None) -> list[tuple[str, str | None]]:
        followed = follow(self.AIM, [BEGUN, *events], as_of=at(until), quiet=quiet)
        return [(each.id, told(each.deliver)) for each in followed.notices]

    def test_warnings_come_before_and_the_ladder_after(self) -> None:
        assert self.told(until="02 13:59") == []
        assert self.told(until="02 18:00") == [("half", "02 14:00"), ("soon", "02 17:30")]
        assert self.told(until="02 22:00")[2:] == [("lead", "02 18:00"), ("head", "02 22:00")]

    def test_each_is_a_wake_up(self) -> None:
        seen = [at("02 10:00")]
        while (next_ := follow(self.AIM, [BEGUN], as_of=seen[-1]).next_wakeup) is not None:
            seen.append(next_)
        assert [told(each) for each in seen[1:]] == ["02 14:00", "02 17:30", "02 18:00", "02 22:00"]

    def test_a_warning_moves_with_the_due_date_until_it_has_come(self) -> None:
        early = (Paused(at("02 12:00")), Resumed(at("02 16:00")))
        late = (Paused(at("02 15:00")), Resumed(at("02 19:00")))
        assert self.told(*early, until="02 18:00") == [("half", "02 18:00")]
        assert self.told(*late, until="02 21:30") == [("half", "02 14:00"), ("soon", "02 21:30")]

    def test_one_whose_time_is_past_when_its_target_begins_comes_at_once(self) -> None:
        followed = follow(target("20 h", "minor"), [BEGUN, Retargeted(at("02 15:00"), self.AIM)], as_of=at("02 15:00"))
        assert [(each.id, told(each.at)) for each in followed.notices] == [("half", "02 15:00")]

    def test_quiet_hours_put_off_the_notice_and_wake_up_again(self) -> None:
        assert self.told(until="02 18:30", quiet=OFFICE)[2:] == [("lead", "03 09:00")]
        assert follow(self.AIM, [BEGUN], as_of=at("02 23:00"), quiet=OFFICE).next_wakeup == at("03 09:00")

    def test_no_ladder_for_what_was_met(self) -> None:
        assert self.told(Met(at("02 17:00")), until="09 00:00") == [("half", "02 14:00")]

    def test_shares_and_warnings_may_be_of_working_time(self) -> None:
        aim = target(
            "8 working hours", calendar=OFFICE,
            warnings=[Warn("half", Fraction(1, 2)), Warn("soon", before=Duration.parse("2 working hours"))],
        )  # fmt: skip
        followed = follow(aim, [BEGUN], as_of=at("05 00:00"))
        assert [(each.id, told(each.at)) for each in followed.notices] == [("half", "02 15:00"), ("soon", "02 17:00")]

    @pytest.mark.parametrize("share", [Fraction(0), Fraction(3, 2)])
    def test_a_share_is_a_part(self, share: Fraction) -> None:
        with pytest.raises(ValueError, match="share"):
            Warn("w", share)

    def test_a_warning_has_one_time(self) -> None:
        with pytest.raises(ValueError, match="share of the time, or a period"):
            Warn("w")


def test_late_news_changes_nothing_by_the_order_in_which_it_comes() -> None:
    events: list[Event] = [
        BEGUN,
        Paused(at("02 11:00")),
        Resumed(at("02 13:00")),
        Met(at("02 14:00")),
        Reopened(at("02 15:00")),
    ]
    seen = {
        follow(target("4 h"), order, as_of=at("02 16:00")) for order in (events, events[::-1], events[2:] + events[:2])
    }
    assert len(seen) == 1


def test_an_instant_has_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        follow(target("4 h"), [], as_of=datetime.fromisoformat("2026-11-02"))
    with pytest.raises(ValueError, match="a period, or an instant"):
        Target("t", SHANGHAI)


class TestWhatIsGrantedStays:
    def test_an_extension_lives_on_when_the_case_is_opened_again(self) -> None:
        aim = target("4 h", extensions=3)
        events: list[Event] = [
            Started(at("02 10:00")),
            Extended(at("02 11:00"), Duration.parse("2 h"), "boss"),
            Met(at("02 13:00")),
        ]
        events += [Reopened(at("02 13:30"))]
        for reopen, due in (("pause", "02 16:30"), ("continue", "02 16:00"), ("restart", "02 17:30")):
            assert lines(aim, *events, until="02 14:00", reopen=reopen)[-1] == ("answer", "open", due)  # type: ignore[arg-type]

    def test_a_target_that_kept_the_due_date_keeps_it_when_the_case_is_opened_again(self) -> None:
        kept = target("48 h", "kept", retarget="keep")
        events: list[Event] = [
            Started(at("02 10:00")),
            Retargeted(at("02 12:00"), kept),
            Met(at("02 14:00")),
            Reopened(at("02 15:00")),
        ]
        assert lines(target("24 h"), *events, until="02 16:00")[-1] == ("kept", "open", "03 11:00")

    def test_from_start_means_the_start_of_the_clock_whatever_ran_in_between(self) -> None:
        change, start = target("4 h", "change", retarget="from_change"), target("8 h", "start")
        events: list[Event] = [
            Started(at("02 10:00")),
            Retargeted(at("02 12:00"), change),
            Retargeted(at("02 14:00"), start),
        ]
        assert lines(target("24 h"), *events, until="02 15:00")[-1] == ("start", "open", "02 18:00")

    def test_a_milestone_that_came_before_any_target_applied_is_not_asked_for_again(self) -> None:
        late = Retargeted(at("02 12:00"), target("8 h"))
        assert lines(None, Started(at("02 10:00")), Met(at("02 11:00")), late, until="03 15:00") == []
        assert lines(None, Started(at("02 10:00")), Stopped(at("02 11:00")), late, until="03 15:00") == []
        opened = Reopened(at("02 13:00"))
        found = lines(None, Started(at("02 10:00")), Met(at("02 11:00")), late, opened, until="02 15:00")
        assert found == [("answer", "open", "02 20:00")]

    def test_what_was_granted_to_a_target_that_had_ended_before_the_milestone_is_not_given_back(self) -> None:
        aim = target("4 h", extensions=1)
        events: list[Event] = [Started(at("02 10:00")), Extended(at("02 11:00"), Duration.parse("2 h"), "boss")]
        events += [Retargeted(at("02 12:00"), None), Met(at("02 13:00")), Retargeted(at("02 13:30"), aim)]
        events += [Reopened(at("02 13:45"))]
        assert lines(aim, *events, until="02 14:00", reopen="continue")[-1] == ("answer", "open", "02 14:00")


class TestPausesOfDays:
    @pytest.mark.parametrize(
        ("within", "start", "due"), [("1 day", "04 00:00", "04 24:00"), ("1 working day", "03 18:00", "04 18:00")]
    )
    def test_a_pause_that_begins_as_the_last_day_ends_keeps_it_from_ending(
        self, within: str, start: str, due: str
    ) -> None:
        aim = target(within, calendar=OFFICE) if "working" in within else target(within)
        pause = Paused(at(start))
        begun = Started(at("02 10:00"))
        assert lines(aim, begun, pause, until="04 01:00") == [("answer", "paused", None)]
        found = only(aim, begun, pause, Resumed(at("04 10:00")), until="04 11:00")
        assert (found.status, found.breached) == ("open", None)
        assert found.due == at(due.replace("24:00", "23:00")) + timedelta(hours=due.endswith("24:00"))

    def test_time_granted_on_top_stands_still_in_a_pause_too(self) -> None:
        events: list[Event] = [
            Started(at("02 10:00")),
            Extended(at("02 11:00"), Duration.parse("1 day"), "boss"),
            Paused(at("02 15:00")),
        ]
        aim = target("4 h", extensions=1)
        assert lines(aim, *events, until="04 10:00") == [("answer", "paused", None)]
        assert lines(aim, *events, Resumed(at("07 15:00")), until="07 16:00") == [("answer", "open", "08 00:00")]

    @pytest.mark.parametrize(
        ("within", "more", "due"),
        [("same day", "1 day", "04 00:00"), ("1 day", "1 working day", "04 18:00"), ("1 day", "2 h", "04 02:00")],
    )
    def test_what_follows_a_day_that_ended_at_midnight_follows_that_day(self, within: str, more: str, due: str) -> None:
        aim = Target("answer", SHANGHAI, Duration.parse(within), calendar=None, extensions=1)
        if "working" in more:
            aim = Target("answer", SHANGHAI, due=at("04 00:00"), calendar=OFFICE, extensions=1)
        events: list[Event] = [Started(at("02 10:00")), Extended(at("02 11:00"), Duration.parse(more), "boss")]
        assert lines(aim, *events, until="02 12:00") == [("answer", "open", due)]

    def test_a_rung_a_day_after_midnight_is_a_day_later(self) -> None:
        aim = target("1 day", ladder=[Rung("day", Duration.parse("1 day")), Rung("hours", Duration.parse("24 h"))])
        notices = follow(aim, [Started(at("02 10:00"))], as_of=at("08 00:00")).notices
        assert {each.id: told(each.at) for each in notices} == {"day": "05 00:00", "hours": "05 00:00"}


class TestNoticesThatFallTogether:
    def test_time_that_two_pauses_share_is_left_out_once(self) -> None:
        aim = target("10 h", warnings=[Warn("half", share=Fraction(1, 2))])
        events: list[Event] = [
            Started(at("02 00:00")),
            Paused(at("02 02:00")),
            Met(at("02 04:00")),
            Reopened(at("02 08:00")),
            Resumed(at("02 10:00")),
        ]
        followed = follow(aim, events, as_of=at("02 20:00"))
        assert [told(each.at) for each in followed.notices] == ["02 13:00"]

    def test_a_warning_whose_time_lay_in_a_pause_is_given_at_its_end(self) -> None:
        aim = target("10 working minutes", calendar=OFFICE, warnings=[Warn("soon", before=Duration.parse("1 h"))])
        events: list[Event] = [Started(at("02 12:00")), Paused(at("02 12:00")), Resumed(at("03 16:00"))]
        assert follow(aim, events, as_of=at("03 15:59")).notices == ()
        assert [told(each.at) for each in follow(aim, events, as_of=at("03 16:00")).notices] == ["03 16:00"]

    def test_a_warning_is_given_once_for_each_target_and_the_ladder_with_each_breach(self) -> None:
        aim = target("4 h", warnings=[Warn("half", share=Fraction(1, 2))], ladder=[Rung("boss")])
        events: list[Event] = [Started(at("02 10:00")), Met(at("02 15:00")), Reopened(at("02 16:00"))]
        found = follow(aim, events, as_of=at("02 23:00")).notices
        assert [(each.id, told(each.at)) for each in found] == [
            ("half", "02 12:00"),
            ("boss", "02 14:00"),
            ("boss", "02 16:00"),
        ]

    def test_a_target_that_kept_the_clock_warns_by_that_clock(self) -> None:
        kept = target("24 h", "kept", retarget="keep", warnings=[Warn("half", share=Fraction(1, 2))])
        events: list[Event] = [Started(at("06 09:00")), Retargeted(at("06 09:30"), kept)]
        found = follow(target("16 working hours", calendar=OFFICE), events, as_of=at("20 00:00")).notices
        assert [told(each.at) for each in found] == ["06 18:00"]

    def test_where_no_quiet_hours_ever_end_people_are_told_at_once(self) -> None:
        never = WorkingCalendar(WorkingHours(SHANGHAI, ((),) * 7, dates={date(2020, 1, 1): DAY}))
        aim = target("4 h", ladder=[Rung("boss")])
        (notice,) = follow(aim, [Started(at("02 10:00"))], as_of=at("02 15:00"), quiet=never).notices
        assert notice.deliver == notice.at


@pytest.mark.parametrize(
    "more",
    [
        {"within": Duration.parse("4 h"), "retarget": "start"},
        {"within": Duration.parse("4 h"), "roll": "next working day"},
        {"within": Duration.parse("4 working hours")},
        {"within": Duration.parse("4 h"), "warnings": [Warn("a", before=Duration.parse("1 working hour"))]},
        {"within": Duration.parse("4 h"), "warnings": [Warn("a", before=Duration.parse("1 day"))]},
        {"within": Duration.parse("4 h"), "warnings": [Warn("a", share=Fraction(1, 2))], "ladder": [Rung("a")]},
    ],
)
def test_a_target_that_cannot_be_meant_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="."):
        Target("answer", SHANGHAI, **more)


def test_a_way_to_open_again_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a way to re-open"):
        follow(target("4 h"), [], as_of=at("02 10:00"), reopen="bogus")  # type: ignore[arg-type]


def test_days_that_are_used_up_while_the_last_is_moved_leave_nothing_and_owe_nothing() -> None:
    aim = target("2 days", calendar=OFFICE, roll="next working day")
    assert only(aim, Started(at("05 10:00")), until="09 10:00").remaining == 0
    back = target("2 days", calendar=OFFICE, roll="previous working day")
    assert (
        only(back, Started(at("05 10:00")), until="06 19:00").status,
        only(back, Started(at("05 10:00")), until="06 19:00").remaining,
    ) == ("missed", 0)


def test_a_calendar_that_ends_does_not_keep_a_clock_from_being_read() -> None:
    few = WorkingCalendar(WorkingHours(SHANGHAI, ((),) * 7, dates={date(2026, 11, day): DAY for day in (2, 3, 4)}))
    assert only(target("2 working days", calendar=few), Started(at("02 10:00")), until="05 10:00").status == "missed"


def test_only_what_a_calendar_counts_is_provisional() -> None:
    known = WorkingCalendar(WorkingHours(SHANGHAI, (DAY,) * 5 + ((), ()), known_until=date(2026, 11, 7)))
    start = Started(at("05 10:00"))
    assert not only(target("96 h", calendar=known), start, until="05 11:00").provisional
    assert not only(target("1 day", calendar=known), start, until="05 11:00").provisional
    back = target("2 days", calendar=known, roll="previous working day")
    assert only(back, start, until="05 11:00").provisional  # whether the 7th is closed is not known yet


def test_of_several_clocks_the_tightest_may_be_one_that_is_late() -> None:
    begun = Started(at("02 10:00"))
    late, open_ = (follow(target(within, within), [begun], as_of=at("02 15:00")) for within in ("4 h", "8 h"))
    found = tightest([open_, late])
    assert found is not None
    assert (found.target, found.status) == ("4 h", "missed")


def test_a_rung_is_counted_by_the_calendar_and_a_share_leaves_pauses_of_working_time_out() -> None:
    aim = target(
        "8 working hours", calendar=OFFICE,
        warnings=[Warn("half", share=Fraction(1, 2))], ladder=[Rung("boss", Duration.parse("1 working hour"))],
    )  # fmt: skip
    events: list[Event] = [Started(at("02 09:00")), Paused(at("02 10:00")), Resumed(at("02 15:00"))]
    found = follow(aim, events, as_of=at("09 00:00")).notices
    assert [(each.id, told(each.at)) for each in found] == [("half", "02 18:00"), ("boss", "03 15:00")]


def test_a_milestone_at_the_instant_of_a_notice_comes_before_it() -> None:
    aim = target("4 h", warnings=[Warn("half", share=Fraction(1, 2))])
    assert follow(aim, [Started(at("02 10:00")), Met(at("02 12:00"))], as_of=at("02 13:00")).notices == ()


def test_a_last_day_that_was_moved_into_a_pause_is_made_up_for() -> None:
    aim = target("2 days", calendar=OFFICE, roll="next working day")  # from Thursday: Saturday, moved to Monday
    events = [Started(at("05 10:00")), Paused(at("09 12:00")), Resumed(at("10 09:00"))]
    assert lines(aim, *events, until="10 10:00") == [("answer", "open", "10 18:00")]
