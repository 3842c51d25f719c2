"""How far two codings of a text agree (codebook §6), and how far a reader agrees with coded texts."""

from servanda.agreement.codings import Coded, Item, from_assertions, from_offsets, from_verbatim, to_offsets
from servanda.agreement.evaluation import Evaluated, Evaluation, evaluate, evaluate_codings
from servanda.agreement.excerpts import read_text
from servanda.agreement.gold import Gold, GoldText, load_coding, load_gold
from servanda.agreement.matching import Comparison, Pair, compare
from servanda.agreement.page import page
from servanda.agreement.scores import Row, Scores, alpha, measure
from servanda.agreement.tables import Table, as_text, evaluation_rows, evaluation_tables, score_row, score_table

__all__ = [
    "Coded",
    "Comparison",
    "Evaluated",
    "Evaluation",
    "Gold",
    "GoldText",
    "Item",
    "Pair",
    "Row",
    "Scores",
    "Table",
    "alpha",
    "as_text",
    "compare",
    "evaluate",
    "evaluate_codings",
    "evaluation_rows",
    "evaluation_tables",
    "from_assertions",
    "from_offsets",
    "from_verbatim",
    "load_coding",
    "load_gold",
    "measure",
    "page",
    "read_text",
    "score_row",
    "score_table",
    "to_offsets",
]
