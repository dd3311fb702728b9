"""Whatever steps the service lets through, the money of a grant adds up: no step leaves a yen unexplained."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.procedure import events
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.rules.account import AccountState
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.unit.features.grants.replaying import replay

DAY = dt.date(2026, 6, 1)
AMOUNTS = st.sampled_from((0, 1, 40_000, 99_999, 150_000, 200_000, 250_000))


class MoneyOfAGrant(RuleBasedStateMachine):
    """A grant of a real office, led through whatever is offered, with sums that fit and sums that do not."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name) / "office"
        clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
        create_office(root, OfficeSettings(town="汐見野市", profile="muroran"), clock)
        self.office = Office(root, clock)
        rounds, grants = self.office.service("grant_rounds"), self.office.service("grants")
        assert isinstance(rounds, GrantRoundService)
        assert isinstance(grants, GrantService)
        grant_round = rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 1)).snapshot
        self.grants = grants
        draft = Draft({"round": grant_round["reference"], "name": "花の道", "organization": "浜の会", "frame": "一般"})
        draft.values |= {"requested_amount": 200_000, "received_on": dt.date(2026, 4, 20)}
        draft.values["finished_on"] = dt.date(2026, 10, 20)
        draft.children["incomes"] = [Draft({"category": "grant", "budget": 200_000, "settled": 200_000})]
        draft.children["expenses"] = [Draft({"category": "materials", "budget": 400_000, "settled": 400_000})]
        draft.children["incomes"].append(Draft({"category": "own_funds", "budget": 200_000, "settled": 200_000}))
        kinds = grants.words().taxonomy("grant_documents").terms
        draft.children["documents"] = [Draft({"kind": term.code, "received_on": DAY}) for term in kinds]
        self.record = grants.save("窓口", draft).snapshot.id
        for step, asked in (("review", {}), ("decide", {"amount": 200_000, "document_number": "第1号"})):
            grants.take("窓口", [Taking(self.record, step, {"happened_on": DAY, **asked})])

    def stored(self) -> Snapshot:
        return self.grants.load(self.record)

    @rule(data=st.data(), amount=AMOUNTS, days=st.integers(min_value=0, max_value=3))
    def move_money(self, data: st.DataObject, amount: int, days: int) -> None:
        """Take one of the steps that name an amount, with any."""
        self.take(data, [step for step in self.offered() if step.amount], days=days, amount=amount)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Take a step with the amount that is proposed for it, which leads further than any other would."""
        closed = self.grants.lifecycle(self.stored().values).closed
        self.take(data, [step for step in self.offered() if step.to not in closed])

    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        closed = self.grants.lifecycle(self.stored().values).closed
        self.take(data, [step for step in self.offered() if step.to in closed])

    def last_step(self) -> str:
        last = self.grants.last_step(self.stored())
        assert last is not None
        return str(last["step"])

    def offered(self) -> list[Step]:
        return list(self.grants.offered(self.stored()))

    def take(self, data: st.DataObject, steps: list[Step], *, days: int = 0, amount: int | None = None) -> None:
        """Take one of the steps; one that is refused leaves everything as it was."""
        if not steps:
            return
        stored, step = self.stored(), data.draw(st.sampled_from(steps))
        last = max(line["happened_on"] for line in stored.children["steps"])
        line = {"document_number": "第1号", "note": "確認", "due_on": last, **self.grants.proposal(stored, step)}
        line["happened_on"] = last + dt.timedelta(days)
        if amount is not None and "amount" in step.asks:
            line["amount"] = amount
        try:
            self.grants.take("窓口", [Taking(self.record, step.code, line)])
        except InputError:
            assert self.stored() == stored

    @precondition(lambda self: self.last_step() != "decide")  # the money begins there
    @rule()
    def take_back(self) -> None:
        self.grants.take_back("窓口", self.record, "入力の誤り")

    @invariant()
    def adds_up(self) -> None:
        if not hasattr(self, "record"):
            return
        stored = self.stored()
        taken = [line.values for line in stored.children["steps"]]
        life = self.grants.lifecycle(stored.values)
        account = replay(events(life, taken), 800, may_raise=False)  # refuses what does not add up
        paid, returned = stored["paid_amount"] or 0, stored["returned_amount"] or 0
        assert (account.paid, account.returned) == (paid, returned)
        if account.state is AccountState.UNDECIDED:
            assert stored["unpaid_amount"] is None
            assert not paid
            return
        held, settled = paid - returned, stored["settled_amount"]
        if account.state is AccountState.DECIDED:
            assert stored["decided_amount"] == held + stored["unpaid_amount"]
        elif account.state is AccountState.SETTLED:
            assert settled <= stored["decided_amount"]
            assert stored["unused_amount"] == stored["decided_amount"] - settled
            assert stored["return_due_amount"] == max(0, held - settled)
            assert stored["unpaid_amount"] == max(0, settled - held)
        else:
            assert stored["return_due_amount"] == held
            assert stored["unpaid_amount"] == 0
        if stored["state"] in life.closed:
            assert (stored["unpaid_amount"], stored["return_due_amount"]) == (0, 0)
            assert account.closed

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert self.office.check() == []
            self.office.close()
            self.folder.cleanup()


TestMoneyOfAGrant = MoneyOfAGrant.TestCase
TestMoneyOfAGrant.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
