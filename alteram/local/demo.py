"""The accounts that `seed_demo` makes and `make run` prints."""

PASSWORD = "demo-alteram-2026"
ACCOUNTS = {
    "membre@example.org": "member of 45",
    "membre.75@example.org": "member of 75",
    "concerne@example.org": "member of 45, whose account on X is @jean_exemple45",
    "instruction.45@example.org": "officer of 45: examines",
    "decision.45@example.org": "officer of 45: examines and warns",
    "officier.75@example.org": "officer of 75",
    "national.1@example.org": "national office",
    "national.2@example.org": "national office",
    "national.3@example.org": "national office",
    "recours.1@example.org": "appeals panel",
    "recours.2@example.org": "appeals panel",
    "recours.3@example.org": "appeals panel",
    "dpo@example.org": "data protection officer",
}
