"""Instruments: each text's life from draft to force, each party's acts, and what the written clause gives."""

from servanda.reports.instruments.book import instruments
from servanda.reports.instruments.find import called, register_view, text_view
from servanda.reports.instruments.rows import Force, Instrument, PartyActs

__all__ = ["Force", "Instrument", "PartyActs", "called", "instruments", "register_view", "text_view"]
