"""Fetching: sources on the web, politely, and never from an address that is not public."""

from servanda.sources.fetching.addresses import Refused
from servanda.sources.fetching.fetcher import Fetched, Fetcher
from servanda.sources.fetching.listings import Listed, listed

__all__ = ["Fetched", "Fetcher", "Listed", "Refused", "listed"]
