"""An invented shoe factory by seed, for the demonstration, the tests and the benches; and the demonstration itself.

Nobody in it is real. The same seed gives the same factory, people, initiatives and messy workbook, byte for word.
"""
