"""Sổ Sáng Kiến: the desktop program.

Imports run down: app and cli > ui > services > store and documents > domain.
Plain values cross borders: mapped rows stay in ``store``, widgets in ``ui``, Word in ``documents``.
One noun has one name on every floor: ``domain/decision.py``, ``store/decisions.py``, ``services/decisions.py`` …
"""

__version__ = "0.1.0"
