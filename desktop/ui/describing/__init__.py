"""Viết mô tả: the queue of long descriptions, and the sheets that ask the floor what it alone knows."""
