"""`sangkien-portal`: make a portal, serve it, hand out enrolment codes, review, count, export.

People's words go to standard error, JSON (with `--json`) and the line `ready URL` to standard output.
Exit codes: 0 done, 1 nothing was done, 2 wrong usage. Vietnamese unless `--lang en`.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from sync import bundle_format, cli_office, cli_review
from sync.bundle_format import BundleError
from sync.cli_words import WORDS
from sync.clock import SystemClock
from sync.database import DatabaseError
from sync.enrolment import NotEnrolled
from sync.paper_code import PaperCodeError
from sync.portal import house, ingest, relay, relay_bundles, requests
from sync.portal.serving import serve
from sync.transport import HttpTransport

DONE, NOTHING_DONE, USAGE = 0, 1, 2
OFFICE = {**cli_office.ORDERS, **cli_review.ORDERS}
"""Orders that tell a document and lines."""

COUNTS = ("records", "complete", "changes", "files", "missing_files", "held", "rejected", "units", "replicas")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    say = _language(given)
    parser = _parser(say)
    asked = parser.parse_args(given)
    orders: dict[str, Callable[[argparse.Namespace, _Say], int]] = {
        "init": _init,
        "serve": _serve,
        "enrol-code": _enrol_code,
        "review": _review,
        "requests": _requests,
        "answer": _answer,
        "stats": _stats,
        "export": _export,
        "ingest": _ingest,
        "upstream": _upstream,
        "pass-on": _pass_on,
        **dict.fromkeys(OFFICE, _office),
    }
    try:
        return orders[asked.command](asked, say)
    except (NotEnrolled, PaperCodeError) as refused:
        _tell(say("not_reached", code=refused.code))
    except (house.PortalRefused, DatabaseError, BundleError) as refused:
        facts = {"folder": str(asked.data), **refused.facts}
        _tell(say(refused.code, **facts))
    except OSError as error:
        _tell(say("disk", reason=error.strerror or str(error)))
    return NOTHING_DONE


class _Say:
    """The words of one language."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self, key: str, **facts: object) -> str:
        return WORDS[key][self._number].format(**facts) if facts else WORDS[key][self._number]


def _language(given: Sequence[str]) -> _Say:
    """Help is worded before it is parsed, so the language is looked for first."""
    wished = [after for word, after in zip(given, [*given[1:], ""], strict=True) if word == "--lang"]
    return _Say(1 if "en" in wished or "--lang=en" in given else 0)


class _Parser(argparse.ArgumentParser):
    """argparse in our words."""

    say: _Say

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _tell(self.say("wrong", reason=message))
        sys.exit(USAGE)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("usage"), 1)


def _made(say: _Say, parser: _Parser) -> _Parser:
    parser.say = say
    parser._optionals.title = say("options")  # noqa: SLF001 - argparse has no other way to name it
    parser.add_argument("-h", "--help", action="help", help=say("help"))
    parser.add_argument("--lang", choices=["vi", "en"], default="vi", help=say("lang"))
    return parser


