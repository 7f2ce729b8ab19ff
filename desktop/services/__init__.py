"""What a user can order or ask: one function each, one transaction each. The window, the CLI and tests call the same."""
