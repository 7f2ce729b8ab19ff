"""A spreadsheet as people really write it becomes initiatives and problems. Pure: rows of cells in, values out.

`reading.read_table` is the door. It finds the header by the words in it (`headings`), tells data from titles,
sections and footers (`layout`), repairs legacy letters a column at a time (`desktop.domain.legacy`), and reads each
cell by its own small grammar: `amounts`, `dates`, `authors`, `codes`, `workshops`, `kinds`. Nothing is guessed in
silence: what was read with a guess carries a problem that only warns, and a row with a doubt says so.
"""
