"""Who is told what, by which doors, in which words, and in which never: one line an event and reader.

Written from the procedure and not from the code, like `table.py`; `test_telling.py` holds all that was ever told to it.
What a letter must say is a rule of the house itself (`cases/wording/required.py`), which refuses a text without it;
here stands how it looks once it is said of these cases.
"""

from ..cast import REASONS
from ..tellings import (
    A_THIRD_PERSON,
    AN_OFFICER_S_REASONS,
    ANOTHER_S_WORDS,
    CAMILLE,
    FACTORS,
    HER_ANSWER,
    HER_WORDS,
    HIS_WORDS,
)

# What no letter to a reader says; «-word» in a line below takes one of them out.
ALWAYS = """
reader | never

reporter | person officers measure
concerned | reporter
federation | reporter reasons his-words content
national | reporter content his-words
panel | reporter content his-words
privacy | reporter content
actors | reporter
in_charge | reporter content his-words
proposer | reporter content
signers | reporter content
member | reporter content reference officers measure sanction
officer | reporter content reference officers measure
subject | reporter content reference officers
"""

# I: in the application. E: an e-mail that only rings. L: on paper, by registered letter. D: the digest itself. Q: no
# door rings, the queue shows it and the digest counts it; where no letter is named, not even a row is written.
# `without` names pieces of that letter for which this event gives no occasion, `never` words of SECRETS.
TOLD = """

event | by the step | to | doors | letter | without | never

report received | receive attach_report | reporter | I E | received_open | - | -
report received | receive attach_report | officers | Q | - | - | -
report on a closed post | attach_report | reporter | I E | received_closed | - | lengths his-words reasons
danger to a life | receive attach_report morning | national | I E | danger | - | person reference officers
another office asked for | attach_report | national | I E | other_body | - | person reference officers
report withdrawn | withdraw_report | reporter | I E | withdrawn | - | -

review opened | open_review | reporter | I | review_opened | - | -
moved to another body | transfer refer_to_national return_to_federation identify_author | reporter | I | moved | - |
    reasons
moved to another body | transfer refer_to_national return_to_federation | concerned | I E | moved | - | measure reasons
moved to another body | transfer refer_to_national return_to_federation identify_author | officers | Q | - | - | -

joined to another case | join_case | reporter | I E | joined | - | lengths his-words reasons
joined to another case | join_case | concerned | I E | joined | - | measure other-case

grievances | notify_grievances | concerned | I E | grievances | new-piece new-window sursis waiver | report-hour
    third-person decided
grievances, on probation | notify_grievances | concerned | I E | grievances | new-piece new-window waiver | report-hour
    third-person decided
new piece | notify_grievances | concerned | I E | grievances | sursis waiver | report-hour third-person decided
letter unopened for a week | remind | concerned | I E | reminder | - | measure reasons
letter opened or delivered | open_letter record_service | concerned | I | served | - | reasons
reply received | reply | concerned | I | reply_received | - | -
reply received | reply | in_charge | Q | reply_received | - | -
hearing closed | close_hearing | concerned | I E | hearing_closed | - | decided
hearing closed | close_hearing | in_charge | Q | hearing_closed | - | -
somebody represents | name_representative | concerned | I E | representative_named | - | -
hearing slots offered | offer_slots | concerned | I E | slots_offered | - | -
minutes recorded | record_minutes | concerned | I E | minutes_recorded | - | his-words
recusal answered | answer_recusal | concerned | I E | recusal_answered | - | -
recusal left unanswered | pass_on_recusal | national | I E | recusal_late | - | reasons
recusal left unanswered | pass_on_recusal | panel | I E | recusal_late | - | reasons
account in question answered | answer_disowning | concerned | I E | disowning_answered | - | -

person informed | inform | concerned | I E | examined | - | measure reasons report-hour
details asked | ask_for_details | reporter | I E | details_asked | - | -
details asked | ask_for_details | concerned | I E | details_asked | - | measure
removal requested | request_removal | concerned | I E | removal_requested | - | measure
workshop beside | order_workshop | concerned | I E | workshop_ordered | - | -
limit extended | extend_limit | concerned | I E | limit_extended | - | measure
limit extended | extend_limit | reporter | I E | limit_extended | - | -

a date comes near | morning | concerned | I E | deadline_near | - | reasons
a date comes near | morning | reporter | I E | deadline_near | - | -
a date comes near | morning | officers | Q | - | - | -
claim idle | morning | in_charge | Q | claim_idle | - | person
claim returned | return_claim | in_charge | Q | claim_returned | - | person
claim returned | return_claim | officers | Q | - | - | -
place booked | workshops | member | I E | session_booked | - | -
session changed | workshops | member | I E | session_changed | - | -
session called off | workshops | member | I E | session_called_off | - | -
session of tomorrow | morning | member | I E | session_soon | - | -
digest | morning | officer | I D | digest | - | person
receipts do not leave | morning | officer | I E | receipts_unsent | - | person
kept for a court, to be looked at again | morning | national | I E | hold_review | - | reasons
asked for by a court | ask_evidence_file | national | I E | evidence_asked | - | reasons
answered for a court | answer_evidence_file | national | I E | evidence_answered | - | reasons
unusual readings | morning | officer | I E | access_alert | - | person
a practice case | calibrations | officer | I | calibration | - | person
no practice case this half-year | morning | officer | I | calibration_due | - | person
data asked about | rights | subject | I E | request_received | - | -
data asked about | rights | officer | I E | request_received | - | person
a request put off | rights | subject | I E | request_extended | - | -
a request granted | rights | subject | I E | request_granted | - | -
a request refused | rights | subject | I E | request_refused | - | -
a request whose day comes near | morning | officer | I E | request_due | - | person
a request whose day has passed | morning | officer | I E | request_late | - | person
proposal refused or sent back | refuse_proposal send_back_proposal set_aside_result | proposer | Q | proposal_answered |
    - | person
proposal withdrawn | withdraw_proposal | signers | Q | proposal_withdrawn | - | person

interim imposed | impose_interim | concerned | I E L | decision_interim | - | -
interim renewed | renew_interim | concerned | I E L | decision_renewal | - | -
interim ended | lift_interim end_interim | concerned | I E L | interim_ended | - | -
effect of an interim suspension, and its end | impose_interim renew_interim lift_interim end_interim open_letter
    close_without_sanction lapse | federation | I E | effect | - | -
effect of a sanction | suspend revoke_sursis decide_appeal open_letter record_service warn | federation | Q | effect | -
    | -
effect suspended, lifted, stayed or over | open_letter lift_measure end_measure stay_effect lapse decide_appeal |
    federation | I E | effect | - | -

no breach | close_without_sanction | concerned | I E | decision_no_action | - | -
referred out | close_without_sanction | concerned | I E | decision_referred_out | - | -
advice | close_without_sanction | concerned | I E | decision_advice | - | -
workshop | close_without_sanction | concerned | I E | decision_workshop | - | -
warning | warn | concerned | I E | decision_warning | - | third-person other-case
suspension | suspend | concerned | I E L | decision_suspension | - | third-person other-case
revocation | revoke_sursis | concerned | I E L | decision_revocation | - | third-person
lifted | lift_measure | concerned | I E | decision_lift | - | -
outcome | close_without_sanction warn suspend decide_appeal | reporter | I E | outcome | - | lengths his-words reasons

lifting asked | ask_to_lift | national | I E | lift_asked | - | -
lifting asked, an answer due | morning | national | I E | lift_due | - | -
lifting refused | refuse_to_lift | concerned | I E | lift_refused | - | -
appeal filed | appeal | concerned | I E | appeal_filed | - | -
appeal filed | appeal | panel | I E | appeal_filed | - | -
appeal filed | appeal | national | I E | appeal_filed | - | -
panel seated | seat | concerned | I E | panel_seated | - | -
effect stayed | stay_effect | concerned | I E | effect_stayed | - | -
appeal withdrawn | withdraw_appeal | concerned | I E | appeal_withdrawn | - | -
appeal withdrawn | withdraw_appeal | panel | I E | appeal_withdrawn | - | -
appeal withdrawn | withdraw_appeal | national | I E | appeal_withdrawn | - | -
appeal decided | decide_appeal | concerned | I E | decision_appeal | - | -
appeal decided | decide_appeal | panel | I E | appeal_decided | - | -
appeal decided | decide_appeal | national | I E | appeal_decided | - | reasons
appeal decided | decide_appeal | actors | Q | appeal_decided | - | content his-words

lapse | lapse | concerned | I E | lapsed | - | -
lapse | lapse | reporter | I E | lapsed | - | lengths his-words
lapse | lapse | national | I E | lapsed | - | -
lapse of an appeal | lapse | panel | I E | lapsed | - | -
measure ends in 7 days | morning | concerned | I E | measure_ends_soon | - | reasons
measure ends in 7 days | morning | federation | I E | measure_ends_soon | - | -
measure ended | end_measure | concerned | I E | measure_ended | - | -
reopened | reopen | reporter | I E | reopened | - | -
reopened | reopen | concerned | I E | reopened | - | -

misuse, a warning | restrict_reporting | reporter | I E | reporting_warned | - | -
misuse, a restriction | restrict_reporting | reporter | I E | reporting_restricted | - | -
misuse, a restriction contested | contest_restriction | national | I E | restriction_contested | - | -
misuse, a contest answered | answer_restriction | reporter | I E | restriction_answered | - | -
identity asked | ask_identity | privacy | I E | identity_asked | - | person
identity answered | answer_identity | reporter | I | identity_answered | - | -
"""

