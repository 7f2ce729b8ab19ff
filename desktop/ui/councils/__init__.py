"""Hội đồng: the result of a meeting, in quick mode."""
