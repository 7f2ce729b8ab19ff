"""Căn cứ, số và mẫu: what papers rest on, how they are numbered, and which templates they are printed from."""
