"""What stands behind a name and is not of it: what is said of it, when it is due, who takes part, a second matter."""

from __future__ import annotations

import re

_PARTY = r"[A-Z][\w']*(?:\s[A-Z][\w']*)*"
_FOLLOWING = re.compile(
    r",?\s(?:which|who|whose|that (?:is|are|was|were|will|has|have)|in order to|so that"
    r"|(?:to be )?(?:held|adopted|signed|approved) (?:in|on|at|by)"
    r"|(?:hosted|led|chaired|attended|organi[sz]ed|convened|implemented|managed|administered|funded) by"
    r"|(?:first |once |originally |initially )?(?:(?:planned|scheduled|expected|slated) (?:for|in|on|to)|set for)"
    r"|held (?:its|their|a|an|the)|met|meets|convened|gathered|(?:took|takes) place|will)\s.*$"
    r"|,\s(?:first\s|originally\s)?(?:due|planned|scheduled|set|expected|slated)(?:\s(?:in|on|at|by|for|to)\s.*)?$"
    r"|\sin an? (?:\w+ )?(?:form|format|mode)(?:\s.*)?$"
    r"|,\s(?:based|built|founded|grounded|rooted|underpinned|anchored)\s(?:on|in|upon|by)\s.*$"
)
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
_AND_ANOTHER = re.compile(  # a name with its acronym, and a second name that is another matter
    r"^((?!.*\bbetween\b).*?\([A-Z][A-Za-z0-9-]{1,9}\)),?\s(?:and|as well as)\s(?:the|an?|its)\s[a-z ]*[A-Z].*$"
)


def trimmed(line: str, *, by_what: bool) -> str:
    """A line without what stands behind its name; `by_what` keeps what a matter is in line or in accordance with."""
    for pattern in (_FOLLOWING, _FOR_YEARS, _PARTIES, _OF_MEMBERS, *(() if by_what else (_BY_WHAT,))):
        line = pattern.sub("", line)
    return _AND_ANOTHER.sub(r"\1", _PURPOSE.sub(r"\1", line))
