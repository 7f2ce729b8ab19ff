"""Danh mục: the facts of the house, each with its date."""
