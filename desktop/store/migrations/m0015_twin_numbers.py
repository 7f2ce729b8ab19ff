"""A number that two PCs gave may stand twice until people have put it right; orders look before they give one.

Frozen text.
"""

from __future__ import annotations

from sync.database import Connection


def run(connection: Connection) -> None:
    """The indexes stay, for looking numbers up; they refuse no more what another PC has signed already."""
    connection.exec_driver_sql("DROP INDEX decision_number")
    connection.exec_driver_sql("DROP INDEX issued_paper_number")
    connection.exec_driver_sql(
        "CREATE INDEX decision_number ON decision (series, year, number) WHERE number <> '' AND tombstone = 0"
    )
    connection.exec_driver_sql(
        "CREATE INDEX issued_paper_number ON issued_paper (issuer, series, year, number) "
        "WHERE number <> '' AND tombstone = 0"
    )
