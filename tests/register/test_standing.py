"""What came of undertakings: editions, stages, slips and their reasons, who says so; unknown is never no."""

from __future__ import annotations

from tests.linking.said import Say, Told, told, view

from servanda.model import Search, Thread, Undertaking
from servanda.register import due, open_, overdue, silent, slipped, standing
from servanda.when import When

FLOOD = {"reason": "because of the floods"}


def _plan(year: str = "2021", **fields: str) -> Say:
    return Say(
        f"The exercise Kestrel-{year} will be held in Ruritania.",
        f"exercise Kestrel-{year}",
        "exercise",
        "planned",
        year,
        {"places": "Ruritania", **fields},
    )


def _held(words: str, when: str, status: str = "done", **fields: str) -> Say:
    return Say(words, "exercise Kestrel", "exercise", status, when, fields)


def _thread(*tellings: Told, today: str = "2023-01-01", **more: tuple[Search, ...]) -> Thread:
    (thread,) = standing(view(*tellings, **more), today=today).threads  # type: ignore[arg-type]
    return thread


def _only(*tellings: Told, today: str = "2023-01-01") -> Undertaking:
    (owed,) = _thread(*tellings, today=today).undertakings
    return owed


def test_a_promise_kept_says_when_where_and_by_whose_word() -> None:
    """Planned and actual time and place stand side by side; an outlet's own report is independent evidence."""
    owed = _only(
        told("League Secretariat", "2021-01-10", _plan()),
        told(
            "The Daily Lantern",
            "2021-06-10",
            _held("The exercise Kestrel took place in Ruritania in June.", "2021-06", places="Ruritania"),
        ),
    )
    assert (owed.edition, owed.progress, owed.planned, owed.actual) == ("2021", "done", "2021", "2021-06")
    assert (owed.place_planned, owed.place_actual, owed.evidence) == ("Ruritania", "Ruritania", "independent")
    assert not owed.slipped
    assert owed.manner == ()


def test_who_reports_on_itself_is_self_reported() -> None:
    """What only the organisation, or one it quotes, says of its own deed is self-reported."""
    words = "The exercise Kestrel was held, said Colonel Moss."
    own = told("League Secretariat", "2021-07-10", _held("The exercise Kestrel was held.", "2021"))
    quoted = told("The Daily Lantern", "2021-07-11", _held(words, "2021", speaker="Colonel Moss"))
    assert _only(own, quoted).evidence == "self-reported"


def test_a_cancelled_edition_keeps_its_outcome_when_the_next_carries_it_over() -> None:
    """Cancelled 2020 and planned 2021 in one text are two undertakings of one thread, the first carried over."""
    text = told(
        "League Secretariat",
        "2021-02-02",
        Say(
            "The exercise Kestrel, called off because of the floods in 2020, is set for 2021.",
            "exercise Kestrel",
            "exercise",
            "cancelled",
            "2020",
            FLOOD,
        ),
        Say("The exercise Kestrel is set for 2021.", "exercise Kestrel", "exercise", "planned", "2021"),
    )
    later = told("League Secretariat", "2021-12-02", _held("The exercise Kestrel was held in November.", "2021-11"))
    gone, held = _thread(text, later).undertakings
    assert (gone.edition, gone.progress, gone.ended_by, gone.reason) == (
        "2020",
        "not done",
        "cancelled",
        FLOOD["reason"],
    )
    assert (gone.slipped, gone.carried_over_to) == (True, held.id)
    assert (held.edition, held.progress, held.actual, held.slipped) == ("2021", "done", "2021-11", False)


def test_a_promise_that_recalls_the_slip_takes_it_up() -> None:
    """Told far from the slip, or in another text, a promise takes it up by naming it; the next edition does not."""
    slip = _held("The exercise Kestrel did not take place because of the floods.", "2020", "cancelled", **FLOOD)
    recalled = "The exercise Kestrel, called off in 2020, will be held in 2021."
    for words, takes_up in ((recalled, True), ("The exercise Kestrel will be held in 2021.", False)):
        promise = told("League", "2021-02-02", _held(words, "2021", "planned"))
        gone, next_one = _thread(told("League", "2020-12-20", slip), promise).undertakings
        assert gone.carried_over_to == (next_one.id if takes_up else "")


def test_what_was_done_after_its_window_is_late_and_slipped() -> None:
    """Done after the planned window: progress is done, the manner is late, and it counts as slipped."""
    owed = _only(
        told(
            "Guild",
            "2020-01-10",
            Say(
                "The Amber Road Programme will be adopted in 2020.",
                "The Amber Road Programme",
                "plan",
                "planned",
                "2020",
            ),
        ),
        told(
            "Guild",
            "2022-03-10",
            Say("The Amber Road Programme was adopted.", "The Amber Road Programme", "plan", "adopted", "2022-03-09"),
        ),
    )
    assert (owed.progress, owed.manner, owed.slipped) == ("done", ("late",), True)


