"""Nhập gọn: paper forms by the hundred."""
