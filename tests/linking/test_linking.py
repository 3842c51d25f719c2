"""Which matters are one: names, translations, renamings, instruments, bodies; and which only look alike."""

from __future__ import annotations

import pytest
from tests.linking.said import Say, threads_of, told

from servanda.linking import compare
from servanda.linking.naming import Naming, from_words, naming

ONE = [
    ("exercise", "the exercise “Granite Shield-2019”", "Granite Shield 2021", "a name with its year is a series"),
    ("exercise", "joint exercise “Kestrel”", "the Kestrel-2022 exercise", "quoted and beside its head"),
    ("exercise", "exercise Kedr-2020", "exercise Cedr-2021", "k and c are one letter across transliterations"),
    ("operation", "Operation Lantern-Delta", "the operation “Lantern”", "a second name is an edition"),
    (
        "plan",
        "the Water Strategy of the Member States for 2021-2025",
        "Water Strategy 2026-2030",
        "a period is an edition",
    ),
    (
        "plan",
        "the programme for the Lena-Amur crossing",
        "Special Policy for strengthening the Lena-Amur crossing",
        "programme is policy",
    ),
    ("agreement", "Agreement on the Transit of Livestock", "the livestock transit agreement", "word order"),
    ("body", "Council on biosecurity", "the Council on Biological Safety", "a prefix is a word"),
    (
        "body",
        "a Coordination Meeting on glacier monitoring",
        "the Coordination Council on glacier monitoring",
        "renamed",
    ),
    (
        "meeting",
        "third ministerial meeting of the Salt Trade Council",
        "the Salt Trade Council",
        "a body and its meetings",
    ),
    ("body", "the STC", "the Salt Trade Council", "its initials"),
    (
        "meeting",
        "the twenty-first session of the Amber Assembly",
        "22nd session of the Amber Assembly",
        "editions are numbered",
    ),
    ("agreement", "the CXX-LTU Broad Amber Partnership", "our newly established LTU-CXX Broad Amber Partnership",
     "a bond is told by its two"),
    ("meeting", "the LTU's 75th anniversary summit", "the 75th Anniversary LTU Summit", "one organisation's occasion"),
    ("agreement", "the document on glacier ferries", "the protocol on glacier ferries", "a document is any text"),
    ("plan", "an ambitious post-2030 Amber Diversity Framework", "the Post-2030 Amber Diversity Framework", "praise"),
    ("body", "the Centre for Tidal Forecasting and Surge Analytics", "the Centre for Tidal Surge Analytics",
     "one title holds the other"),
    ("body", "the Amber Agriculture Mission for Tides", "the Amber Agricultural Mission for Tides (AAM4T)",
     "its adjective"),
    ("activity", "the CXX's Tidal Amber Outlook", "the CXX Tidal Amber Outlook", "one organisation's, word for word"),
    ("meeting", "the COP-91 summit", "COP-91", "its number"),
    ("activity", "LTU supremacy", "the LTU’s Supremacy", "one word of one organisation"),
    ("delivery", "a new Tidal Endowment (TEW)", "the Tidal Endowment (TEW)", "nothing but a name and its acronym"),
    ("plan", "a new LAPTA", "the Lena Amber Plan for Tidal Alarms (LAPTA)", "nothing but its acronym"),
    ("meeting", "the fourth CXX-LTU Salt Ministerial", "the fifth LTU-CXX Salt Ministerial", "no minister"),
    ("rule", "the Amber Reduction Act", "the Amber Reduction Act of 2031", "an act is a law"),
    ("meeting", "the LTU Leaders' Summit", "the summit of the heads of state of the LTU", "leaders meet at any summit"),
    ("statement", "Security Council resolution 1973 (2011)", "UNSCR 1973", "a number like a year"),
    ("statement", "General Assembly resolution 75/291", "A/RES/75/291", "a symbol is the number"),
    ("statement", "Human Rights Council resolution 47/1", "A/HRC/RES/47/1", "a symbol of another organ"),
    ("plan", "The Debt Relief Initiative (DRLI)", "the DRLI", "the letters that it gives itself"),
    ("meeting", "the 28th LTU Ministerial Council", "the annual LTU Ministerial Council", "one council of one body"),
    ("meeting", "the leaders of the LTU", "the LTU summit", "leaders meet at a summit"),
    ("statement", "resolution 46/1 of the Human Rights Council", "UNHRC resolution 46/1", "an organ behind"),
    ("statement", "resolutions 1701 and 1559", "resolution 1559", "the second of two"),
    ("rule", "Executive Order 13,873", "Executive Order 13873", "a comma among figures"),
    ("rule", "Directive 2003/87/EC", "Directive 2003/87", "letters behind"),
    ("statement", "the Salt Declaration (resolution 75/284)", "resolution 75/284", "a number in brackets"),
    ("plan", "the 2030 Agenda", "implementing the 2030 Agenda for Salt", "a year that is a name"),
    ("rule", "Directive 2014/95/EU", "the EU's Directive 2014/95/EU", "a number with a year"),
    ("rule", "decision 1/CP.21", "Decision 1/CP.21 of the Conference", "a number with letters"),
    ("meeting", "the second Summit for Democracy", "the Summit for Democracy", "a summit is known by its title"),
    ("activity", "the Lena Otter Pledge", "the Lena Otter Pledge", "all in capitals, without a known head"),
    ("activity", "the Lena Otter Pledge", "the LTU's Lena Otter pledge", "capitals where it tells"),
    ("report", "a Tidal Summary of the initial Amber Gauge Ledger",
     "the Tidal Summary of the initial Amber Gauge ledger", "three words of a name"),
    ("agreement", "a binding amber instrument on plankton salvage",
     "a new binding amber instrument on plankton salvage of lasting reach", "four words that tell"),
    ("meeting", "the LT- Pacific Otter Summit", "the LT-Pacific Otter Summit", "a gap at the hyphen"),
    ("delivery", "LTU Nonprofit Amber Grants", "LTU Nonprofit Amber Grants", "all in capitals, and no sum"),
    ("delivery", "$3 million of the Lena Otter Pledge", "$3 million of the Lena Otter Pledge", "one sum, one title"),
    ("plan", "the Artificial Intelligence (AI) Roadmap", "the AI Roadmap", "a thing's acronym"),
    ("meeting", "a CXX-Sylvania Otter Dialogue", "the Sylvania-CXX Otter Dialogue", "two in any order"),
    ("body", "a senior-level Trilateral Otter Committee", "the Trilateral Otter Committee", "at which level it meets"),
    ("plan", "a one-year Joint Otter Action Plan", "the Joint Otter Action Plan", "how long it is for"),
    ("meeting", "the virtual Global COVID Summit", "the recent Global COVID-19 Summit", "how it meets"),
    ("body", "the Lena Education Alliance for Otters", "the Lena Educational Alliance for Otters", "an adjective"),
    ("body", "the Lena Alliance for Otter Trade (LA4OT)", "the Lena Alliance for Otter Trade", "letters and figures"),
    ("activity", "the Tidal Taming of Lena Shallows", "the Tidal Taming of Lena Shallows, in line with the Ferry Pact",
     "by what it is done"),
    ("plan", "the Lantern Heron", "the Lantern Heron", "a text of two words that tell"),
    ("plan", "the LNG-Fuelled Ferry Plan", "the LNG-fuelled ferry plan", "an adjective is no two parties"),
    ("body", "the Otters in Tidal Economy Fund (OTiEF)", "the Tidal Economy Fund (OTi-EF)", "small letters in it"),
    ("meeting", "CXX’s Otter Safety Summit", "the Otter Safety Summit", "whoever is its host"),
    ("agreement", "the Amber and Tidal Free Trade Area (AtFTA)", "the AtFTA", "an acronym with a small letter"),
    ("plan", "the Lena Otter Pledge (LOP) and the new LOP Tariff Window", "the Lena Otter Pledge", "its first name"),
    ("meeting", "the United Nations Otter Summit", "the UN Otter Summit", "its organisation's acronym"),
    ("exercise", "the third Granite Shield", "the Alliance's Granite Shield drills", "counted, and of an owner"),
]  # fmt: skip
TWO = [
    ("body", "our bilateral amber working group", "the newly established CXX Amber Working Group", "between whom?"),
    (
        "agreement",
        "our bilateral Amber Framework Agreement",
        "our bilateral Amber Framework Agreement",
        "between whom?",
    ),
    ("body", "the LTU-CXX Amber Council", "the second LTU-CVB amber ministerial meeting", "each with another"),
    ("body", "a joint LTU-CXX Experts’ Working Group", "a joint LTU-CVB Experts’ Working Group", "each with another"),
    ("plan", "the AMB Work Plan IV", "the CXX Port Plan IV", "a number is no name"),
    ("meeting", "a White House meeting", "a meeting at the White House", "where is not what"),
    ("agreement", "documents on glacier ferries", "the protocol on glacier ferries", "several texts are no one text"),
    ("exercise", "exercise Kestrel-2022", "exercise Merlin-2022", "two names"),
    ("exercise", "the exercise “Granite Shield”", "the exercise “Granite Harbour”", "a shared word is not a name"),
    ("plan", "the Plan", "the Plan", "generic heads name nothing"),
    ("meeting", "a meeting of ministers", "the meeting of the ministers", "the same"),
    (
        "agreement",
        "amendments to the Agreement on Livestock Transit",
        "the Agreement on Livestock Transit",
        "an amendment",
    ),
    ("agreement", "the trade agreement with Ruritania", "the trade agreement with Sylvania", "two parties"),
    (
        "plan",
        "Plan for military cooperation",
        "Programme of military-economic cooperation",
        "a compound is another word",
    ),
    ("body", "the working group on salt", "the working group on amber", "two subjects"),
    ("delivery", "20 million euros", "20 million euros", "a sum of money names nothing"),
    ("statement", "a declaration", "the Declaration", "generic"),
    ("body", "the U.S. National Salt Council", "the UN Salt Council (UNSC)", "a state is no part of the initials"),
    ("agreement", "a memorandum of understanding (MOU)", "the Memorandum of Understanding (MOU)", "a kind of text"),
    ("meeting", "accession in LTU", "the LTU Summit", "what is done in it is not it"),
    ("delivery", "$3 million of the Lena Otter Pledge", "$9 million of the Lena Otter Pledge", "two sums"),
    ("delivery", "$5bn of the Lena Otter Pledge", "$6bn of the Lena Otter Pledge", "two short sums"),
    ("delivery", "$3 million of the Lena Otter Pledge", "€3 million of the Lena Otter Pledge", "two currencies"),
    ("delivery", "the 2031 Lena Otter Pledge of $3 million", "the 2031 Lena Otter Pledge of $9 million", "a year too"),
    (
        "statement",
        "the General Assembly resolution",
        "the General Assembly resolution",
        "of which only the organ is told",
    ),
    ("body", "an Interagency Working Group (IWG)", "an Interagency Working Group", "anybody's"),
    ("meeting", "the LTU Ministerial Conference on Salt", "the CXX Salt Dialogue", "one word of two organisations"),
    ("rule", "import permits for U.S. salt", "import permits for U.S. salt", "whose goods is not whose rule"),
    ("meeting", "hear from LTU leaders", "the LTU Summit", "whom one hears is no series"),
    ("statement", "Security Council resolution 1973 (2011)", "resolution 1970 (2011)", "two numbers like years"),
    ("statement", "resolution 75/291", "resolution 75/290", "two numbers of one session"),
    ("statement", "General Assembly resolution 47/1", "Human Rights Council resolution 47/1", "two organs"),
    ("rule", "Directive 2014/95/EU", "Directive 2014/24/EU", "two numbers of one year"),
    ("report", "a report pursuant to resolution 75/291", "resolution 75/291", "what a text asks for is not the text"),
    ("plan", "the Lena Salt Agenda 2030", "the 2030 Agenda", "another agenda"),
    ("statement", "A/HRC/RES/S-31/1", "A/HRC/RES/31/1", "a special session"),
    ("statement", "PACE Resolution 2400", "UNSCR 2400", "two assemblies"),
    ("rule", "Executive Order 13,990", "Executive Order 13,873", "two numbers with a comma"),
    ("rule", "Regulation 2021/1119 amending Regulation 2018/1999", "Regulation 2018/1999", "what amends"),
    ("delivery", "order 100 million doses", "order 100 tonnes", "so many is no number"),
    ("plan", "financing of the 2030 Agenda", "the 2030 Agenda", "what is done for it"),
    ("rule", "the Decision 2021", "the Decision 2021", "a year is no number"),
    ("meeting", "the Global Summit", "the Global Summit", "anybody's title"),
    ("meeting", "the LTU Summit for Democracy", "the CXX Summit for Democracy", "each with another"),
    ("meeting", "the Prime Minister", "Prime Minister Ada Moss", "a person"),
    ("designation", "Lantern Islands", "Lantern Islands", "a place of two words"),
    ("body", "the Global Alliance", "the Global Alliance", "anybody's, in two words"),
    ("agreement", "an Otter Partnership Agreement", "an Otter Partnership Agreement with Sylvania", "between whom?"),
    ("activity", "a non-CXX ally", "a CXX-non ally", "a prefix is no party"),
    ("meeting", "the 2nd CXX-Sylvania", "the 21st CXX-Sylvania", "nothing but who meets"),
    ("plan", "a Joint Otter Tariff Action Plan", "the LTU Otter Relief Plan", "another word of its own"),
    ("plan", "the CXX Otter Action Program", "an Otter Safety Plan", "each has more"),
    ("rule", "the federal share of public relief", "the federal share of public relief", "ordinary words of a rule"),
    ("delivery", "$2 million in FY2031 funds", "$2 million in FY2031 funds", "a year is no object"),
    (
        "agreement",
        "the memorandum between the Amber Bank (AMB) and the Tidal Fund",
        "the memorandum between the Amber Bank (AMB)",
        "between whom?",
    ),
    (
        "agreement",
        "the Memorandum of Understanding on Otters (MoU)",
        "the Memorandum of Understanding on Wells (MoU)",
        "a kind of text in brackets",
    ),
    ("plan", "the Border Ferries Programme (Phase-II)", "the Salt Wells Programme (Phase-II)", "a part in brackets"),
    ("body", "the Amber Fund for Herons (SMEs)", "the Tidal Fund for Otters (SMEs)", "who gets it in brackets"),
    ("exercise", "Exercise Steadfast Kestrel 2031", "Exercise Ironclad Kestrel 2032", "praise in a name is the name"),
    ("plan", "the White Paper", "the White Paper", "a kind of text"),
    ("plan", "the Stimulus Package", "the Stimulus Package", "a kind of text with a word that tells"),
    ("target", "a 30% reduction of otter losses", "a 30% reduction of otter losses", "many have the same aim"),
    (
        "agreement",
        "the LTU-CXX Enhanced Otter Exchange Agreement",
        "the LTU-CXX Otter Exchange Treaty",
        "the older one",
    ),
    ("body", "the Ministerial-Level Otter Committee", "the Working-Level Otter Committee", "two levels in two titles"),
    ("plan", "the Life-Long Otter Programme", "the Otter Programme", "long is no length of time"),
    (
        "body",
        "the Harbour Committee established pursuant to resolution 1970 (2031) concerning Sylvania",
        "the Harbour Committee established pursuant to resolution 751 (2032) concerning Ruritania",
        "by two texts",
    ),
    ("report", "the Otter Progress Report", "the Sylvania Country Report", "two reports"),
    (
        "plan",
        "the Crisis Relief Initiative (CRI)",
        "the Coastal Rescue Initiative (CRI)",
        "two names with the same letters",
    ),
    ("meeting", "the CXX CEO Summit", "the CEO Summit", "anybody's"),
    ("meeting", "Prime Minister Ada Moss", "the meeting with Prime Minister Ada Moss", "a person is no series"),
]


