"""Servanda keeps the ledger of what an intergovernmental organisation undertook, and what came of it."""
