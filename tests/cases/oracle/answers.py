"""Fitting answers for every step that the machine takes, drawn where several fit."""

from accounts.models import Body

from ..cast import POSTED_ON, REASONS, article, days
from .model import WAYS

UNSIGNED = "0" * 64  # nothing to sign: any digest will do to be refused
STEP_OF = {way.name: way.step for way in WAYS}
WHY = "Le dossier le demande."
CLOSINGS = {
    "reported": ["dismissed", "out_of_scope", "time_barred", "withdrawn", "referred_out"],
    "in_review": ["dismissed", "advice", "workshop", "out_of_scope", "withdrawn"],
    "deliberation": ["cleared"],
}


class Answers:
    """What `who` types at `at` for a step of this case; None where nothing fits. `draw` chooses one of several."""

    def __init__(self, case, cast, *, at, draw):
        self.case, self.cast, self.at, self.draw = case, cast, at, draw

    def to(self, way):
        return getattr(self, way, None) or getattr(self, STEP_OF.get(way, way), dict)

    def _one_of(self, *choices):
        return self.draw(choices)

    def _person(self, *names):
        return getattr(self.cast, self._one_of(*names))

    def _signature(self):
        proposal = self.case.open_proposal()
        return {"sha256": proposal.sha256 if proposal else UNSIGNED}

    def _reason(self):
        return {"why": WHY}

    # From state to state ---------------------------------------------------------------------------------------------

    def open_review(self):
        return {"article": article(), "content_date": POSTED_ON, "quote": "On te trouvera."}

    def close_without_sanction(self):
        fitting = CLOSINGS.get(self.case.state, ["cleared"])
        outcome = self._one_of(*(one for one in fitting if self.case.member or one not in ("advice", "workshop")))
        by_on = self.at.date() + days(30)
        return {"outcome": outcome, "dismissal_reason": "no_breach", "reasons": "Une opinion.", "by_on": by_on}

    def transfer(self):
        elsewhere = "45" if self.case.held_by_id == "75" else "75"
        return {"to_federation": Body.objects.get(code=elsewhere), "reason": "conflict", "why": WHY}

    def refer_to_national(self):
        return {"facts": "Une menace grave, visible par tous."}

    def notify_grievances(self):
        maximum = self._one_of("suspension", "warning") if self.case.held_by_id == "national" else "warning"
        said = {"facts": "Une menace.", "articles": [article()], "rule_explanation": "Elle vise une personne nommée."}
        return {"maximum": maximum, "content_date": POSTED_ON, **said}

    def close_hearing(self):
        waiver = self.case.hearing_asked or self._one_of(False, True)
        return {"text": self._one_of("Je plaisantais.", ""), "waiver": waiver}

    def warn(self):
        return {"months": 12, **REASONS}

    def appeal(self):
        return {"kind": "appeal", "grounds": "Trop sévère.", "new_evidence": "", "stay_asked": False}

    def revision(self):
        return {**self.appeal(), "kind": "revision", "new_evidence": "Une vidéo le montre."}

    def reopen(self):
        return {"why": WHY, "evidence": "Une seconde publication."}

    suspend = lift_measure = revoke_sursis = decide_appeal = _signature
    return_to_federation = _reason

    # Keeping the state -----------------------------------------------------------------------------------------------

    def identify_author(self):
        return {"member": self._person("jean", "jean", "parisa", "maire").member}

    def reply(self):
        return {"text": "Je plaisantais."}

    def record_minutes(self):
        return {"held_at": self.at, "minutes": "Jean a été entendu."}

    def postpone_hearing(self):
        return {"days": 5, "why": WHY}

    def name_counsel(self):
        return {"person": self.cast.carl}

    def request_recusal(self):
        asked = set(self.case.recusals.values_list("person__name", flat=True))
        free = [name for name in ("alice", "bob", "nina", "noah", "paul") if name.capitalize() not in asked]
        return {"person": self._person(*free), "reason": "dispute", "why": WHY} if free else None

    def answer_recusal(self):
        return {"granted": self._one_of(False, True), "reason": WHY}

    def declare_recusal(self):
        return {"reason": "kinship"}

    def answer_disowning(self):
        return {"is_so": self._one_of(False, True), "reasons": WHY}

    def note(self):
        return {"text": "À suivre.", "is_opinion": True}

    def add_evidence(self):
        return {"text": "Une réponse à la publication.", "others_visible": self._one_of(False, True)}

    def redact(self):
        hidden = next((one for one in self.case.exhibits if one.is_sealed), None)
        return {"piece": hidden, "text": "Une réponse de X."} if hidden else None

    def propose(self):
        fitting = self.case.proposable(self.at)
        kind = self._one_of(*fitting) if fitting else "lift"
        suspended = self._one_of(0, 20, 60) if kind == "suspension" else None
        content = {"scope": "full_membership", "days": 60 if kind == "suspension" else 20, "ground": "risk",
                   "suspended_days": suspended, "probation_months": 12}  # fmt: skip
        return {"kind": kind, **content, "other_case": self.cast.other_case, **REASONS}

    def extend_limit(self):
        return {"days": 30, "why": WHY}

    def refuse_to_lift(self):
        return {"reason": WHY}

    def seat(self):
        fit = [name for name in ("paul", "pia", "petra") if not self.case.is_closed_to(getattr(self.cast, name))]
        return {"people": [getattr(self.cast, name) for name in fit]}

    def propose_result(self):
        result = self._one_of("upheld", "annulled", "reduced")
        kind = self._one_of("warning", "suspension") if result == "reduced" else ""
        return {"result": result, "kind": kind, "days": 20, "months": 6, "text": "La mesure est revue."}

    impose_interim = renew_interim = lift_interim = agree = _signature
    refuse_proposal = send_back_proposal = withdraw_proposal = set_aside_result = stay_effect = ask_to_lift = _reason
    disown_account = withdraw_report = _reason