@pytest.mark.parametrize(("kind", "one", "two", "because"), ONE, ids=[row[3] + ": " + row[1] for row in ONE])
def test_one_matter(kind: str, one: str, two: str, because: str) -> None:
    """General rules, without a profile, hold these for one matter, whichever comes first, and say why."""
    a, b = from_words(one, kind), from_words(two, kind)
    verdict = compare(a, b)
    assert verdict.verdict == "same", (because, verdict)
    assert verdict == compare(b, a)
    assert len(verdict.why) > 10


@pytest.mark.parametrize(("kind", "one", "two", "because"), TWO, ids=[row[3] + ": " + row[1] for row in TWO])
def test_two_matters(kind: str, one: str, two: str, because: str) -> None:
    """What only looks alike is never linked: it is different, or unsure and waits for a person."""
    a, b = from_words(one, kind), from_words(two, kind)
    linked = a.names_something and b.names_something and compare(a, b).verdict == "same"
    assert not linked, (because, compare(a, b))


def test_a_title_is_one_whatever_kinds_it_was_taken_for() -> None:
    """A name all in capitals joins a plan and a statement; a head of its own on each side does not."""
    plan, statement = (from_words("the Lena Otter Pledge", kind) for kind in ("plan", "statement"))
    assert compare(plan, statement).verdict == "same"
    headed = from_words("the Lena Otter Plan", "plan"), from_words("the Lena Otter Statement", "statement")
    assert compare(*headed).verdict != "same"
    lanes = from_words("the LTU’s Otter Lanes", "plan"), from_words("LTU Otter Lanes", "activity")
    assert compare(*lanes).verdict == "same"
    others = from_words("the CXX’s Otter Lanes", "plan"), from_words("LTU Otter Lanes", "activity")
    assert compare(*others).verdict != "same"


