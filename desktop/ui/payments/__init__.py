"""Chi hỗ trợ: who may be paid, rounds, what became of each sum."""
