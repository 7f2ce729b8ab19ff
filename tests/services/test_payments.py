"""A round of payments from eligibility to corrections; the list and the ledger agree whatever is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers.builders import HEAD, a_folder, an_initiative, as_role, authors, proposed, settled, stored
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.access import Role
from desktop.domain.payment import RoundState
from desktop.domain.problems import Refused
from desktop.domain.purse import UNION, Purse
from desktop.services import decisions, eligibility, payments, purses, settling, undo
from desktop.services.desk import Desk
from desktop.services.payments import Mark, PayeeState
from desktop.services.printing import Rendered

PAID, RETURNED = Mark(PayeeState.PAID), Mark(PayeeState.RETURNED, reason="vắng")
OTHER = Mark(PayeeState.PAID_TO_OTHER, None, "Trần Văn Nam", "Giấy ủy quyền 3/3")


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def a_round(desk: Desk, *titles: str) -> str:
    ids = stored(desk, *(an_initiative(title) for title in titles))
    return desk.do(payments.open_round, "union", ids).value


def lines(desk: Desk, record: str) -> list[str]:
    return [line.id for line in desk.look(payments.get, record).lines]


def without_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "render_list", lambda *_, **__: Rendered(b"docx", b"pdf", 1))


def test_who_may_be_paid_and_why_not(settled_office: Desk) -> None:
    good, bad = stored(
        settled_office, an_initiative("Gá kẹp"), an_initiative("Xe đẩy", summary="", sections={})
    )
    rows = settled_office.look(eligibility.candidates, "union").rows
    assert [(row.id, row.payable) for row in rows] == [(good, True), (bad, False)]
    assert [problem.code for problem in rows[1].problems] == ["payment.not_written"]
    found = settled_office.look(eligibility.candidates, "superior").rows
    assert {problem.code for row in found for problem in row.problems} == {
        "payment.not_recognised",
        "payment.not_approved",
        "payment.not_reported",
    }


def test_recognised_ones_may_have_the_employers_reward(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    proposed(settled_office, ids)
    settled_office.do(decisions.draft, ids, HEAD)
    assert (
        refusal(lambda: settled_office.do(payments.open_round, "employer", ids)) == "payment.not_recognised"
    )


def test_money_is_an_initiatives_and_its_authors_share_it(office: Desk) -> None:
    ids = stored(office, an_initiative("Gá kẹp", authors=authors("Lò Thị Inh", "Giàng A Dế", "H'Ler Niê")))
    view = office.look(payments.get, office.do(payments.open_round, "union", ids).value)
    assert sorted(line.amount for line in view.lines) == [66_660, 66_660, 66_680]
    assert view.totals.listed == 200_000
    assert [line.name for line in view.lines] == ["Giàng A Dế", "Lò Thị Inh", "H'Ler Niê"]


def test_one_purse_pays_an_initiative_once(office: Desk) -> None:
    ids = stored(office, an_initiative())
    office.do(payments.open_round, "union", ids)
    assert refusal(lambda: office.do(payments.open_round, "union", ids)) == "payment.already"


def test_a_purse_does_not_give_more_than_its_cap(office: Desk) -> None:
    ids = stored(office, an_initiative())
    over = dict.fromkeys(ids, 200_001)
    assert refusal(lambda: office.do(payments.open_round, "union", ids, amounts=over)) == "payment.over_cap"


def test_an_initiative_entered_twice_is_pointed_out(office: Desk) -> None:
    first = stored(office, an_initiative("Gá kẹp vải"))
    office.do(payments.open_round, "union", first)
    from desktop.services import initiatives

    author = office.look(initiatives.get, first[0]).authors
    stored(office, an_initiative("GÁ KẸP VẢI", authors=author))
    row = office.look(eligibility.candidates, "union").rows[0]
    assert (row.payable, [problem.code for problem in row.problems]) == (True, ["payment.twin"])


def test_paid_returned_and_paid_to_another(office: Desk) -> None:
    record = a_round(office, "Gá kẹp", "Xe đẩy", "Cảm biến")
    one, two, three = lines(office, record)
    for line, said in ((one, PAID), (two, RETURNED), (three, OTHER)):
        assert office.do(payments.mark, [line], said).value == 1
    found = office.look(payments.get, record).totals
    assert (found.listed, found.paid, found.returned, found.waiting) == (600_000, 400_000, 200_000, 0)
    assert office.do(payments.mark, [one], PAID).value == 0
    nobody = Mark(PayeeState.PAID_TO_OTHER)
    assert refusal(lambda: office.do(payments.mark, [one], nobody)) == "payment.receiver_missing"


def test_all_paid_is_one_operation_and_one_undo(office: Desk) -> None:
    record = a_round(office, "Gá kẹp", "Xe đẩy")
    office.do(payments.mark, lines(office, record), PAID)
    office.do(undo.undo)
    assert office.look(payments.get, record).totals.waiting == 400_000
    office.do(undo.redo)
    assert office.look(payments.get, record).totals.paid == 400_000


def test_settling_needs_a_word_on_every_sum_and_is_for_good(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_paper(monkeypatch)
    record = a_round(office, "Gá kẹp", "Xe đẩy")
    assert refusal(lambda: settling.settle(office, record)) == "payment.waiting"
    first, second = lines(office, record)
    office.do(payments.mark, [first], PAID)
    office.do(payments.mark, [second], RETURNED)
    settling.settle(office, record)
    assert office.look(payments.get, record).round.state is RoundState.SETTLED
    assert refusal(lambda: office.do(undo.undo)) == "undo.final"
    assert refusal(lambda: office.do(payments.mark, [first], RETURNED)) == "payment.settled"
    assert refusal(lambda: office.do(payments.withdraw, record)) == "payment.settled"


def test_corrections_come_after_settling_and_stay_under_the_cap(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_paper(monkeypatch)
    record = a_round(office, "Gá kẹp")
    line = lines(office, record)[0]
    assert refusal(lambda: office.do(payments.correct, line, 1, "sót")) == "payment.not_settled"
    office.do(payments.mark, [line], RETURNED)
    settling.settle(office, record)
    office.do(payments.correct, line, 200_000, "nhận bổ sung ngày 10/3")
    assert office.look(payments.get, record).totals.spent == 200_000
    assert refusal(lambda: office.do(payments.correct, line, 1, "thêm")) == "payment.over_cap"
    assert refusal(lambda: office.do(payments.correct, line, -200_001, "trừ")) == "payment.below_nothing"


def test_what_was_returned_is_free_again_once_settled(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    without_paper(monkeypatch)
    ids = stored(office, an_initiative())
    record = office.do(payments.open_round, "union", ids).value
    office.do(payments.mark, lines(office, record), RETURNED)
    assert refusal(lambda: office.do(payments.open_round, "union", ids)) == "payment.already"
    settling.settle(office, record)
    assert office.do(payments.open_round, "union", ids).value


def test_an_open_round_can_be_thrown_away_while_no_money_is_out(office: Desk) -> None:
    ids = stored(office, an_initiative())
    record = office.do(payments.open_round, "union", ids).value
    office.do(payments.mark, lines(office, record), PAID)
    assert refusal(lambda: office.do(payments.withdraw, record)) == "payment.handed_out"
    office.do(undo.undo)
    office.do(payments.withdraw, record)
    assert office.look(payments.rounds) == ()
    again = office.do(payments.open_round, "union", ids).value
    assert office.look(payments.get, again).round.number == 1


def test_rounds_taken_back_by_one_and_made_by_another_do_not_come_back(office: Desk) -> None:
    ids = stored(office, an_initiative())
    office.do(payments.open_round, "union", ids)
    office.do(undo.undo)
    as_role(office, Role.OFFICER).do(payments.open_round, "union", ids)
    assert refusal(lambda: office.do(undo.redo)) == "record.taken"


def test_a_purse_is_dated_and_a_round_keeps_its_own(office: Desk) -> None:
    record = a_round(office, "Gá kẹp")
    office.do(
        purses.put_purse, Purse("union", "Công đoàn cơ sở", 150_000, 150_000, conditions=UNION.conditions)
    )
    second = a_round(office, "Xe đẩy")
    listed = [office.look(payments.get, one).totals.listed for one in (record, second)]
    assert listed == [200_000, 150_000]


def test_ledgers_stay_apart_by_purse(office: Desk) -> None:
    record = a_round(office, "Gá kẹp")
    office.do(payments.mark, lines(office, record), PAID)
    rows = {row.purse.code: row for row in office.look(payments.ledger)}
    assert (rows["union"].totals.spent, rows["union"].initiatives) == (200_000, 1)
    assert (rows["superior"].totals.spent, rows["employer"].totals.spent) == (0, 0)


def test_a_clerk_enters_and_does_not_pay(office: Desk) -> None:
    clerk = as_role(office, Role.CLERK)
    assert refusal(lambda: clerk.do(payments.open_round, "union", [])) == "right.missing"


class Handing(RuleBasedStateMachine):
    """Pay, return, take back, settle, correct in any order: the list's totals are the ledger's, to the đồng."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        without_paper(self.patch)
        self.desk = a_folder(Path(self.folder.name) / "so").desk
        settled(self.desk)
        names = [("Lò Thị Inh",), ("Giàng A Dế", "H'Ler Niê"), ("Vũ Nam", "Lê Mai", "Đỗ Vinh")]
        self.ids = stored(
            self.desk, *(an_initiative(f"Gá kẹp {n}", authors=authors(*some)) for n, some in enumerate(names))
        )
        self.rounds: list[str] = []

    @rule(places=st.sets(st.integers(0, 2), min_size=1), amount=st.integers(1, 250_000))
    def open(self, places: set[int], amount: int) -> None:
        ids = [self.ids[place] for place in places]
        self._try(lambda: self.desk.do(payments.open_round, "union", ids, amounts=dict.fromkeys(ids, amount)))

    @precondition(lambda self: self.desk.look(payments.rounds))
    @rule(pick=st.integers(0, 50), said=st.sampled_from([PAID, RETURNED, OTHER, Mark(PayeeState.LISTED)]))
    def mark(self, pick: int, said: Mark) -> None:
        known = self._lines()
        self._try(lambda: self.desk.do(payments.mark, [known[pick % len(known)]], said))

    @precondition(lambda self: self.desk.look(payments.rounds))
    @rule(pick=st.integers(0, 5), said=st.sampled_from([PAID, RETURNED]))
    def mark_all_and_settle(self, pick: int, said: Mark) -> None:
        rows = self.desk.look(payments.rounds)
        record = rows[pick % len(rows)].id
        self._try(lambda: self.desk.do(payments.mark, lines(self.desk, record), said))
        self._try(lambda: settling.settle(self.desk, record))

    @precondition(lambda self: self.desk.look(payments.rounds))
    @rule(pick=st.integers(0, 50), amount=st.integers(-250_000, 250_000))
    def correct(self, pick: int, amount: int) -> None:
        known = self._lines()
        self._try(lambda: self.desk.do(payments.correct, known[pick % len(known)], amount, "đếm lại"))

    @rule()
    def take_back(self) -> None:
        self._try(lambda: self.desk.do(undo.undo))

    @rule()
    def do_again(self) -> None:
        self._try(lambda: self.desk.do(undo.redo))

    @invariant()
    def list_and_ledger_agree(self) -> None:
        views = [self.desk.look(payments.get, row.id) for row in self.desk.look(payments.rounds)]
        rows = {row.id: row for row in self.desk.look(payments.rounds)}
        assert all(rows[view.round.id].totals == view.totals for view in views)
        purse = next(row for row in self.desk.look(payments.ledger) if row.purse.code == "union")
        for name in ("listed", "paid", "returned", "corrected", "waiting", "spent"):
            assert getattr(purse.totals, name) == sum(getattr(view.totals, name) for view in views)

    @invariant()
    def nothing_is_paid_twice_or_over_the_cap(self) -> None:
        spent = dict.fromkeys(self.ids, 0)
        for row in self.desk.look(payments.rounds):
            view = self.desk.look(payments.get, row.id)
            for line in view.lines:
                handed = line.state in (PayeeState.PAID, PayeeState.PAID_TO_OTHER)
                spent[line.initiative] += line.amount if handed else 0
            for entry in view.corrections:
                spent[entry.initiative] += entry.amount
        assert all(0 <= amount <= UNION.cap for amount in spent.values())

    def teardown(self) -> None:
        self.desk.close()
        self.patch.undo()
        self.folder.cleanup()

    def _lines(self) -> list[str]:
        return [line for row in self.desk.look(payments.rounds) for line in lines(self.desk, row.id)]

    def _try(self, call: Callable[[], object]) -> None:
        try:
            call()
        except Refused:
            return


Handing.TestCase.settings = settings(max_examples=15, stateful_step_count=20)
TestHanding = Handing.TestCase
