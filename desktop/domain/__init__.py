"""What is true without a computer: values and rules. Imports nothing of ours, no database, no Qt, no clock."""
