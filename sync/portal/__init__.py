"""A portal or relay: takes envelopes, answers receipts, keeps files; its review page comes with it."""
