"""What screens share where forms are typed: authors, panels, drafts, and what becomes of a draft that was left.

No screen itself: screens may use what is here, and nothing here knows one of them.
"""
