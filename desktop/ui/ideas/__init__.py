"""Ý tưởng: slips on their road from a floor to an initiative."""
