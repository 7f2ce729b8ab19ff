"""Paper: facts in, file out. No SQL, no Qt, no clock; Word and Excel are spoken here alone."""