def test_overdue_comes_with_the_day_and_without_any_new_text() -> None:
    """An open window is due, a closed one without a known outcome is overdue, and nobody calls it not done."""
    text = told("League Secretariat", "2021-01-10", _plan())
    during = standing(view(text), today="2021-06-01")
    after = standing(view(text), today="2022-01-01")
    assert (len(due(during)), len(overdue(during)), len(overdue(after))) == (1, 0, 1)
    owed = overdue(after)[0].undertaking
    assert (owed.progress, owed.evidence) == ("none known", "not searched")


def test_a_noted_search_is_shown_and_is_no_failure() -> None:
    """Searched and nothing found is another answer than not searched, and than not done."""
    search = Search(what="exercise Kestrel", where="the League's site", until="2022-06-01")
    (owed,) = _thread(told("League Secretariat", "2021-01-10", _plan()), searches=(search,)).undertakings
    assert (owed.evidence, owed.progress, owed.overdue) == ("searched, none found", "none known", True)


def test_a_task_without_a_date_takes_the_year_of_its_texts_frame() -> None:
    """A text on "tasks for 2021" gives each of its undated tasks the window 2021."""
    text = told(
        "League Secretariat",
        "2021-02-02",
        Say("We will adopt the Amber Road Programme.", "the Amber Road Programme", "plan", "planned"),
        title="Results of 2020 and tasks for 2021",
    )
    assert _only(text).due == When("2021")


def test_silent_is_what_a_due_report_of_the_series_does_not_name() -> None:
    """Only a report on the year that was due tells silence; what it names is not silent."""
    tasks = told("League", "2021-02-02", _plan(), _other("2021"), title="Results of 2020 and tasks for 2021")
    report = told(
        "League",
        "2022-02-02",
        _held("The exercise Kestrel was held.", "2021"),
        title="Results of 2021 and tasks for 2022",
    )
    unrelated = told("League", "2021-06-02", _held("The exercise Kestrel begins.", "2021", "under way"), title="A note")
    assert [owed.thread.name for owed in silent(standing(view(tasks, report), today="2022-03-01"))] == ["Merlin"]
    assert silent(standing(view(tasks, unrelated), today="2022-03-01")) == ()


def _other(year: str) -> Say:
    return Say(f"Operation Merlin-{year} will follow.", f"Operation Merlin-{year}", "operation", "planned", year)


def test_the_stages_of_an_instrument_add_up() -> None:
    """Adoption, signature and each party's ratification are undertakings of their own; none replaces another."""
    name = "the Agreement on Amber Transit"
    thread = _thread(
        told("Guild", "2020-12-02", Say(f"The Council approved {name}.", name, "agreement", "adopted", "2020-12-02")),
        told(
            "Guild",
            "2021-09-16",
            Say(f"{name} was signed in Strelsau.", name, "agreement", "signed", "2021-09-16", {"places": "Strelsau"}),
        ),
        told(
            "Guild",
            "2022-04-05",
            Say(f"Ruritania ratified {name}.", name, "agreement", "ratified", "2022-04-05", {"actors": "Ruritania"}),
        ),
        told(
            "Guild",
            "2022-05-05",
            Say(f"Sylvania ratified {name}.", name, "agreement", "ratified", "2022-05-05", {"actors": "Sylvania"}),
        ),
    )
    stages = [(owed.status, owed.edition, str(owed.actual)) for owed in thread.undertakings]
    assert stages == [
        ("adopted", "", "2020-12-02"),
        ("signed", "", "2021-09-16"),
        ("ratified", "Ruritania", "2022-04-05"),
        ("ratified", "Sylvania", "2022-05-05"),
    ]


def test_meetings_are_counted_and_the_next_is_the_next() -> None:
    """Numbered meetings are editions; "the next" after the second is the third, late where it came after its window."""
    council = "the Salt Trade Council"
    thread = _thread(
        told(
            "Guild",
            "2021-05-10",
            Say(
                f"The second session of {council} was held.",
                f"The second session of {council}",
                "meeting",
                "done",
                "2021-05-09",
            ),
            Say(
                "The next session will be held by the end of 2021.", "The next session", "meeting", "planned", "../2021"
            ),
        ),
        told(
            "Guild",
            "2022-02-10",
            Say(
                f"The third session of {council} was held.",
                f"The third session of {council}",
                "meeting",
                "done",
                "2022-02-09",
            ),
        ),
    )
    second, third = thread.undertakings
    assert (second.edition, third.edition) == ("2", "3")
    assert (third.planned, third.actual, third.manner) == ("../2021", "2022-02-09", ("late",))


def test_of_two_that_contradict_each_other_the_later_wins_whatever_the_order() -> None:
    """Announced and then cancelled is not done; the order of the texts in the ledger decides nothing."""
    held = told("Herald", "2022-10-01", _held("The exercise Kestrel is under way.", "2022", "under way"))
    off = told("Herald", "2022-10-09", _held("The exercise Kestrel was cancelled.", "2022", "cancelled"))
    for order in ((held, off), (off, held)):
        owed = _only(*order)
        assert (owed.progress, owed.ended_by) == ("not done", "cancelled")