def test_a_title_with_its_head_is_no_sum() -> None:
    """A fund is one whether a reader took it for a body or for what is given; two funds of a kind are two."""
    body, given = (
        from_words("a Harbour Intermediary Fund", "body"),
        from_words("the Harbour Intermediary Fund", "delivery"),
    )
    assert compare(body, given).verdict == "same"
    assert compare(body, from_words("the Tidal Intermediary Fund", "delivery")).verdict != "same"


def _by(who: str, matter: str, kind: str) -> Naming:
    say = Say(f"{who} set up {matter}.", matter, kind, "created", "", {"actors": who})
    return naming(told("Herald", "2031-05-02", say)[1][0])


def test_what_is_adopted_each_year_is_told_by_its_month() -> None:
    """The decisions of one council in two years are two matters; those of one month are one."""
    may, june, again = (
        _by("The herald", f"the decisions of the Lake Amber Council of {month}", "statement")
        for month in ("May 2031", "June 2032", "3 May 2031")
    )
    assert (may.days, june.days) == ("2031-05", "2032-06")
    assert compare(may, june).verdict == "different"
    assert compare(may, again).verdict == "same"


def test_a_text_told_by_four_words_is_one_whoever_speaks_of_it() -> None:
    """Who calls for it tells it from no other; three words leave room for two."""
    four, three = "a binding amber instrument on plankton salvage", "a binding instrument on amber"
    assert compare(*(_by(who, four, "agreement") for who in ("Ruritania", "Arland"))).verdict == "same"
    assert compare(*(_by(who, three, "agreement") for who in ("Ruritania", "Arland"))).verdict != "same"


