"""Which matters are an organisation's: it speaks of them, or they are told under its name or that of its own things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from servanda.ledger.views import View
from servanda.model import Assertion, Document, Thread
from servanda.profiles import Profile

_HEAD = 300  # code points at the beginning of a text in which it says whom it is about


def concerned(
    threads: Iterable[Thread], view: View, speaks: Callable[[Document], bool], profile: Profile | None, name: str
) -> tuple[Thread, ...]:
    """The threads of `name`, whose own documents are those that `speaks` tells; `profile` knows its other names.

    A thread is the organisation's where one of its assertions stands in its own document or names it or one of its
    organs, series and instruments, or where the document begins with its name.
    """
    words = sorted({name, *(profile.words if profile else ())}, key=len, reverse=True)
    own = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    documents = {
        key
        for key, document in view.documents.items()
        if speaks(document) or own.search(f"{document.title}\n{document.text[:_HEAD]}")
    }
    said = {each.id: each for each in view.assertions}

    def names(told: Assertion) -> bool:
        line = f"{told.quote.text}\n{told.matter.text}"
        return bool(own.search(line)) or (profile is not None and _of_profile(profile, line))

    def is_own(thread: Thread) -> bool:
        told = [said[key] for owed in thread.undertakings for key in owed.assertions if key in said]
        return any(each.document in documents or names(each) for each in told)

    return tuple(thread for thread in threads if is_own(thread))


def _of_profile(profile: Profile, line: str) -> bool:
    """Whether a line names a matter of the profile, or an organ by a name of several words."""
    organs = (word.casefold() for organ in profile.organs for word in organ.words if " " in word)
    folded = " ".join(line.casefold().split())
    return bool(profile.find(line)) or any(word in folded for word in organs)
