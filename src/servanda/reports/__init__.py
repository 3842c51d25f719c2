"""What is asked of the whole register: books, domains, briefings, answers. Pure views over a view and its standing."""

from servanda.reports.activities import Activity, activities, grid
from servanda.reports.bodies import Body, Designation, bodies
from servanda.reports.cells import Cell
from servanda.reports.chairs import Chair
from servanda.reports.instruments import Instrument, instruments
from servanda.reports.statements import Claim, Statement, statements

__all__ = [
    "Activity",
    "Body",
    "Cell",
    "Chair",
    "Claim",
    "Designation",
    "Instrument",
    "Statement",
    "activities",
    "bodies",
    "grid",
    "instruments",
    "statements",
]
