"""The real house against the model: thousands of steps, and not one difference in what is open to whom."""

import os
from math import ceil

import pytest
from django.db import connection

from .machine import run_machine

# Where cases begin in each of four runs, and by which steps it comes, on PostgreSQL. `make oracle` says how many.
RUNS = {
    "review": (
        ["reported", "known", "in review", "dismissed"],
        {"open_review", "close_without_sanction", "transfer", "refer_to_national", "return_to_federation", "reopen"},
    ),
    "decision": (
        ["in hearing", "deliberated", "proposed", "suspended meanwhile"],
        {"notify_grievances", "close_hearing", "warn", "suspend", "refer_to_national", "lapse"},
    ),
    "measure": (
        ["warned", "suspended", "on probation", "revocation proposed"],
        {"end_measure", "lift_measure", "revoke_sursis", "appeal", "withdraw_appeal"},
    ),
    "appeal": (["warned and appealed", "suspended and appealed"], {"decide_appeal", "withdraw_appeal", "lapse"}),
}
STEPS = int(os.environ.get("ORACLE_STEPS") or {"postgresql": 2000, "sqlite": 500}[connection.vendor])
LEAST = STEPS // len(RUNS)
EXAMPLES = ceil(LEAST / 21)  # of fifty steps, of which many are tries that are refused


@pytest.mark.parametrize(("starts", "steps"), RUNS.values(), ids=RUNS)
def test_house_and_model_open_the_same_steps(cast, starts, steps):
    tally = run_machine(cast, starts, examples=EXAMPLES, steps=50)
    assert min(tally.taken.total(), tally.compared) >= LEAST
    assert connection.vendor == "sqlite" or steps <= tally.taken.keys()
