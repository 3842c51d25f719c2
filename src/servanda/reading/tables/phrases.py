"""The patterns of sentences on targets, made of the vocabulary's lists."""

from __future__ import annotations

import re

from servanda import vocabulary

WORDS = vocabulary.table("tables")["narrative"]


def _any(*names: str) -> str:
    """The words of the lists as alternatives, the longest first."""
    words = [word for name in names for word in WORDS[name]]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_PARTLY = rf"(?P<partly>{_any('partly')})"
_NOT = (
    r"(?:did|does|do|has|have|had|was|were|could|is|are)(?:\s+not|n['’]t)\s+"
    r"(?:yet\s+|been\s+able\s+to\s+|able\s+to\s+)?"
)
_TARGET = (
    r"(?P<target>(?:the|its|their|our|this|that|these|those|all|both)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,3}?"
    rf"(?:{_any('targets')})(?:\s+for\s+(?:the\s+year\s+)?(?:19|20)\d\d)?)"
)
# "…, which did not meet the planned target", "…, exceeding its goal", "the Unit only partly met the target"
ACTIVE = re.compile(
    rf"(?P<link>,?\s*\b(?:which|and\s+thus|thereby|thus|but)\s+(?:also\s+|thus\s+|thereby\s+)?|,\s+)?"
    rf"\b(?P<not>{_NOT})?(?:{_PARTLY}\s+)?(?:fell\s+|falls\s+|falling\s+|remained\s+|was\s+|were\s+|far\s+|slightly\s+|well\s+|significantly\s+|substantially\s+)*"
    rf"\b(?:(?P<missed>{_any('missed')})|(?P<exceeded>{_any('exceeded')}|exceed|surpass)|(?P<met>{_any('met')}|reach|achieve|attain|fulfil|fulfill|satisfy))"
    rf"\s+{_TARGET}\b",
    re.IGNORECASE,
)
# "the planned target of 25 was not met"
PASSIVE = re.compile(
    rf"\b{_TARGET}(?:\s+(?:of|to|for)\s+(?P<content>(?:[^.;]|\.(?=\d)){{1,200}}?))?\s+(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?P<not>not\s+|n['’]t\s+)?"
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
    rf"\s+(?P<target>(?:a|an|the|its|their|our)\s+(?:[\w-]+\s+){{0,3}}?(?:{_any('targets')}))(?=\s+of\b)",
    re.IGNORECASE,
)
# How a sentence after a verdict may speak of the gap without naming the target again.
GAP = re.compile(
    rf"\s*(?:{_any('gaps')})\b[^.;]{{0,120}}?\b(?:is|was|were|are|came|arose|resulted|stemmed|stems|results)\s",
    re.IGNORECASE,
)
# What stands before a verdict that only points back to the sentence before: "This exceeded the target".
BACK = re.compile(
    r"(?:this|that|these|those|they|it|which|the\s+(?:result|outcome|figure|total|number|results|figures))",
    re.IGNORECASE,
)
_NO_CAUSE = r"(?!as\s+(?:of|well|at|part|per|an?)\b|since\s+(?:then\b|\d|[A-Z][a-z]+\s+\d)|following\s+\d|given\s+to\b)"
REASON = re.compile(
    rf"(?:\A|[\s,(])(?P<cue>{_NO_CAUSE}(?:(?:primarily|mainly|largely|partly|chiefly)\s+)?(?:{_any('reasons')}))(?=[\s,])",
    re.IGNORECASE,
)
LEADS = re.compile(rf"\b(?:{_any('leads')})\s+", re.IGNORECASE)


def verdict(match: re.Match[str]) -> str:
    """``met``, ``exceeded``, ``missed``, ``partly`` or ``compared``, as a match of ACTIVE, PASSIVE or COMPARED says."""
    groups = match.groupdict()
    if "met" not in groups:
        return "compared"
    if groups["partly"] or groups.get("after"):
        return "partly"
    if groups["missed"]:
        return "met" if groups["not"] else "missed"
    if groups["not"]:
        return "missed" if groups["met"] else "met"
    return "exceeded" if groups["exceeded"] else "met"
