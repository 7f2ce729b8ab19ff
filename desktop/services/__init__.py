"""What a user can order or ask: a function each, a transaction each. Window, CLI and tests call the same."""
