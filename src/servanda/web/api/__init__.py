"""The API: everything that the pages show as JSON, described by OpenAPI, for one view that can be cited."""

from servanda.web.api.answering import routes

__all__ = ["routes"]
