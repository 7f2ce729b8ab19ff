"""Tổng quan: what needs a hand, each line opens its place."""
