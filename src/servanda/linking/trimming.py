"""What stands around a name and is not of it: how it is praised, when it is due, who takes part, a second matter."""

from __future__ import annotations

import re
from functools import cache

from servanda.linking.names import acronyms
from servanda.linking.words import head_classes, raw_words, stem
from servanda.vocabulary import table
from servanda.vocabulary.gazetteer import without_nations
from servanda.vocabulary.organisations import named_in

_PARTY = r"[A-Z][\w']*(?:\s[A-Z][\w']*)*"
_FOLLOWING = re.compile(
    r",?\s(?:which|who|whose|that (?:(?:the )?[A-Z]\w+ )?(?:is|are|was|were|will|has|have)|in order to|so that"
    r"|(?:to be )?(?:held|adopted|signed|approved)(?: (?:online|virtually|remotely|jointly))? (?:in|on|at|by)"
    r"|(?:hosted|led|chaired|attended|organi[sz]ed|convened|implemented|managed|administered|funded) by"
    r"|(?:first |once |originally |initially )?(?:(?:planned|scheduled|expected|slated) (?:for|in|on|to)|set for)"
    r"|held (?:its|their|a|an|the)|met|meets|convened|gathered|(?:took|takes) place|will)\s.*$"
    r"|,\s(?:first\s|originally\s)?(?:due|planned|scheduled|set|expected|slated)(?:\s(?:in|on|at|by|for|to)\s.*)?$"
    r"|\sin an? (?:\w+ )?(?:form|format|mode)(?:\s.*)?$"
    r"|\sin force(?:\s(?:since|from|for|until)\s.*)?$"
    r"|\sby (?:the|its|their) (?:next |coming )?(?:session|summit|meeting|end|beginning|middle)\b.*$"
    r"|,\s(?:\w+ly\s)?(?:based|built|founded|grounded|rooted|underpinned|anchored|supported|backed|financed)"
    r"\s(?:on|in|upon|by)\s.*$"
)
_MOST = re.compile(r"\b(?:largest|biggest|highest) (summit|session|meeting) in the history of\b")
_MEASURED = re.compile(r",\s\d[\d.,]*\s(?:km|kilomet(?:re|er)s?|miles|hectares|metres|meters)\b.*$")
_IN_COUNTRY = re.compile(r"^((?:[Tt]he\s)?[A-Z]{3,8})\s(?:in|to)\s(?:the\s)?[A-Z]\w+$")  # the BWM in Norway is the BWM
_FOR_YEARS = re.compile(
    r"\sfor (?:the )?(?:(?:same|next|coming|following|first|last|two|three|four|five|six|seven|eight|nine|ten) )*"
    r"(?:years?|period)(?:\s[\d-]+)?$"
)
_BY_WHAT = re.compile(r",?\s(?:consistent with|in line with|in accordance with|in conformity with)\s.*$")
# What something with a title is for.
_PURPOSE = re.compile(r"((?:[A-Z][\w'-]*\s(?:(?:on|of|for|and|in)\s)?)+[A-Z][\w'-]*)\sto\s[a-z]{3,}\s.*$")
_PARTIES = re.compile(  # of Canada, Mexico and the United States: three or more parties of one body
    rf"\s(?:of|between|among)\s(?:the\s)?{_PARTY}(?:,\s(?:the\s)?{_PARTY})+,?\sand\s(?:the\s)?{_PARTY}"
)
_OF_MEMBERS = re.compile(
    r"\s(?:of|by|for|between|among)\s(?:the\s|its\s|all\s)?(?:[A-Z][\w.-]*\s)?[Mm]ember\s(?:[Ss]tates|[Cc]ountries)\b"
    r"|(?<=[A-Z]{3})\s(?:states|countries|members)\b"
)
_NAME = r"[A-Z][\w'-]*(?:\s(?:(?:of|on|for|and|in|to|the)\s)*[A-Z][\w'-]*)+"  # two words with capitals
_BESIDE_NAME = re.compile(rf"({_NAME}(?:\s\([A-Z]\w+\))?)\s(?:and\sother|with\s(?:new|additional|further))\s[a-z].*$")
_POSSESSOR = re.compile(
    rf"^(?:the\s)?\"?([A-Z][\w.-]*(?:\s(?:(?:and|of|for|the)\s)*[A-Z][\w.-]*)*)'s?\s(?={_NAME}(?:\s\([A-Z]\w+\))?\"?$)"
)
_AND_ANOTHER = re.compile(  # a name with its acronym, and a second name that is another matter
    r"^((?!.*\bbetween\b).*?\([A-Z][A-Za-z0-9-]{1,9}\)),?\s(?:and|as well as)\s(?:the|an?|its)\s[a-z ]*[A-Z].*$"
)


def trimmed(line: str, *, by_what: bool) -> str:
    """A line without what stands behind its name; `by_what` keeps what a matter is in line or in accordance with."""
    line = _of_things().sub("", line)
    line = _MOST.sub(r"\1 of", line)
    if (match := _IN_COUNTRY.match(line)) and not named_in(match[1]):
        line = match[1]
    behind = (_FOLLOWING, _MEASURED, _FOR_YEARS, _PARTIES, _OF_MEMBERS)
    for pattern in (*behind, *(() if by_what else (_BY_WHAT,))):
        line = pattern.sub("", line)
    return _BESIDE_NAME.sub(_with_its_head, _AND_ANOTHER.sub(r"\1", _PURPOSE.sub(r"\1", line)))


def _with_its_head(match: re.Match[str]) -> str:
    """A name that has its head, without what stands behind it: the Harbour Accords and other arrangements."""
    headed = any(stem(word) in head_classes() for word in raw_words(match[1]))
    return match[1] if headed else match[0]


@cache
def _of_things() -> re.Pattern[str]:
    """Short forms of kinds of things in brackets, behind their full name: a Memorandum of Agreement (MOA)."""
    return re.compile(rf"\s\((?:{'|'.join(map(re.escape, table('linking')['acronyms']['things']))})s?\)")


def possessed(line: str) -> tuple[str, str]:
    """The state or organisation whose a name is, where that stands before it, and the name: "Norway's Harbour Plan"."""
    match = _POSSESSOR.match(line)
    others = {word.lower() for word in raw_words(without_nations(match[1]))} - acronyms(match[1]) if match else {""}
    return (match[1], f"the {line[match.end() :]}") if match and not others else ("", line)
