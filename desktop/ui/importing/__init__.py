"""Nhập từ Excel: a dry run with problems by row, then one order."""