# What the procedure names and nothing does yet, or does otherwise; and why.
LATER = """
event | to | why

lapse of a first examination | panel | the panel knows only cases under appeal: the address would lead it nowhere
suspension effect | listmasters | nobody holds such an office: the member's federation is told
erasure | concerned | nobody is told of `restrict` and `anonymise`: no letter would be left to read
piece with a file | concerned | pieces are texts as yet: there is no file name and no metadata to leak
acknowledgement unsent after a day | administrators | /healthz tells the age of what waits; no alarm goes out
identity unsealed, told later | reporter | an answer is told at once: no deferral is recorded
"""

# How a piece of a letter looks once its variables are filled in: (French, English), as regular expressions. Others are
# facts of the case (facts.py), or words of the letter itself.
VALUES = {
    "readings": (r"\d+ lectures? inhabituelles?", r"\d+ unusual readings?"),
    "requests": (r"\d+ demandes? ", r"\d+ requests? "),
    "right": ("Opposition|Accès", "Objection|Access"),
    "asked-on": (r"du \d+ \w+ 20\d\d|Le \d+ \w+ 20\d\d", r"[Oo][nf] \d+ \w+ 20\d\d"),
    "answered-on": (r"Le \d+ \w+ 20\d\d", r"On \d+ \w+ 20\d\d"),
    "due-on": (r"au plus tard : le \d+ \w+ 20\d\d", r"Answer by: \d+ \w+ 20\d\d"),
    "privacy-contact": ("donnees@example.org", "donnees@example.org"),
    "receipts": (r"\d+ récépissés?", r"\d+ receipts?"),
    "until": (r"\d+ \w+ 2027", r"\d+ \w+ 2027"),
    "pieces": (r"1\. texte \(SHA-256 \w{16}…\)", r"1\. text \(SHA-256 \w{16}…\)"),
    "a-date": (r"\d (décembre|janvier|février|mars) 202[67]", r"\d (December|January|February|March) 202[67]"),
    "outcome": ("Une suite a été donnée|Aucune suite n’est donnée", "Something was done|No action|Nothing"),
    "redress": ("second regard|élément nouveau", "second look|new evidence"),
    "maximum": ("Mesure encourue : (avertissement|suspension)", "Maximum possible measure: (warning|suspension)"),
    "origin": (
        "Un signalement est à l’origine|propre initiative",
        "A report is at the origin|own accord|own initiative",
    ),
    "window": ("vous avez 1[05] jours à compter", "you have 1[05] days from"),
    "new-piece": ("Pièce nouvelle : 2\\.", "New exhibit: 2\\."),
    "new-window": ("Un nouveau délai de réponse s’ouvre", "A new time to reply begins"),
    "what-runs": ("jusqu’au|Aucun délai ne court|du .* au ", "until|No time limit|from .* to "),
    "place": ("Lieu : 12 rue du Lac. Durée prévue : 45 minutes", "Place: 12 rue du Lac. Expected length: 45 minutes"),
    "workshop": ("Parler en ligne", "Speaking online"),
    "session-when": (r"Quand : \w+ \d+ \w+ 20\d\d à \d+ h( \d\d)?", r"When: \w+ \d+ \w+ 20\d\d at \d\d:\d\d"),
    "session-where": (
        "Où : (12|14) rue du Lac, Orléans, Centre-Val de Loire",
        "Where: (12|14) rue du Lac, Orléans, Centre-Val de Loire",
    ),
    "session-length": ("120 minutes", "120 minutes"),
    "tomorrow": ("C’est demain", "It is tomorrow"),
    "slot": ("mardi 12 janvier 2027 à 18 h 30", "Tuesday 12 January 2027 at 18:30"),
    "days-left": (
        "Il reste [1-3] jours?\\.|C’est le dernier jour",
        "There (is|are) [1-3] days? left\\.|This is the last day",
    ),
    "how-it-ended": ("avant sa date|personne n’a répondu|arrivée à sa date", "before its date|nobody answered|reached"),
    "lifting-by": ("répond, ou", "answers, or"),
    "lifting-due": ("demande de levée (attend|est restée)", "request for lifting (waits|has had)"),
    "working-days": ("5 jours ouvrés", "5 working days"),
    "sursis": ("révoquer ce sursis, en tout ou en partie", "revoke this deferred part, all or some of it"),
    "count": ("\\d+ nouveautés? ", "\\d+ new items? "),
    "ground": ("risque pour des personnes", "risk to people"),
    "scope": ("adhésion entière", "full membership|whole membership"),
    "interim-length": ("(20|30|40) jours", "(20|30|40) days"),
    "warning-length": ("12 mois à compter du jour", "12 months from the day"),
    "length": ("(30|40|60|300) jours", "(30|40|60|300) days"),
    "appeal-days": ("Vous avez 30 jours à compter du jour", "You have 30 days from the day"),
    "result": ("mesure (maintenue|annulée)", "measure (upheld|annulled)"),
    "what-changes": ("n’a plus d’effet après cette date", "no effect after that date"),
    "granted": ("refusée", "refused"),
    "limit-answer": ("La limite est maintenue", "The limit is kept"),
}

