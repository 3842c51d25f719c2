"""Office files are ZIP packages of parts; each part is unpacked in memory, within limits."""

from __future__ import annotations

import zipfile

UNPACKED = 64_000_000  # bytes of one file, once unpacked


class Package:
    """The parts of an office file, and its bytes as they came."""

    def __init__(self, archive: zipfile.ZipFile, data: bytes) -> None:
        self._archive = archive
        self.data = data

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none. ValueError where it is larger than it may be."""
        try:
            member = self._archive.getinfo(name)
        except KeyError:
            return b""
        return unpacked(self._archive, member)

    @property
    def size(self) -> int:
        """How many bytes all parts have, once unpacked."""
        return sum(member.file_size for member in self._archive.infolist())


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; ValueError with a sentence where it is locked or larger than it may be."""
    if member.flag_bits & 1:
        raise ValueError("it is locked with a password")
    if member.file_size > UNPACKED:
        raise ValueError(f"it would unpack to {member.file_size / 1e6:,.0f} MB")
    with archive.open(member) as opened:
        data = opened.read(UNPACKED + 1)
    if len(data) > UNPACKED:
        raise ValueError("it unpacks to more than it says")
    return data