def _counting(matter: str, amount: str, who: str) -> Naming:
    quote = f"{who} will ship {matter} of salt gas"
    document, assertions = told(
        "Salt Council", "2031-05-02", Say(quote, matter, "delivery", "planned", "", {"actors": who, "amount": amount})
    )
    assert document.text == quote
    return naming(assertions[0])


def test_one_figure_of_one_party_is_one_promise() -> None:
    """So many of what is promised once at a time, by one party, is one matter however the unit is written."""
    one = _counting("25 billion cubic metres", "25 billion cubic metres", "The US")
    two = _counting("25 bcm", "25 bcm", "The US")
    other = _counting("30 bcm", "30 bcm", "The US")
    assert (one.figure, two.figure, other.figure) == ("25", "25", "30")
    assert compare(one, two).verdict == "same"
    assert compare(one, other).verdict != "same"
    tonnes = [
        _counting(f"{many} tonnes of salt dust", f"{many} tonnes", "Saltworks") for many in ("3 million", "2 million")
    ]
    assert compare(*tonnes).verdict == "unsure"


def test_a_number_in_a_name_is_no_figure() -> None:
    """The figure of "COVID-19 vaccine doses" is not 19; one figure of one thing is one matter whoever tells it."""
    assert from_words("COVID-19 vaccine doses", "delivery").figure == ""
    a, b = (_counting(f"4000 {unit} of tidal amber power", f"4000 {unit}", "It") for unit in ("MW", "megawatts"))
    assert a.figure == b.figure == "4000"
    assert compare(a, b).verdict == "same"
    assert _counting("1.5 degrees of warming", "1.5 degrees", "It").figure == "1.5"


