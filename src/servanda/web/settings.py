"""What the operator of the web chooses."""

from __future__ import annotations

import datetime

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of one server; each has a default that is safe on one's own machine."""

    host: str = "127.0.0.1"  # the address that it listens on
    port: int = 8000
    address: str = ""  # how others reach it, such as https://ledger.example.org; empty: as the request says
    profile: str = ""  # a profile's name, a file, or "none"; empty: by publisher
    today: str = ""  # the day of an address that names none; empty: the day in UTC
    moments: int = 8  # older views that are kept in memory

    @property
    def day(self) -> str:
        """The day that stands for `as_of` where an address names none."""
        return self.today or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