def _parser(say: _Say) -> _Parser:
    whole = _made(say, _Parser(prog="sangkien-portal", description=say("program"), add_help=False))
    commands = whole.add_subparsers(
        dest="command", required=True, title=say("commands"), metavar="COMMAND", parser_class=_Parser
    )

    def command(name: str) -> _Parser:
        made = _made(say, commands.add_parser(name, help=say(name), description=say(name), add_help=False))
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help=say("data"))
        return made

    init = command("init")
    init.add_argument("--name", default="Cổng sáng kiến", help=say("name"))
    init.add_argument("--database", default="", metavar="URL", help=say("database"))
    init.add_argument("--json", action="store_true", help=say("json"))
    serving = command("serve")
    serving.add_argument("--host", default="127.0.0.1", help=say("host"))
    serving.add_argument("--port", type=int, default=8080, help=say("port"))
    serving.add_argument("--workers", type=int, default=1, metavar="N", help=say("workers"))
    serving.add_argument("--practice", action="store_true", help=say("practice"))
    code = command("enrol-code")
    code.add_argument("--unit", required=True, metavar="NAME", help=say("unit"))
    code.add_argument("--relay", action="store_true", help=say("relay"))
    code.add_argument("--json", action="store_true", help=say("json"))
    above = command("upstream")
    above.add_argument("--portal", required=True, metavar="URL", help=say("portal"))
    above.add_argument("--code", required=True, metavar="CODE", help=say("paper-code"))
    passing = command("pass-on")
    _by_stick(passing, say)
    passing.add_argument("--json", action="store_true", help=say("json"))
    review = command("review")
    review.add_argument("record", metavar="ID", help=say("record"))
    answer = review.add_mutually_exclusive_group(required=True)
    answer.add_argument("--approve", action="store_true", help=say("approve"))
    answer.add_argument("--return", dest="reason", metavar="REASON", help=say("return"))
    review.add_argument("--field", default="", metavar="F", help=say("field"))
    review.add_argument("--by", default="", metavar="NAME", help=say("by"))
    asking = command("requests")
    asking.add_argument("--json", action="store_true", help=say("json"))
    saying = command("answer")
    saying.add_argument("request", metavar="ID", help=say("request"))
    word = saying.add_mutually_exclusive_group(required=True)
    word.add_argument("--grant", action="store_true", help=say("grant"))
    word.add_argument("--refuse", dest="reason", metavar="REASON", help=say("refuse"))
    saying.add_argument("--by", default="", metavar="NAME", help=say("by"))
    stats = command("stats")
    stats.add_argument("--json", action="store_true", help=say("json"))
    export = command("export")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("out"))
    taking = command("ingest")
    taking.add_argument("file", type=Path, metavar="FILE", help=say("bundle"))
    taking.add_argument("--receipts", type=Path, required=True, metavar="FILE", help=say("receipts"))
    taking.add_argument("--json", action="store_true", help=say("json"))
    cli_office.calls(command, say)
    cli_review.calls(command, say)
    return whole


def _by_stick(passing: _Parser, say: _Say) -> None:
    ways = passing.add_mutually_exclusive_group()
    ways.add_argument("--out", type=Path, metavar="FILE", help=say("stick-out"))
    ways.add_argument("--take", type=Path, metavar="FILE", help=say("stick-in"))


def _init(asked: argparse.Namespace, say: _Say) -> int:
    made = house.make(asked.data, asked.name, SystemClock(), os.urandom, asked.database)
    if asked.json:
        _print_json({"portal": made.id, "name": made.name})
    _tell(say("made", name=made.name, folder=asked.data))
    _tell(say("key"))
    return DONE


def _serve(asked: argparse.Namespace, say: _Say) -> int:
    try:
        serve(
            asked.data,
            asked.host,
            asked.port,
            lambda url: print(f"ready {url}", flush=True),
            practice=asked.practice,
            workers=asked.workers,
        )
    except OSError as error:
        if error.filename is not None:
            raise
        _tell(say("port.taken", host=asked.host, port=asked.port))
        return NOTHING_DONE
    return DONE