def test_a_documents_title_is_the_briefing_that_it_reports() -> None:
    """The title says who speaks and on which day, the text on what: one meeting; on another day there are two."""
    head = "BRIEFING OF LTU SECRETARY GENERAL ARNO LIND, 2 February 2031"
    body = "On 2 February 2031 the LTU Secretary General Arno Lind gave an online briefing on the results of 2030."
    title, text = (
        Say(head, head, "meeting", "done", "2031-02-02"),
        Say(
            body,
            "an online briefing on the results of 2030",
            "meeting",
            "done",
            "2031-02-02",
            {"actors": "the LTU Secretary General Arno Lind"},
        ),
    )
    for saying, threads in ((title, 1), (title._replace(when="2031-02-09"), 2)):
        assert threads_of(told("LTU", "2031-02-02", saying, text)) == threads


@pytest.mark.parametrize(
    ("publishers", "threads"), [(("LTU", "LTU"), 1), (("LTU", "CXX"), 2), (("The Lantern", "The Lantern"), 2)]
)
def test_an_organisation_says_again_what_it_said(publishers: tuple[str, str], threads: int) -> None:
    """Word for word in five words: one matter of one organisation; of two, or told by a newspaper, it may be two."""
    words = "regular consultations on undersea cable security and resilience"
    tellings = []
    for year, publisher in zip(("2031", "2033"), publishers, strict=True):
        say = Say(f"We will hold {words}.", words, "activity", "planned", "", {"actors": "We"})
        tellings.append(told(publisher, f"{year}-05-02", say))
    assert threads_of(*tellings) == threads


