"""What the grammar of the words above a matter says of its status."""

from __future__ import annotations

import pytest

from servanda import vocabulary
from servanda.reading.labels import Likely, Subject, label
from servanda.reading.model import shipped
from servanda.reading.parsing import Piece, Sentence, parse
from servanda.reading.setting import Setting
from servanda.reading.spans import matter_span
from servanda.reading.status import ruled


def _sentence(text: str, kind: str = "paragraph") -> Sentence:
    return parse(text, [Piece(0, len(text), 0, kind, -1)])[0]


def _index(sentence: Sentence, word: str) -> int:
    return sentence.words.index(word)


DONE = [
    ("The Council held a seminar on harbour safety in May.", "seminar", "done"),
    ("The regatta took place in June.", "regatta", "done"),
    ("We have delivered forty ambulances to the island clinics.", "ambulances", "done"),
    ("Two inspections were carried out in the spring.", "inspections", "done"),
    ("The Secretariat managed to hold the workshop.", "workshop", "done"),
    ("The ministers adopted the Charter of Lighthouses.", "Charter", "adopted"),
    ("The work plan was approved by the Committee.", "plan", "adopted"),
    ("The seminar on ferries has been moved from Riga to Oslo.", "seminar", "planned"),
    ("The accord on ferries was initialled in May.", "accord", "drafted"),
    ("The guilds were about to sign an accord on ferries.", "accord", "planned"),
    ("The parties signed a memorandum on ferries.", "memorandum", "signed"),
    ("The treaty has been signed by nine states.", "treaty", "signed"),
    ("The parliament ratified the protocol last week.", "protocol", "ratified"),
    ("The agreement has been ratified by all parties.", "agreement", "ratified"),
    ("The convention entered into force on 3 March.", "convention", "in force"),
    ("The protocol came into force in autumn.", "protocol", "in force"),
    ("We established a centre for tidal research.", "centre", "created"),
    ("A hotline was set up in April.", "hotline", "created"),
    ("The network was launched at the summit.", "network", "created"),
    ("At the summit in Riga the guilds signed a pact on ferries.", "summit", "done"),
    ("At the conference in Oslo they agreed to dredge the harbour.", "conference", "done"),
    ("At the exercise off Riga the guilds created a tidal mission.", "exercise", "done"),
    ("We welcome the launch of the Orchard Fellowship.", "Fellowship", "created"),
    ("The year began with the adoption of the strategy.", "strategy", "adopted"),
    ("The Assembly noted the signing of the accord.", "accord", "signed"),
    ("The Board appointed a new coordinator.", "coordinator", "designated"),
    ("We are pleased to announce the ratification of the treaty.", "treaty", "ratified"),
    ("We welcome the entry into force of the Protocol on Tariffs on 1 September.", "Protocol", "in force"),
    ("Under a charter in force since May, pilots may board.", "charter", "in force"),
    ("Within a memorandum of understanding signed in May, we plan to dredge.", "memorandum", "signed"),
]
INTENDED = [
    ("We will hold a conference in October.", "conference", "planned"),
    ("The Union plans to open a liaison office.", "office", "planned"),
    ("The States intend to sign an accord.", "accord", "planned"),
    ("The Leaders decided to create a task force.", "force", "planned"),
    ("The plan provides for the adoption of a charter of lighthouses.", "charter", "planned"),
    ("During the forum the guilds will open a liaison office.", "forum", "planned"),
    ("They agreed to convene a forum.", "forum", "planned"),
    ("The Office will continue to publish the bulletin.", "bulletin", "planned"),
    ("A joint patrol is scheduled for July.", "patrol", "planned"),
    ("We took a decision to establish a fund.", "fund", "planned"),
    ("Members reaffirmed their commitment to ratify the treaty.", "treaty", "planned"),
    ("We are committed to launching the platform.", "platform", "planned"),
    ("The Union announced its intention to open a school.", "school", "planned"),
    ("The Ministers pledged to cancel debts.", "debts", "planned"),
    ("The programme will be discontinued next year.", "programme", "planned"),
    ("We shall sign the charter in the autumn.", "charter", "planned"),
    ("They resolved to end the violence.", "violence", "planned"),
    ("The parties agreed to suspend the tariffs.", "tariffs", "planned"),
    ("The mission was sent to strengthen the border post.", "post", "planned"),
    ("Requests the Secretary to submit a report.", "report", "called for"),
    ("Calls upon all States to ratify the Convention.", "Convention", "called for"),
    ("Urges the parties to conclude a ceasefire.", "ceasefire", "called for"),
    ("Encourages Member States to finance the fund.", "fund", "called for"),
    ("We urged the bank to publish the audit.", "audit", "called for"),
    ("They repeated their call for a truce.", "truce", "called for"),
    ("We will ask the agency to prepare a study.", "study", "called for"),
    ("The Council demanded the withdrawal of the troops.", "troops", "called for"),
    ("We stand ready to host the talks.", "talks", "proposed"),
    ("The Chair proposed to hold a hearing.", "hearing", "proposed"),
    ("The Parties are considering a joint exercise.", "exercise", "proposed"),
    ("We will consider creating a task force.", "force", "proposed"),
    ("They may hold a second round.", "round", "proposed"),
    ("We are prepared to open a consulate.", "consulate", "proposed"),
    ("They explored the possibility of a customs union.", "union", "proposed"),
]
UNDER_WAY = [
    ("We are building a bridge across the strait.", "bridge", "under way"),
    ("The Office continues to monitor the fishery.", "fishery", "under way"),
    ("The agency has begun to repair the dam.", "dam", "under way"),
    ("The mission has been repairing the pier since May.", "pier", "under way"),
    ("The restoration of the archive is under way.", "archive", "under way"),
    ("Implementation of the plan continues.", "plan", "under way"),
    ("Efforts to open the corridor continued.", "corridor", "under way"),
    ("The parties are negotiating a fisheries treaty.", "treaty", "drafted"),
    ("A protocol is being drafted.", "protocol", "drafted"),
    ("Experts started the drafting of the convention.", "convention", "drafted"),
]
SLIPPED = [
    ("The drill was cancelled because of the storm.", "drill", "cancelled"),
    ("The parade was called off.", "parade", "cancelled"),
    ("The cancellation of the festival was announced by the mayor.", "festival", "cancelled"),
    ("The cancellation of the regatta drew complaints.", "regatta", "cancelled"),
    ("The elections were postponed until March.", "elections", "postponed"),
    ("The summit has been postponed.", "summit", "postponed"),
    ("The talks were suspended in winter.", "talks", "postponed"),
    ("The postponement of the census was announced.", "census", "postponed"),
    ("The target was missed owing to the postponement of the trials.", "trials", "postponed"),
    ("The session did not take place.", "session", "not done"),
    ("The training was not held.", "training", "not done"),
    ("The Board failed to adopt the budget.", "budget", "not done"),
    ("The parties have not signed the accord.", "accord", "not done"),
    ("The team was unable to visit the camp.", "camp", "not done"),
    ("It was not possible to hold the exercise.", "exercise", "not done"),
    ("The regatta could not be held because of the storm.", "regatta", "not done"),
    ("The Board could not reach agreement on the tariff.", "agreement", "not done"),
    ("There was a failure to reach agreement on the text.", "text", "not done"),
    ("The reform was not fully implemented.", "reform", "partly done"),
    ("The plan was only partially carried out.", "plan", "partly done"),
    ("The programme was partly implemented.", "programme", "partly done"),
    ("The number of courses held fell short of the planned target.", "courses", "partly done"),
    (
        "The work contributed to eleven courses, which did not meet the planned target of twenty.",
        "courses",
        "partly done",
    ),
    ("The agreement expired in June.", "agreement", "ended"),
    ("The mandate of the mission was terminated.", "mandate", "ended"),
    ("The programme was discontinued last year.", "programme", "ended"),
    ("The treaty has not entered into force.", "treaty", "not done"),
    ("The opening of the lighthouse was postponed to the spring.", "lighthouse", "postponed"),
    ("The harbour master had to postpone the regatta.", "regatta", "postponed"),
    ("No accord has been signed with the islands.", "accord", "not done"),
    ("The Secretariat has yet to publish the almanac.", "almanac", "not done"),
    ("The roadmap was implemented in part.", "roadmap", "partly done"),
    ("Three of the five courses were delivered.", "courses", "partly done"),
    ("The rehearsal was aborted because of fog.", "rehearsal", "cancelled"),
    ("The regatta was moved from May to July.", "regatta", "postponed"),
    ("Delivery of the tug has slipped to the spring of 2031.", "Delivery", "postponed"),
    ("The Board decided to postpone the auction.", "auction", "postponed"),
    ("The lighthouse, due in March, will now open in October.", "lighthouse", "postponed"),
    ("The opening of the dock, planned for June, is now expected in August.", "opening", "postponed"),
    ("The pilots will meet on 4 June instead of 3 May.", "pilots", "postponed"),
    ("The dock will not be ready before 2031.", "dock", "postponed"),
    ("The gala had to be called off.", "gala", "cancelled"),
    ("The gala was planned for June but was cancelled.", "gala", "cancelled"),
    ("The gala will not take place.", "gala", "cancelled"),
    ("The gala is off.", "gala", "cancelled"),
    ("The gala will be delayed for want of lamps.", "gala", "postponed"),
    ("The mayor, who was ill, put off the gala.", "gala", "postponed"),
    ("The goal of ten piers will not be met.", "goal", "not done"),
    ("The gala was struck from the list.", "gala", "cancelled"),
    ("The charter has yet to be signed by the islands.", "charter", "not done"),
    ("The almanac was to have been printed in June.", "almanac", "not done"),
    ("Parliament rejected the tariff.", "tariff", "not done"),
    ("Nobody signed the tariff.", "tariff", "not done"),
    ("The islands will not attend the fair.", "fair", "not done"),
    ("The tugs towed 41 hulls out of the 60 assigned.", "hulls", "partly done"),
    ("The yard built 30 tugs, short of the 40 promised.", "tugs", "partly done"),
    ("Only 11 million of the 19 million pledged was paid.", "million", "partly done"),
]
ALIKE = [
    ("It was agreed by the islands to adopt the tariff sooner.", "tariff", "planned"),
    ("The islands agreed to a tariff.", "tariff", "adopted"),
    ("Norway takes over the chair of the Lake Guild.", "chair", "designated"),
    ("The company moved its office to the harbour.", "office", "done"),
    ("We will not seek a second licence.", "licence", "planned"),
    ("The yard built 50 tugs, more than the 40 promised.", "tugs", "done"),
    ("The regatta, due in March, will open on time.", "regatta", "planned"),
    ("The Board plans to postpone the auction.", "auction", "planned"),
    ("The fund was established without delay.", "fund", "created"),
    ("We will help failed States to hold elections.", "elections", "planned"),
    ("The bank provided loans to end hunger.", "loans", "done"),
    ("The suspended bridge was opened in May.", "bridge", "created"),
    ("The clinics were opened without delay in the cancelled debtor states.", "clinics", "created"),
    ("We plan to postpone nothing and to hold the forum.", "forum", "planned"),
    ("The Council decided not to renew the embargo.", "embargo", "planned"),
    ("The postponed session was held in May.", "session", "done"),
    ("The unsigned letters were published.", "letters", "done"),
    ("They called for the cancellation of debts.", "debts", "called for"),
    ("The islands were the first to ratify the treaty.", "treaty", "ratified"),
    ("We welcome the accord signed in June by the islands.", "accord", "signed"),
]
TABLE = [*DONE, *INTENDED, *UNDER_WAY, *SLIPPED, *ALIKE]
LEADS = [
    ("We will:", "open a school for divers;", "school", "planned"),
    ("The parties intend to:", "exchange charts of the reefs;", "charts", "planned"),
    ("The Council requests the Secretary to:", "publish the roll of ships;", "roll", "called for"),
    ("The objectives are:", "strengthening the coast guard;", "guard", "planned"),
    ("In the past year, we have:", "repaired nine piers;", "piers", "done"),
    ("Our achievements include:", "a survey of the northern reefs;", "survey", "done"),
]