def _enrol_code(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        code = house.enrol_code(portal, asked.unit, "relay" if asked.relay else "pc")
    if asked.json:
        _print_json({"unit": asked.unit, "code": code})
        return DONE
    _tell(say("code", unit=asked.unit))
    print(code)
    return DONE


def _upstream(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal, closing(HttpTransport()) as line:
        name = relay.set_upstream(portal, line, asked.portal, asked.code)
    _tell(say("related", name=name))
    return DONE


def _pass_on(asked: argparse.Namespace, say: _Say) -> int:
    if asked.out or asked.take:
        return _pass_by_stick(asked, say)
    with _opened(asked.data) as portal, closing(HttpTransport()) as line:
        done = relay.pass_on(portal, line)
        waiting = relay.waits(portal)
    facts = {"sent": done.sent, "received": done.received, "waiting": waiting}
    if asked.json:
        _print_json({**facts, "stopped": done.stopped})
    _tell(say("passed", **facts))
    if done.stopped:
        _tell(say("not_reached", code=done.stopped))
    return NOTHING_DONE if done.stopped else DONE


def _pass_by_stick(asked: argparse.Namespace, say: _Say) -> int:
    """A relay that no line leads up from: write what waits, or read what came back."""
    with _opened(asked.data) as portal:
        if asked.take:
            taken = relay_bundles.carry_in(portal, _read(asked.take))
            facts = {"received": taken.received, "waiting": relay.waits(portal)}
        else:
            done = relay_bundles.carry_out(portal, _placed(asked.out))
            facts = {"changes": done.changes, "volumes": done.volumes, "waiting": relay.waits(portal)}
    if asked.json:
        _print_json(facts)
    _tell(say("stick-taken" if asked.take else "stick-written", **facts))
    return DONE


def _placed(out: Path) -> Callable[[int, int, bytes], bytes]:
    def place(number: int, volumes: int, data: bytes) -> bytes:
        path = out if volumes == 1 else out.with_name(f"{out.stem}.{number}-{volumes}{out.suffix}")
        ingest.write(path, data)
        return _read(path)

    return place


def _read(path: Path) -> bytes:
    """A volume; one byte too many is refused as too large."""
    with path.open("rb") as volume:
        return volume.read(bundle_format.LARGEST + 1)


def _review(asked: argparse.Namespace, say: _Say) -> int:
    status = "approved" if asked.approve else "returned"
    with _opened(asked.data) as portal:
        house.review(portal, asked.record, status, asked.reason or "", asked.field, asked.by)
    _tell(say(status, record=asked.record))
    return DONE


def _requests(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        found = requests.waiting(portal)
    if asked.json:
        _print_json([dataclasses.asdict(one) for one in found])
        return DONE
    for one in found:
        sys.stdout.write(f"{one.id}  {say(one.what)}  {one.unit_name}  {one.record}  {one.reason}\n")
    return DONE


def _answer(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        requests.answer(portal, asked.request, granted=asked.grant, reason=asked.reason or "", by=asked.by)
    _tell(say("answered", request=asked.request))
    return DONE


def _stats(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        found = house.stats(portal)
    if asked.json:
        _print_json(found)
        return DONE
    lines = [(name, found[name]) for name in COUNTS] + list(found["by_status"].items())
    for name, number in lines:
        words = say(f"count.{name}")
        print(f"{words:24}{number:>10}")
    return DONE


def _export(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        number = house.export(portal, asked.out)
    _tell(say("exported", number=number, out=asked.out))
    return DONE


def _ingest(asked: argparse.Namespace, say: _Say) -> int:
    data = _read(asked.file)
    with _opened(asked.data) as portal:
        done = ingest.ingest(portal, data)
    ingest.write(asked.receipts, done.receipts)
    for note in done.notes:
        whole = note.code in {"bundle.again", "bundle.gap", "bundle.piece_early"}
        entry = note.facts.get("entry", "")
        _tell(say(note.code, **note.facts) if whole else say("note", code=note.code, entry=entry))
    facts = {name: getattr(done, name) for name in ("volume", "volumes", "envelopes", "outcomes", "files")}
    if asked.json:
        notes = [{"code": note.code, **note.facts} for note in done.notes]
        _print_json({**facts, "sender": done.sender, "receipts": str(asked.receipts), "notes": notes})
    _tell(say("ingested", **facts, accepted=done.outcomes.get("accepted", 0)))
    _tell(say("carry", out=asked.receipts))
    return DONE


def _office(asked: argparse.Namespace, say: _Say) -> int:
    with _opened(asked.data) as portal:
        document, lines = OFFICE[asked.command](portal, asked, say)
    if asked.json:
        _print_json(document)
        return DONE
    for line in lines:
        print(line)
    return DONE


@contextmanager
def _opened(folder: Path) -> Iterator[house.Portal]:
    """The portal of a folder, for one order."""
    portal = house.open_portal(folder, SystemClock(), os.urandom)
    try:
        yield portal
    finally:
        portal.close()


def _print_json(value: Any) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _tell(words: str) -> None:
    print(words, file=sys.stderr)
