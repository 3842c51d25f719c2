"""In which thread and undertaking the assertions of a few documents stand, without a standing of everything."""

from __future__ import annotations

from collections.abc import Collection

from servanda.ledger.views import View
from servanda.linking import link_around
from servanda.linking.profiled import Profiles, as_profiles
from servanda.profiles import Profile
from servanda.register.ground import ground_of
from servanda.register.standing import thread_of
from servanda.when import When


def owners(
    view: View, documents: Collection[str], profile: Profile | Profiles | None = None, today: str = ""
) -> dict[str, tuple[str, str]]:
    """The ids of the thread and the undertaking of every assertion of these documents, by its id.

    They are the same as in :func:`servanda.register.standing` of the whole view.
    """
    profiles = as_profiles(profile)
    linker = link_around(view, documents, profiles)
    ground = ground_of(view, profiles, When(today or view.as_of))
    wanted = {each.id for each in view.assertions if each.document in documents}
    threads = (thread_of(members, linker, ground) for members in {linker.thread(key) for key in wanted})
    return {
        key: (thread.id, undertaking.id)
        for thread in threads
        for undertaking in thread.undertakings
        for key in undertaking.assertions
        if key in wanted
    }