@pytest.mark.parametrize(("text", "word", "status"), TABLE, ids=[row[0] for row in TABLE])
def test_status_of(text: str, word: str, status: str) -> None:
    """The words above a matter give it this status."""
    sentence = _sentence(text)
    found = ruled(sentence, _index(sentence, word))
    assert found.status == status, found


@pytest.mark.parametrize(("lead", "text", "word", "status"), LEADS, ids=[row[0] for row in LEADS])
def test_items_inherit_from_their_lead(lead: str, text: str, word: str, status: str) -> None:
    """An item without a tense of its own stands where its lead-in says."""
    sentence = _sentence(text, "item")
    found = ruled(sentence, _index(sentence, word), _sentence(lead))
    assert found.status == status, found


@pytest.mark.parametrize(("text", "word"), [row[:2] for row in SLIPPED], ids=[row[0] for row in SLIPPED])
def test_no_slip_is_ever_done(text: str, word: str) -> None:
    """With the shipped models too, what slipped or ended is told so."""
    sentence = _sentence(text)
    index = _index(sentence, word)
    even = Likely(dict.fromkeys(vocabulary.statuses(), 1.0), dict.fromkeys(vocabulary.kinds(), 1.0))
    labels = label(Subject(sentence, index, matter_span(sentence, index), Setting(None, (), 0.5), even), shipped())
    assert vocabulary.family(labels.status) in ("slipped", "ended")
