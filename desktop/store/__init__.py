"""The only SQL of the desktop. Functions take a session and return frozen domain values; mapped rows stay here."""
