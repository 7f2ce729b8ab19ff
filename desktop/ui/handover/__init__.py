"""Nộp cổng: the sentence, what waits, what is on its way, what came back."""