@pytest.mark.parametrize(("other", "threads"), [("LTU", 1), ("CXX", 2)])
def test_nearly_the_same_words_are_one_where_one_organisation_tells_both(other: str, threads: int) -> None:
    """One word that says little more: of one organisation it is one aim, of two it may be two."""
    tellings = []
    for publisher, words in (
        ("LTU", "the triple peril of tidal silting, amber smuggling and otter decline"),
        (other, "the triple global peril of tidal silting, amber smuggling and otter decline"),
    ):
        say = Say(f"We will counter {words}.", words, "activity", "planned", "", {"actors": "We"})
        tellings.append(told(publisher, "2031-05-02", say))
    assert threads_of(*tellings) == threads


@pytest.mark.parametrize(
    ("who", "publishers", "threads"),
    [
        (("Kenya", "Kenya"), ("LTU", "CXX"), 1),
        (("Kenya", "Ghana"), ("LTU", "LTU"), 2),
        (("The Central Bank", "The Central Bank"), ("LTU", "CXX"), 2),
        (("The Central Bank", "The Central Bank"), ("LTU", "LTU"), 1),
    ],
)
def test_what_the_same_parties_do_is_told_by_few_words(
    who: tuple[str, str], publishers: tuple[str, str], threads: int
) -> None:
    """Two words suffice for one state, whoever tells of it; a central bank is any state's, unless one tells both."""
    tellings = []
    for actor, publisher in zip(who, publishers, strict=True):
        say = Say(f"{actor} will avoid amber provocations.", "amber provocations", "activity", "planned", "",
                  {"actors": actor})  # fmt: skip
        tellings.append(told(publisher, "2031-05-02", say, title=actor))
    assert threads_of(*tellings) == threads


