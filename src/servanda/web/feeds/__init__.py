"""Feeds: what is new of a thread, an organisation or a query as Atom, JSON Feed and iCalendar, without a clock."""

from servanda.web.feeds.answering import routes

__all__ = ["routes"]