def test_as_of_a_date_what_came_later_is_not_known() -> None:
    """A standing as of a date knows only what was said until then."""
    tellings = (
        told("League", "2021-01-10", _plan()),
        told("League", "2021-12-02", _held("The exercise Kestrel was held.", "2021")),
    )
    early = standing(view(*tellings, as_of="2021-06-01"))
    assert [owed.undertaking.progress for owed in open_(early)] == ["none known"]
    assert open_(standing(view(*tellings, as_of="2021-12-31"))) == ()


def test_a_place_or_an_umbrella_is_told_by_the_quote() -> None:
    """`part_of` leads to the umbrella's thread."""
    stands = standing(
        view(
            told(
                "League",
                "2021-01-10",
                _plan(),
                Say(
                    "Merlin-2021 is part of Kestrel-2021.",
                    "Merlin-2021",
                    "exercise",
                    "planned",
                    "2021",
                    {"part_of": "Kestrel-2021"},
                ),
            )
        )
    )
    kestrel, merlin = stands.threads
    assert (merlin.part_of, kestrel.part_of) == (kestrel.id, "")
    assert slipped(stands) == ()


def test_a_loose_time_is_not_missed_by_days() -> None:
    """What was set for "mid-2031" and done in May is not early; what was set for a quarter is."""
    assert _only(*_promised("2031-06/2031-07")).manner == ()
    assert _only(*_promised("2031-07/2031-09")).manner == ("early",)


def _promised(window: str) -> tuple[Told, Told]:
    promise = Say("The exercise Kestrel will be held.", "exercise Kestrel", "exercise", "planned", window)
    kept = _held("The exercise Kestrel was held.", "2031-05-31")
    return told("League Secretariat", "2031-01-10", promise), told("The Daily Lantern", "2031-06-02", kept)


def test_sessions_told_of_without_a_date_are_kept_apart() -> None:
    """Two texts of two years that tell of a session without its day tell of two."""
    session = Say("The session of the Amber Council was held.", "session of the Amber Council", "meeting", "done")
    texts = [told("The Daily Lantern", day, session) for day in ("2021-09-16", "2021-09-20", "2022-11-23")]
    owed = _thread(*texts).undertakings
    assert [len(each.assertions) for each in owed] == [2, 1]
    assert len({each.edition for each in owed}) == len(owed)


def test_a_plan_for_later_years_was_adopted_when_it_was_told() -> None:
    """The years of a plan are no time of its adoption."""
    words = "The Council approved the Salt Strategy for 2036-2040."
    adopted = Say(words, "the Salt Strategy for 2036-2040", "plan", "adopted")
    assert _only(told("League Secretariat", "2035-11-27", adopted), today="2036-01-01").actual == "../2035-11-27"


def _chair(holder: str, years: str, status: str) -> Say:
    quote = f"{holder} holds the chair of the RSL for {years}"
    fields = {"actors": holder}
    return Say(quote, f"the chair of the RSL for {years}", "designation", status, "", fields)


def test_each_holder_of_a_chair_has_a_term_of_its_own() -> None:
    """A chair that goes round is held by one after the other; two terms that share a year are two."""
    first = told("The Daily Lantern", "2021-02-01", _chair("Ruritania", "2020-2021", "done"))
    second = told("The Daily Lantern", "2021-09-16", _chair("Sylvania", "2021-2022", "planned"))
    terms = {each.edition: each for each in _thread(first, second).undertakings}
    assert set(terms) == {"2020-2021", "2021-2022"}
    assert (terms["2020-2021"].progress, terms["2021-2022"].progress) == ("done", "none known")
    assert terms["2021-2022"].planned == "2021/2022"


def test_a_text_called_a_draft_is_being_prepared() -> None:
    """Planned only, its progress is none known; where a text speaks of the draft, somebody has begun it."""
    for words, progress in (
        ("the Heron Treaty Programme", "none known"),
        ("the draft Heron Treaty Programme", "prepared only"),
    ):
        plan = Say(f"The council will approve {words}.", words, "plan", "planned")
        assert _only(told("Guild", "2021-02-02", plan)).progress == progress


def test_work_on_the_creation_of_a_meeting_is_its_creation() -> None:
    """A "Coordination Meeting" that is being created is a body in the making; as a council it bears another name."""
    words = "a Coordination Meeting on heron safety"
    made = Say(f"Work goes on towards the creation of {words}.", words, "meeting", "under way")
    name = "the Coordination Council on heron safety"
    later = Say(f"The guild decided to create {name}.", name, "body", "planned")
    owed = _only(told("Guild", "2021-02-02", made), told("Guild", "2021-09-02", later))
    assert (owed.progress, owed.manner) == ("prepared only", ("name",))


def test_a_term_that_is_not_over_is_ongoing() -> None:
    """Who took over an office for two years holds it until they are over."""
    words = "the chair of the LTU for 2021-2022"
    taken = Say(f"Norway takes over {words}.", words, "designation", "designated", "", {"period": "2021/2022"})
    assert [_only(told("Guild", "2021-09-16", taken), today=day).progress for day in ("2021-12-31", "2024-01-01")] == [
        "ongoing",
        "done",
    ]