EITHER = {"examined-by": ("first-look", "limit")}  # two facts, of which a letter says the one that counts

# Typed by somebody in a telling, in whatever language, as regular expressions.
TYPED = {
    "copy": f"{HER_WORDS}|{ANOTHER_S_WORDS}",
    "facts-typed": "Une menace",
    "quote": "On te trouvera",
    "instructor": "Alice|Nina",
    "reasons-typed": f"{AN_OFFICER_S_REASONS}|Les faits ne suffisent pas",
    "question": r"Quand \?|Est-ce vous \?",
    "request": "Retirez-la",
    "facts": REASONS["facts"],
    "explanation-typed": "Elle vise une personne nommée",
    "explanation": REASONS["rule_explanation"],
    "answered": REASONS["reply_considered"],
    "lesser": REASONS["why_not_lesser"],
    "representative": "Maud",
    "signer": "Bob|Nora",
    "signers": "(?s)Noah.*Nora",
    "panel-names": "(?s)Paul.*Pia.*Petra",
    "panel-signers": "(?s)Paul.*Pia",
    "factors": FACTORS["gravity"],
    "reasons-identity": "Rien ne l’exige",
}

# What some readers must never read, as regular expressions; `reporter` besides means the code of the report.
OFFICERS = ("alice", "bob", "olga", "nina", "noah", "nora", "paul", "pia", "petra", "dora")
SECRETS = {
    "reporter": "|".join([*CAMILLE.values(), "Camille|Canari", HER_WORDS, HER_ANSWER, "zèbre|lynx"]),
    "person": r"\bJean\b|A-jean",
    "officers": rf"\b({'|'.join(OFFICERS)})@",
    "measure": "(?i)suspen|avertissement|sursis|warning|probation",
    "lengths": r"\b(6|12) (mois|months)\b|\b(20|40|60|90|300) (jours|days)\b",
    "his-words": f"{HIS_WORDS}|renard",
    "reasons": "|".join([AN_OFFICER_S_REASONS, *filter(None, REASONS.values())]),
    "content": r"x\.com|jean_exemple45|On te trouvera|Une menace|\bJean\b|" + "|".join(filter(None, REASONS.values())),
    "sanction": r"(?i)sanction|faute|fault",
    "reference": r"(?i)\b(?:\d\w|NAT)-20\d\d-\w{4}\b",
    "report-hour": r"\d h \d\d|\d:\d\d|\b7 décembre 2026|\b7 December 2026",
    "third-person": f"{A_THIRD_PERSON}|Ursule",
    "decided": r"\b(sera|seront|serez|will be)\b",
}

# Events that share a letter with another: which of them a letter tells of.
PROVISIONAL = "conservatoire|[Ii]nterim"
OVER = "plus d’effet|sans effet|effet suspendu|no longer|no effect|stayed|no more"
WHEN = {
    "grievances, on probation": lambda has: has("révoquer ce sursis|revoke this"),
    "new piece": lambda has: has("remplace la lettre|replaces that"),
    "effect of an interim suspension, and its end": lambda has: has(PROVISIONAL),
    "effect of a sanction": lambda has: not has(PROVISIONAL) and not has(OVER),
    "effect suspended, lifted, stayed or over": lambda has: not has(PROVISIONAL) and has(OVER),
}
