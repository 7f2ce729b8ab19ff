"""Sáng kiến: list, details, form."""
