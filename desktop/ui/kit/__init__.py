"""Parts that every screen is made of: look, fields, tables, dialogs, notes."""
