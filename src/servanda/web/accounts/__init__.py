"""Accounts, sessions and the door: who may write, and from where."""

from servanda.web.accounts.door import Door, Visitor
from servanda.web.accounts.store import Account, AccountError, Accounts, beside

__all__ = ["Account", "AccountError", "Accounts", "Door", "Visitor", "beside"]
