"""Khen thưởng: letters and story cards, decisions that commend, candidates for Bằng Lao động sáng tạo."""
