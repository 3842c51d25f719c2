"""The patterns of sentences on targets, made of the vocabulary's lists."""

from __future__ import annotations

import re

from servanda import vocabulary

WORDS = vocabulary.table("tables")["narrative"]


def _any(*names: str) -> str:
    """The words of the lists as alternatives, the longest first."""
    words = [word for name in names for word in WORDS[name]]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


NOUN = re.compile(rf"\b(?:{_any('targets', 'loose')})\b", re.IGNORECASE)
_PARTLY = rf"(?P<partly>{_any('partly')})"
_NOT = (
    r"(?:(?:did|does|do|has|have|had|was|were|could)(?:\s+not|n['’]t)\s+(?:yet\s+|been\s+able\s+to\s+|able\s+to\s+)?"
    r"|(?:has|have|had)?\s*failed\s+to\s+)"
)
_TARGET = (
    r"(?P<target>(?:the|its|their|our|this|that|these|those|all|both)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,3}?"
    rf"(?P<noun>{_any('targets', 'loose')})(?:\s+for\s+(?:the\s+year\s+)?(?:19|20)\d\d)?)"
)
_DEGREE = r"(?:far\s+|slightly\s+|well\s+|just\s+|significantly\s+|substantially\s+|marginally\s+)*"
_LINK = r",?\s*\b(?:which|and|thereby|thus|but)\s+(?:also\s+|thus\s+|thereby\s+)?"
# "…, which did not meet the planned target", "…, exceeding its target", "the Unit only partly met the target"
ACTIVE = re.compile(
    rf"(?P<link>{_LINK})?\b(?:{_PARTLY}\s+)?(?:"
    rf"(?P<not>{_NOT})(?:(?P<not_met>{_any('bare', 'met')})|(?P<not_exceeded>{_any('bare_exceeded', 'exceeded')}))"
    rf"|(?P<met>{_any('met')})|(?P<exceeded>{_any('exceeded')}|(?:{_any('stood')})\s+{_DEGREE}(?:{_any('above')}))"
    rf"|(?P<missed>{_any('missed')}|(?:{_any('stood')})\s+{_DEGREE}(?:{_any('below')})))\s+{_TARGET}\b",
    re.IGNORECASE,
)
HANGING = re.compile(
    rf"(?P<link>,\s+(?:thus\s+|thereby\s+)?){_DEGREE}(?:(?P<exceeded>{_any('hanging_exceeded')})|(?P<missed>{_any('hanging_missed')}))"
    rf"\s+{_TARGET}\b",
    re.IGNORECASE,
)
# "the planned target of 25 was not met"
PASSIVE = re.compile(
    rf"\b{_TARGET}(?:\s+(?:of|to|for)\s+(?P<content>(?:[^.;]|\.(?=\d)){{1,200}}?))?\s+(?:was|were"
    r"|(?:has|have|had)(?=(?:\s+not|n['’]t)?\s+been)|could(?=(?:\s+not|n['’]t)\s+be))"
    rf"(?P<not>\s+not|n['’]t)?\s+(?:been\s+|be\s+)?"
    rf"(?:{_PARTLY}\s+|fully\s+|only\s+|therefore\s+|also\s+|thus\s+)*"
    rf"(?:(?P<missed>{_any('passive_missed')})|(?P<exceeded>{_any('passive_exceeded')})|(?P<met>{_any('passive_met')}))"
    rf"(?:\s+(?P<after>{_any('partly')}))?\b",
    re.IGNORECASE,
)
# What makes a verdict one that is still to come, or none: "to meet the target", "will exceed", "towards meeting".
STILL_TO_COME = re.compile(
    r"\b(?:to|will|would|should|could|may|might|can|must|shall|towards?|for|of|in|by|if|when|unless|until|before|whether|is|are|be|on\s+course)"
    r"(?:\s+(?:not|be|have|\w+ly))*\s*\Z",
    re.IGNORECASE,
)
# "26 courses were held, against a target of 20": the figures themselves say the outcome.
COMPARED = re.compile(
    rf"(?P<link>,?\s*\(?)\b(?:against|versus|compared\s+(?:with|to)|as\s+against|as\s+compared\s+(?:with|to)|in\s+comparison\s+with)"
    rf"\s+(?P<target>(?:a|an|the|its|their|our)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?P<noun>{_any('targets', 'loose')}))(?=\s+of\b)",
    re.IGNORECASE,
)
# How a sentence after a verdict may speak of the gap without naming the target again.
GAP = re.compile(
    rf"\s*(?:{_any('gaps')})\b[^.;]{{0,120}}?\b(?:is|was|were|are|came|arose|resulted|stemmed|stems|results)\s",
    re.IGNORECASE,
)
# What stands before a verdict that only points back to the sentence before: "This exceeded the target".
BACK = re.compile(
    r"(?:this|that|these|those|they|it|which|the\s+(?:result|outcome|figure|total|number|results|figures))"
    r"(?:\s+(?:has|have|had|also|thus|therefore|thereby))*",
    re.IGNORECASE,
)
# A clause that only supposes or aims: "If the target is met", "To achieve the target".
SUPPOSED = re.compile(
    r"\A\W*(?:if|to|when|unless|once|should|whether|until|in order to|so as to)\b[^,;]*\Z", re.IGNORECASE
)
_NO_CAUSE = r"(?!as\s+(?:of|well|at|part|per|an?)\b|since\s+(?:then\b|\d|[A-Z][a-z]+\s+\d)|following\s+\d|given\s+to\b)"
REASON = re.compile(
    rf"(?:\A|[\s,(])(?P<cue>{_NO_CAUSE}(?:(?:primarily|mainly|largely|partly|chiefly)\s+)?(?:{_any('reasons')}))(?=[\s,])",
    re.IGNORECASE,
)
LEADS = re.compile(rf"\b(?:{_any('leads')})\s+", re.IGNORECASE)


def verdict(match: re.Match[str]) -> str:
    """``met``, ``exceeded``, ``missed``, ``partly`` or ``compared``, as a match of one of the patterns says."""
    said = {name for name, words in match.groupdict().items() if words}
    if "missed" not in match.groupdict():
        return "compared"
    if said & {"partly", "after"}:
        return "partly"
    if "missed" in said or "not_met" in said or {"not", "met"} <= said:
        return "missed"
    return "exceeded" if "exceeded" in said else "met"


def is_loose(match: re.Match[str]) -> bool:
    """Whether the target is called by a word that is too vague without a figure: goal, milestone."""
    return match["noun"].lower() in WORDS["loose"]