@pytest.mark.parametrize(
    ("first", "second", "publisher", "threads"),
    [
        ("$3 million for otter ferries", "$3 million for otter ferries", "LTU", 1),
        ("$3 million for otter ferries", "$3 million for otter ferries", "CXX", 2),
        (
            "$3 million for tidal forecasting of amber silting",
            "$30 million for tidal forecasting of amber silting",
            "LTU",
            2,
        ),
    ],
)
def test_a_sum_told_again_is_of_one_publisher(first: str, second: str, publisher: str, threads: int) -> None:
    """So much for the same, told twice by one organisation, is one promise; another sum, or another's, is another."""
    tellings = []
    for words, teller in ((first, "LTU"), (second, publisher)):
        say = Say(f"One will see {words}.", words, "delivery", "planned")
        tellings.append(told(teller, "2031-05-02", say, title=words))
    assert threads_of(*tellings) == threads


def test_no_third_text_joins_two_organisations_summits() -> None:
    """One that names no organisation may be either's, and brings the two together no more."""
    tellings = []
    for number, words in enumerate(("the LTU Otter Summit", "the Otter Summit", "the CXX Otter Summit")):
        say = Say(f"We will hold {words}.", words, "meeting", "planned")
        tellings.append(told("Herald", f"203{number}-05-02", say))
    assert threads_of(*tellings) == 2


def test_nearly_the_same_long_phrases_meet() -> None:
    """What the rules hold for one is found, however many words it has."""
    words = "tidal dredging amber silting otter heronry ferry lagoon mooring pilotage towage lighterage"
    tellings = []
    for phrase in (words, f"{words} ballast"):
        say = Say(f"We will promote {phrase}.", phrase, "activity", "planned", "", {"actors": "We"})
        tellings.append(told("LTU", "2031-05-02", say))
    assert threads_of(*tellings) == 1


@pytest.mark.parametrize(
    ("partner", "threads"), [("Sylvania", 1), ("Ruritania", 2), ("", 1)], ids=["the same", "another", "not told"]
)
def test_what_we_do_is_of_those_who_are_we(partner: str, threads: int) -> None:
    """Two texts of one publisher, each with a partner: who acts most in a text are "we"; who is only asked is not."""
    aim = "stronger tidal forecasting of amber silting and otter decline"
    tellings = []
    for other, day in (("Sylvania", "2031-05-02"), (partner, "2032-05-02")):
        deeds = [
            Say(
                f"{who} and the LTU will hold {what}.", what, "meeting", "planned", "", {"actors": f"{who} and the LTU"}
            )
            for who, what in ((other, "a harbour fair"), (other, "a ferry race"))
            if who
        ]
        asked = Say(
            "We urge Vespania to repair its dams.",
            "repair its dams",
            "activity",
            "called for",
            "",
            {"actors": "Vespania"},
        )
        ours = Say(f"We will pursue {aim}.", aim, "activity", "planned", "", {"actors": "We"})
        tellings.append(told("LTU", day, *deeds, asked, asked, ours))
    assert threads_of(*tellings, matter=aim) == threads


def test_a_framework_that_we_agree_is_between_us() -> None:
    """A new bond is of those who agree it; one that they speak of may be anybody's."""
    tellings = []
    frame = "a Framework for Fair and Balanced Otter Exchange"
    for partner in ("Sylvania", "Ruritania"):
        deeds = [
            Say(f"{partner} will open {what}.", what, "activity", "planned", "", {"actors": partner})
            for what in ("its tidal markets", "its amber ports")
        ]
        new = Say(f"We have agreed on {frame}.", frame, "agreement", "adopted", "", {"actors": "We"})
        tellings.append(told("LTU", "2031-05-02", *deeds, new, title=partner))
    assert threads_of(*tellings, matter=frame) == 2


@pytest.mark.parametrize(
    ("quote", "matter"),
    [
        ("Granite Shield 2031, the LTU's joint salvage drill, ended on Friday.", "the LTU's joint salvage drill"),
        ("The LTU's joint salvage drill, Granite Shield, ended on Friday.", "The LTU's joint salvage drill"),
    ],
)
def test_a_drill_has_the_name_that_stands_beside_it(quote: str, matter: str) -> None:
    """Of two words for one thing with a comma between the name is the drill's."""
    found = naming(told("Herald", "2031-05-02", Say(quote, matter, "exercise", "done"))[1][0])
    assert found.names == ("granite shield",)
