"""First start and sign-in: three fields, then work."""
