"""Programs to be killed: one process that has everything loaded forks a child for each deed, and tells its end.

A deed is said as a line of JSON on standard input: its name and its arguments. The child tells `begun` and whatever it
has finished; it goes on until it is killed or done.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Any

from helpers.builders import PASSPHRASE, WEAK, an_author, an_initiative, drafted, settled
from helpers.planted import Planted

from desktop import log
from desktop.documents.pdf import Engine
from desktop.domain.problems import Refused
from desktop.services import backups, care, decisions, drafts, files, folders, initiatives, printing
from desktop.services.desk import Desk
from desktop.services.people import find_people
from desktop.store import migrations, opening
from sync.database import Connection


def tell(*words: object) -> None:
    print(*words, flush=True)


def opened(folder: str, passphrase: str = PASSPHRASE) -> Desk:
    return folders.sign_in(Path(folder), passphrase)


def a_later_step(connection: Connection) -> None:
    """As a step of the next version might be: a column more, and every row changed."""
    connection.exec_driver_sql("ALTER TABLE initiative ADD COLUMN planted TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("UPDATE initiative SET planted = title")
    connection.exec_driver_sql("CREATE TABLE planted AS SELECT * FROM history")
    connection.exec_driver_sql("CREATE INDEX planted_index ON planted (after, before)")


def migrate(folder: str) -> None:
    """Open a folder with a program that is one step further."""
    opening._LINEAGES["desktop"] = (*migrations.STEPS, a_later_step)
    opened(folder).close()
    tell("done")


def back_up(folder: str) -> None:
    """A backup after the other, each of a state of its own."""
    desk = opened(folder)
    number = 0
    while True:
        number += 1
        desk.do(initiatives.save, an_initiative(f"Trước bản sao lưu {number}"))
        tell(backups.back_up(desk).path)


def restore(backup: str, folder: str) -> None:
    """The same backup again and again."""
    while True:
        care.restore(Path(backup), Path(folder), PASSPHRASE)
        tell("restored")
        # At once: being killed while deleting is no fault of a restore.
        gone = Path(folder).rename(f"{folder}-gone")
        shutil.rmtree(gone)


def change_key(folder: str) -> None:
    """Another passphrase again and again."""
    desk = opened(folder)
    number = 0
    old = PASSPHRASE
    while True:
        number += 1
        new = f"mật khẩu số {number}"
        tell("next", new)
        folders.change_passphrase(desk, old, new, strength=WEAK)
        tell("now", new)
        old = new


def attach(folder: str, source: str) -> None:
    """One large file after the other into the store."""
    desk = opened(folder)
    random = Random(os.getpid())
    place = Path(source) / f"{os.getpid()}.txt"
    while True:
        place.write_bytes(random.randbytes(random.randrange(1, 3_000_000)))
        tell(files.attach(desk, place).file)


def handle_people(folder: str, logs: str, engine: str) -> None:
    """Put planted words wherever words go, then render papers about them for ever; ends when told to on `stop`."""
    log.begin(Path(logs), debug=True)
    desk = opened(folder)
    planted = Planted.made()
    ids = []
    for number, (name, code) in enumerate(zip(planted.names, planted.numbers, strict=False)):
        secret = planted.secrets[number % len(planted.secrets)]
        place = Path(folder).parent / f"ngoài {number}.txt"
        place.write_text(f"{name} {code} {secret}", encoding="utf-8")
        attached = files.attach(desk, place, protected=True)
        place.unlink()
        value = an_initiative(
            f"Sáng kiến {number}",
            summary=f"Ghi rằng {secret}.",
            sections={"content": f"{name} ({code}): {secret}"},
            is_protected=True,
            protected_text=secret,
            authors=(an_author(name, staff_code=code, birth="1990"),),
            attachments=(attached,),
        )
        ids.append(desk.do(initiatives.save, value).value)
        desk.do(
            drafts.keep, f"form {number}", json.dumps({"title": secret, "author": name}, ensure_ascii=False)
        )
        desk.look(initiatives.page, initiatives.ListQuery(search=name))
        _fail_with(desk, name, code, secret)
    for number in planted.numbers:
        people = desk.look(find_people, number)
        tell("found", len(people))
    settled(desk)
    decision = drafted(desk, ids)
    backups.back_up(desk)
    tell("working")
    engines = (Engine(engine),)
    while not (Path(folder).parent / "stop").exists():
        printing.render(desk, desk.look(decisions.current_facts, decision).decision, engines=engines)
        tell("rendered")
    desk.close()
    log.end()


def _fail_with(desk: Desk, *words: str) -> None:
    """What goes wrong with somebody's words in hand is logged, and a report is made of it."""
    for word in words:
        try:
            desk.do(initiatives.save, an_initiative(word, authors=()))
            desk.do(initiatives.remove, (word,))
            raise ValueError(word)
        except (Refused, ValueError) as error:
            log.mishap("planted", error)
            log.note("planted", code=type(error).__name__, title=word)


DEEDS: dict[str, Any] = {
    "migrate": migrate, "back_up": back_up, "restore": restore, "change_key": change_key, "attach": attach,
    "handle_people": handle_people,
}  # fmt: skip


def main() -> None:
    """Fork for every line."""
    tell("ready")
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        child = os.fork()
        if not child:
            tell("begun", os.getpid())
            DEEDS[name](*arguments)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        tell("gone", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
