"""The tables as SQLAlchemy knows them. They are made by the migrations; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    literal_column,
)

metadata = MetaData()


def _synced() -> list[Column[object]]:
    """What every record carries for the exchange, undo and the audit: see docs/decisions on synced rows."""
    return [
        Column("revision", Integer),
        Column("head", Text),
        Column("shared_body", Text),
        Column("extra", Text),
        Column("tombstone", Boolean),
        Column("operation", Integer),
    ]


def _table(name: str, *columns: str, synced: bool = False, key: str = "id") -> Table:
    parts: list[Column[object]] = []
    for column in columns:
        label, _, kind = column.partition(":")
        of = {"": Text, "int": Integer, "bool": Boolean, "blob": LargeBinary}[kind]
        parts.append(Column(label, of, primary_key=label in key.split()))
    return Table(name, metadata, *parts, *(_synced() if synced else []))


app_state = _table("app_state", "key", "value", key="key")
operation = _table(
    "operation",
    "seq:int", "id", "at", "user", "replica", "label", "undoable:bool", "undoes:int", "undone_by:int",
    "steps:int", "chain:blob", "form:int", "skew_ms:int",
    key="seq",
)  # fmt: skip
history = _table(
    "history",
    "operation:int",
    "step:int",
    "kind",
    "record",
    "before:blob",
    "after:blob",
    key="operation step",
)
user_account = _table("user_account", "id", "name", "roles", "is_active:bool", synced=True)
initiative_check = _table("initiative_check", "id", "user", "at", "content", synced=True)
consent = _table("consent", "id", "person", "given_on", "paper", "scan", "withdrawn_on", synced=True)
erasure = _table("erasure", "id", "at", "user", "reason", synced=True)
house_fact = _table("house_fact", "id", "key", "valid_from", "value", synced=True)
workshop = _table("workshop", "id", "name", "folded", "aliases", "since", "until", "successor", synced=True)
person = _table(
    "person",
    "id", "name", "name_key", "folded", "staff_code", "birth", "gender", "title", "qualification", "workshop",
    "union_member:bool", "worker_kind", "phone", "given_name", "postings", "left_on",
    synced=True,
)  # fmt: skip
person_alias = _table("person_alias", "id", "person", synced=True)
saved_view = _table("saved_view", "id", "user", "list", "name", "query", synced=True)
likeness_view = _table("likeness_view", "id", "one", "other", "is_same:bool", "note", "said_on", synced=True)
sheet_layout = _table("sheet_layout", "headings", "choices", "at", key="headings")
initiative = _table(
    "initiative",
    "seq:int", "id", "title", "public_title", "number:int", "number_year:int", "entered_on", "solution", "field",
    "workshop", "workshop_id", "trial_from", "first_used", "first_use_ended", "benefit_kind", "benefit_amount:int",
    "benefit_note", "summary", "sections", "is_protected:bool", "protected_text", "release", "amount_withheld:bool",
    "programme", "source", "council", "decision", "recognition", "stage", "author_names", "title_key", "author_key",
    "benefit_reckoning", "origin", "shared_revision:int",
    synced=True,
    key="seq",
)  # fmt: skip
author = _table(
    "author",
    "initiative:int", "place:int", "person", "name", "share:int", "staff_code", "birth", "gender", "title",
    "qualification", "workshop", "union_member:bool", "worker_kind",
    key="initiative place",
)  # fmt: skip
attachment = _table(
    "attachment",
    "initiative:int", "place:int", "file", "name", "size:int", "media_type", "caption", "protected:bool",
    key="initiative place",
)  # fmt: skip
file = _table("file", "fingerprint", "size:int", "media_type", "disk_name", "added_at", key="fingerprint")
meeting = _table(
    "meeting",
    "id", "minutes_number", "held_on", "members:int", "present:int", "chair", "secretary", "scan",
    synced=True,
)  # fmt: skip
consideration = _table(
    "consideration", "meeting", "place:int", "initiative", "yes:int", "outcome", "reason", key="meeting place"
)
intake = _table(
    "intake",
    "id", "received_on", "receiver", "asked_on", "asked_for", "completed_on", "accepted_on", "withdrawn_on",
    synced=True,
)  # fmt: skip
council_member = _table(
    "council_member",
    "id", "person", "name", "seat", "post", "represents_union:bool", "is_head:bool", "since", "until",
    synced=True,
)  # fmt: skip
agenda = _table(
    "agenda", "id", "held_on", "opens_at", "place", "purpose", "guests", "absent", "rubric", synced=True
)
agenda_initiative = _table("agenda_initiative", "agenda", "place:int", "initiative", key="agenda place")
sheet = _table("sheet", "id", "meeting", "member", "initiative", "rubric", "marks", "note", synced=True)
decision = _table(
    "decision",
    "id", "state", "route", "series", "year:int", "number", "signed_on", "drafted_on", "signer", "reason",
    "template", "facts", "docx", "pdf", "scan", "edited_by_office:bool", "certificate",
    synced=True,
)  # fmt: skip
decision_initiative = _table(
    "decision_initiative", "decision", "place:int", "initiative", key="decision place"
)
draft = _table("draft", "user", "form", "body", "at", key="user form")
search = _table("initiative_search", "rowid:int", "title", "authors", "rest", "marked", key="rowid")
payment_round = _table(
    "payment_round",
    "id", "number:int", "year:int", "purse", "made_on", "state", "settled_on", "facts", "docx", "pdf", "scan",
    synced=True,
)  # fmt: skip
payment_line = _table(
    "payment_line",
    "id", "round", "purse", "initiative", "initiative_title", "place:int", "row:int", "person", "name", "workshop",
    "proof", "amount:int", "state", "paid_on", "receiver", "authority", "reason", "settled:bool",
    synced=True,
)  # fmt: skip
payment_correction = _table(
    "payment_correction",
    "id", "line", "round", "purse", "initiative", "amount:int", "made_on", "reason",
    synced=True,
)  # fmt: skip
remuneration = _table(
    "remuneration",
    "id", "initiative", "year:int", "benefit:int", "due:int", "due_on", "agreed:int", "paid:int", "paid_on", "note",
    synced=True,
)  # fmt: skip
report = _table(
    "report",
    "id", "kind", "since", "until", "phase", "sent_on", "number", "figures", "facts", "members", "workbook", "docx",
    "pdf", "scan",
    synced=True,
)  # fmt: skip
report_initiative = _table("report_initiative", "report", "place:int", "initiative", key="report place")
portal_word = _table(
    "portal_word",
    "id",
    "initiative",
    "code",
    "put_on",
    "put_time",
    "valid_on",
    "returned_on",
    "note",
    synced=True,
)
unit_report = _table(
    "unit_report",
    "id", "unit", "until", "source", "received_on", "counts", "benefit:int", "benefit_known:int", "number", "report",
    "signer", "file",
    synced=True,
)  # fmt: skip
joint_report = _table(
    "joint_report",
    "id", "until", "sent_on", "number", "figures", "facts", "workbook", "docx", "pdf", "scan",
    synced=True,
)  # fmt: skip
praise = _table(
    "praise",
    "id", "year:int", "drafted_on", "commended", "number", "signed_on", "facts", "docx", "pdf", "scan",
    synced=True,
)  # fmt: skip
paper_form = _table(
    "paper_form", "id", "code", "year:int", "printed_on", "person", "workshop", "initiative", synced=True
)
scan = _table(
    "scan",
    "id", "file", "size:int", "media_type", "name", "page:int", "source", "form", "taken_at",
    synced=True,
)  # fmt: skip

issued_paper = _table(
    "issued_paper",
    "id", "kind", "issuer", "series", "year:int", "number", "state", "subject", "signer", "drafted_on", "signed_on",
    "about", "deed", "mends", "fixes", "reason", "facts", "template", "docx", "pdf", "scan", "edited_by_office:bool",
    synced=True,
)  # fmt: skip
paper_print = _table(
    "paper_print",
    "id",
    "record",
    "what",
    "subject",
    "at",
    "who",
    "copies:int",
    "reason",
    "docx",
    "pdf",
    "engine",
)
idea = _table(
    "idea",
    "id", "title", "folded", "number:int", "number_year:int", "received_on", "workshop", "stage", "author_names",
    "authors", "problem", "solution", "benefit", "needs", "answer", "proposal", "word", "trial", "initiative",
    synced=True,
)  # fmt: skip
question_sheet = _table(
    "question_sheet",
    "id", "number:int", "year:int", "workshop", "made_on", "questions", "answers",
    synced=True,
)  # fmt: skip
merge_task = _table(
    "merge_task",
    "id", "what", "kind", "record", "ours", "theirs", "merged", "conflicts", "theirs_fingerprint", "by", "replica",
    "at", "decided_at", "decided_by",
)  # fmt: skip


def alive(table: Table) -> ColumnElement[bool]:
    """Rows that were not taken back or deleted."""
    # literal: a bound value would not match the partial indexes
    return table.c.tombstone == literal_column("0")
