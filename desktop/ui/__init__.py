"""All that is seen: the only floor that knows Qt.

A screen is built with `(desk, jobs, go)` and nothing else. It asks services through `jobs` (questions on the read
lane, orders on the database lane, long work on the work lane), keeps no copy of the truth, and asks again when
`changed` says so. Sentences are made here and in `desktop/wording.py`; below, everything is codes and values.

kit/       look (tokens, icons), forms, tables, dialogs, notes: no screen writes a style string of its own
jobs.py    the one file where threads and widgets meet
actions.py the table of actions: words, icon, key
screen.py  what every screen promises; places.py how one screen sends you to another
"""
