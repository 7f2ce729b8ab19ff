"""Phiếu và danh sách xưởng: printed sheets, their scans, names to look over, the notice board."""
