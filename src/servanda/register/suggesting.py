"""A first draft of a profile from a ledger: what recurs in it, for a person to check, source and finish."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from servanda.ledger.views import View
from servanda.linking.names import acronyms, coined, shown
from servanda.linking.words import head_classes, plain, raw_words, stem
from servanda.model import Assertion, Standing, Thread
from servanda.vocabulary import table

_TWICE = 2
_UNSOURCED = "TO DO: the public page that states this"


def suggest(standing: Standing, view: View, name: str) -> str:
    """A profile as TOML for the organisation `name`: its series (matters with several editions), instruments, organs.

    Every entry carries the address of the first text that names it, or a note to find one; none is final, and the text
    says so. A ledger without anything that recurs gives a draft with the name alone.
    """
    said = {each.id: each for each in view.assertions}
    addresses = {key: document.address or document.about for key, document in view.documents.items()}
    series = [thread for thread in standing.threads if _recurs(thread, said)]
    instruments = [thread for thread in standing.threads if _is_instrument(thread, said)]
    parts = [
        _head(name, view, addresses),
        *(_entry("series", thread, said, addresses) for thread in series),
        *(_entry("instruments", thread, said, addresses) for thread in instruments),
        *_organs(view, addresses),
    ]
    return "\n".join(parts)


def _head(name: str, view: View, addresses: dict[str, str]) -> str:
    publishers = Counter(document.publisher for document in view.documents.values() if name in document.publisher)
    source = next((addresses[key] for key in sorted(addresses) if addresses[key]), _UNSOURCED)
    lines = (
        "# A draft made from a ledger. Check each entry, give each name its public source,",
        "# and take out what is not the organisation's own.",
        f"name = {_text(name)}",
        f"title = {_text(name)}",
        'version = "0.1"',
        f"source = {_text(source)}",
        f"publishers = {_text(sorted(set(publishers) - {name}))}",
        "",
    )
    return "\n".join(lines)


def _recurs(thread: Thread, said: dict[str, Assertion]) -> bool:
    """A coined name with two editions, or two years of meetings of one body."""
    editions = {owed.edition for owed in thread.undertakings if owed.edition}
    members = [said[key] for owed in thread.undertakings for key in owed.assertions]
    named = any(coined(plain(each.matter.text), each.kind) for each in members)
    kind_recurs = thread.kind == "meeting" or (named and thread.kind in ("exercise", "operation"))
    return len(editions) >= _TWICE and kind_recurs


def _is_instrument(thread: Thread, said: dict[str, Assertion]) -> bool:
    """A plan, an agreement or a body whose name is written with capitals and stands in two texts."""
    texts = {said[key].document for owed in thread.undertakings for key in owed.assertions}
    capitals = sum(word[:1].isupper() for word in raw_words(thread.name))
    return thread.kind in ("plan", "agreement", "body") and len(texts) >= _TWICE and capitals >= _TWICE


def _entry(section: str, thread: Thread, said: dict[str, Assertion], addresses: dict[str, str]) -> str:
    members = [said[key] for owed in thread.undertakings for key in owed.assertions]
    source = next((addresses[each.document] for each in members if addresses[each.document]), _UNSOURCED)
    names = "".join(f"  {{ name = {_text(alias)}, source = {_text(source)} }},\n" for alias in _aliases(thread))
    listed = f"names = [\n{names}]\n" if names else ""
    handle = re.sub(r"[^a-z0-9]+", "-", thread.name.lower()).strip("-")
    return (
        f"[[{section}]]\nid = {_text(handle)}\nname = {_text(thread.name)}\nkind = {_text(thread.kind)}\n"
        f"source = {_text(source)}\n{listed}"
    )  # fmt: skip


def _aliases(thread: Thread) -> list[str]:
    """Names that are written otherwise than by case, article and year."""
    own = _bare(thread.name)
    return sorted({alias for alias in thread.aliases if _bare(alias) != own and len(raw_words(alias)) <= 8})


def _bare(name: str) -> str:
    return re.sub(r"[^\w]+|(?:19|20)\d\d", " ", name.casefold()).strip()


def _organs(view: View, addresses: dict[str, str]) -> Iterator[str]:
    """Bodies that act in two texts under one capitalised name."""
    bodies = table("linking")["bodies"]["classes"]
    found: dict[str, set[str]] = {}
    for assertion in view.assertions:
        for actor in assertion.actors:
            words = raw_words(shown(actor.text))
            is_body = any(head_classes().get(stem(word)) in bodies for word in words if word[:1].isupper())
            if is_body and 1 < len(words) <= 8 and not acronyms(plain(actor.text)):
                found.setdefault(shown(actor.text), set()).add(assertion.document)
    for name, texts in sorted(found.items()):
        if len(texts) >= _TWICE:
            source = next((addresses[key] for key in sorted(texts) if addresses[key]), _UNSOURCED)
            handle = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            yield f"[[organs]]\nid = {_text(handle)}\nname = {_text(name)}\nsource = {_text(source)}\n"


def _text(value: object) -> str:
    """A TOML string or list of strings, which JSON's are as well."""
    return json.dumps(value, ensure_ascii=False)
