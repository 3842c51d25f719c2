"""Which addresses may be connected to: public ones only, unless a host is allowed by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Container

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))  # carry an IPv4 address


class Refused(Exception):  # noqa: N818 - it is no fault of the program
    """An address that is not fetched from; the message is the sentence."""


def checked(host: str, port: int, allowed: Container[str]) -> str:
    """The address to connect to for `host`, once every address it has was found public.

    `allowed` holds hosts, or ``host:port``, that may be private. The connection is made to this very address, so that
    no second answer of the name service can lead elsewhere. Refused where one is not public, or the host is not known.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"the host {host} is not known") from error
    found = [str(answer[4][0]).split("%")[0] for answer in answers]
    if host not in allowed and f"{host}:{port}" not in allowed:
        private = [address for address in found if not is_public(address)]
        if private:
            raise Refused(f"{host} is at {private[0]}, which is no public address")
    return found[0]


def is_public(text: str) -> bool:
    """Whether an IP address is one of the open internet, whatever address it wraps."""
    address: _Address = ipaddress.ip_address(text)
    wrapped = _wrapped(address)
    return address.is_global and not address.is_multicast and (wrapped is None or is_public(str(wrapped)))


def _wrapped(address: _Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 address that only leads to it."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in network for network in _EMBEDDING):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
