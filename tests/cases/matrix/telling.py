"""Who is told what, by which doors, in which words, and in which never: one line an event and reader.

Written from the procedure and not from the code, like `table.py`; `test_telling.py` holds all that was ever told to it.
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

# What every letter to a reader says, and never says; «-word» in a line below takes one of them out.
ALWAYS = """
reader | always says | never

reporter | code | person officers measure
concerned | reference | reporter
federation | reference member contact | reporter reasons his-words content
national | reference today | reporter content his-words
panel | reference today | reporter content his-words
privacy | reference today | reporter content
actors | reference today | reporter
in_charge | reference | reporter content his-words
proposer | reference today | reporter content
signers | reference today | reporter content
member | workshop session-when session-where | reporter content reference officers measure sanction
officer | count | reporter content reference officers measure
"""

# I: in the application. E: an e-mail that only rings. L: on paper, by registered letter. D: the digest itself. Q: no
# door rings, the queue shows it and the digest counts it; where no letter is named, not even a row is written.
# `says` and `never` are words of FACTS (facts.py), WORDS, TYPED and SECRETS.
TOLD = """

event | by the step | to | doors | letter | says | never

report received | receive attach_report | reporter | I E | received_open | today copy rule holder contact
    first-look/limit good-faith misuse data | -
report received | receive attach_report | officers | Q | - | - | -
report on a closed post | attach_report | reporter | I E | received_closed | today copy closed outcome redress data |
    lengths his-words reasons
danger to a life | receive attach_report morning | national | I E | danger | -reference -today at-once |
    person reference officers
another office asked for | attach_report | national | I E | other_body | -reference | person reference
    officers
report withdrawn | withdraw_report | reporter | I E | withdrawn | today goes-on | -

review opened | open_review | reporter | I | review_opened | today holder contact limit | -
moved to another body | transfer refer_to_national return_to_federation identify_author | reporter | I | moved | today
    holder contact first-look/limit | reasons
moved to another body | transfer refer_to_national return_to_federation | concerned | I E | moved | today holder
    contact limit no-decision | measure reasons
moved to another body | transfer refer_to_national return_to_federation identify_author | officers | Q | - | - | -

joined to another case | join_case | reporter | I E | joined | holder contact a-date | lengths his-words reasons
joined to another case | join_case | concerned | I E | joined | today reasons-typed contact no-decision | measure
    other-case

grievances | notify_grievances | concerned | I E | grievances | facts-typed content-date address quote rule-text
    maximum origin automated file window heard assisted postponed recused instructor holder data | report-hour
    third-person decided
grievances, on probation | notify_grievances | concerned | I E | grievances | sursis | report-hour third-person decided
new piece | notify_grievances | concerned | I E | grievances | new-piece new-window window | report-hour third-person
    decided
letter unopened for a week | remind | concerned | I E | reminder | today on-paper contact | measure reasons
letter opened or delivered | open_letter record_service | concerned | I | served | today what-runs contact | reasons
reply received | reply | concerned | I | reply_received | now reply-sha window-end next-reply | -
reply received | reply | in_charge | Q | reply_received | now reply-sha next-read | -
hearing closed | close_hearing | concerned | I E | hearing_closed | today limit no-decision-yet | decided
hearing closed | close_hearing | in_charge | Q | hearing_closed | now limit | -
somebody represents | name_representative | concerned | I E | representative_named | today representative contact
    no-decision | -
hearing slots offered | offer_slots | concerned | I E | slots_offered | slot place contact no-decision-yet | -
recusal answered | answer_recusal | concerned | I E | recusal_answered | today reasons-typed holder contact | -
recusal left unanswered | pass_on_recusal | national | I E | recusal_late | five-working-days | reasons
recusal left unanswered | pass_on_recusal | panel | I E | recusal_late | five-working-days | reasons
account in question answered | answer_disowning | concerned | I E | disowning_answered | today reasons-typed holder
    contact | -

person informed | inform | concerned | I E | examined | today address origin holder contact no-decision-made data |
    measure reasons report-hour
details asked | ask_for_details | reporter | I E | details_asked | question a-date not-a-sanction holder contact | -
details asked | ask_for_details | concerned | I E | details_asked | question a-date not-a-sanction holder contact |
    measure
removal requested | request_removal | concerned | I E | removal_requested | request a-date not-a-sanction holder
    contact | measure
workshop beside | order_workshop | concerned | I E | workshop_ordered | a-date not-a-sanction contact | -
limit extended | extend_limit | concerned | I E | limit_extended | reasons-typed limit | measure
limit extended | extend_limit | reporter | I E | limit_extended | reasons-typed limit | -

a date comes near | morning | concerned | I E | deadline_near | a-date days-left contact | reasons
a date comes near | morning | reporter | I E | deadline_near | a-date days-left contact | -
a date comes near | morning | officers | Q | - | - | -
claim idle | morning | in_charge | Q | claim_idle | goes-back | person
claim returned | return_claim | in_charge | Q | claim_returned | today | person
claim returned | return_claim | officers | Q | - | - | -
place booked | workshops | member | I E | session_booked | session-length give-back | -
session changed | workshops | member | I E | session_changed | session-length give-back | -
session called off | workshops | member | I E | session_called_off | other-dates | -
session of tomorrow | morning | member | I E | session_soon | session-length tomorrow give-back | -
digest | morning | officer | I D | digest | - | person
proposal refused or sent back | refuse_proposal send_back_proposal set_aside_result | proposer | Q | proposal_answered
    | reasons-typed | person
proposal withdrawn | withdraw_proposal | signers | Q | proposal_withdrawn | reasons-typed | person

interim imposed | impose_interim | concerned | I E L | decision_interim | ground facts scope interim-length
    ends-by-itself hard-limit lifting no-fault decision-sha | -
interim renewed | renew_interim | concerned | I E L | decision_renewal | ground facts scope interim-length
    ends-by-itself hard-limit lifting no-fault decision-sha | -
interim ended | lift_interim end_interim | concerned | I E L | interim_ended | today how-it-ended not-a-sanction-past
    contact | -
effect of an interim suspension, and its end | impose_interim renew_interim lift_interim end_interim open_letter
    close_without_sanction lapse | federation | I E | effect | today | -
effect of a sanction | suspend revoke_sursis decide_appeal open_letter record_service warn | federation | Q | effect |
    today | -
effect suspended, lifted, stayed or over | open_letter lift_measure end_measure stay_effect lapse decide_appeal |
    federation | I E | effect | today | -

no breach | close_without_sanction | concerned | I E | decision_no_action | today no-breach reasons-typed kept
    automated contact | -
referred out | close_without_sanction | concerned | I E | decision_referred_out | today reasons-typed automated
    contact | -
advice | close_without_sanction | concerned | I E | decision_advice | today reasons-typed not-a-sanction address kept
    automated | -
workshop | close_without_sanction | concerned | I E | decision_workshop | reasons-typed not-a-sanction a-date kept
    automated | -
warning | warn | concerned | I E | decision_warning | today facts explanation answered lesser rule-text warning-length
    appeal-days court signer decision-sha automated kept | third-person other-case
suspension | suspend | concerned | I E L | decision_suspension | today facts explanation answered lesser rule-text
    scope length appeal-days court signers decision-sha automated kept | third-person other-case
revocation | revoke_sursis | concerned | I E L | decision_revocation | today facts explanation length appeal-days
    court signers decision-sha automated | third-person
lifted | lift_measure | concerned | I E | decision_lift | today facts signers decision-sha kept automated | -
outcome | close_without_sanction warn suspend decide_appeal | reporter | I E | outcome | today outcome automated
    redress | lengths his-words reasons

lifting asked | ask_to_lift | national | I E | lift_asked | lifting-by | -
lifting asked, an answer due | morning | national | I E | lift_due | -today days-left lifting-due | -
lifting refused | refuse_to_lift | concerned | I E | lift_refused | today reasons-typed ask-again contact | -
appeal filed | appeal | concerned | I E | appeal_filed | today panel-rule decided-by goes-on-meanwhile | -
appeal filed | appeal | panel | I E | appeal_filed | decided-by | -
appeal filed | appeal | national | I E | appeal_filed | decided-by | -
panel seated | seat | concerned | I E | panel_seated | today panel-names | -
effect stayed | stay_effect | concerned | I E | effect_stayed | today | -
appeal withdrawn | withdraw_appeal | concerned | I E | appeal_withdrawn | today | -
appeal withdrawn | withdraw_appeal | panel | I E | appeal_withdrawn | - | -
appeal withdrawn | withdraw_appeal | national | I E | appeal_withdrawn | - | -
appeal decided | decide_appeal | concerned | I E | decision_appeal | today result reasons-typed court panel-signers
    decision-sha automated | -
appeal decided | decide_appeal | panel | I E | appeal_decided | result | -
appeal decided | decide_appeal | national | I E | appeal_decided | result | reasons
appeal decided | decide_appeal | actors | Q | appeal_decided | result reasons-typed | content his-words

lapse | lapse | concerned | I E | lapsed | today limit-passed in-favour contact | -
lapse | lapse | reporter | I E | lapsed | limit-passed outcome redress contact | lengths his-words
lapse | lapse | national | I E | lapsed | limit-passed | -
lapse of an appeal | lapse | panel | I E | lapsed | limit-passed | -
measure ends in 7 days | morning | concerned | I E | measure_ends_soon | measure-end what-changes contact | reasons
measure ends in 7 days | morning | federation | I E | measure_ends_soon | measure-end | -
measure ended | end_measure | concerned | I E | measure_ended | today erased-when contact | -
reopened | reopen | reporter | I E | reopened | today holder contact limit | -
reopened | reopen | concerned | I E | reopened | today holder contact limit no-decision | -

misuse, a warning | restrict_reporting | reporter | I E | reporting_warned | today six-months factors contest contact
    | -
misuse, a restriction | restrict_reporting | reporter | I E | reporting_restricted | a-date factors contest contact | -
identity asked | ask_identity | privacy | I E | identity_asked | - | person
identity answered | answer_identity | reporter | I | identity_answered | today who-asked granted reasons-identity
    contact | -
"""

# What the procedure names and nothing does yet, or does otherwise; and why.
LATER = """
event | to | why

lapse of a first examination | panel | the panel knows only cases under appeal: the address would lead it nowhere
suspension effect | listmasters | nobody holds such an office: the member's federation is told
erasure | concerned | no deadline starts `restrict` and `anonymise` yet; each decision says when it comes
access-log alert | privacy | nothing watches the access log yet
piece with a file | concerned | pieces are texts as yet: there is no file name and no metadata to leak
acknowledgement unsent after a day | administrators | /healthz tells the age of what waits; no alarm goes out
identity unsealed, told later | reporter | an answer is told at once: no deferral is recorded
"""

# Said by the letter itself: (French, English), as regular expressions.
WORDS = {
    "a-date": (r"\d (décembre|janvier|février|mars) 202[67]", r"\d (December|January|February|March) 202[67]"),
    "six-months": ("six mois au plus", "six months at most"),
    "good-faith": ("bonne foi", "good faith"),
    "misuse": ("abusifs", "abusive|misuse"),
    "data": ("CNIL", "CNIL"),
    "at-once": ("maintenant", "now"),
    "goes-on": ("peut continuer", "can continue"),
    "outcome": ("Une suite a été donnée|Aucune suite n’est donnée", "Something was done|No action|Nothing"),
    "redress": ("second regard|élément nouveau", "second look|new evidence"),
    "no-decision": ("n’est pas une décision|Aucune décision n’est prise", "not a decision|No decision has been made"),
    "no-decision-made": ("Aucune décision n’est prise", "No decision has been made"),
    "no-decision-yet": ("Aucune décision n’est prise", "No decision (has been|is) made"),
    "maximum": ("Mesure encourue : (avertissement|suspension)", "Maximum possible measure: (warning|suspension)"),
    "origin": (
        "Un signalement est à l’origine|propre initiative",
        "A report is at the origin|own accord|own initiative",
    ),
    "automated": ("aucun moyen automatisé", "no automated means"),
    "file": ("Lire le dossier", "Read the case"),
    "window": ("vous avez 1[05] jours à compter", "you have 1[05] days from"),
    "heard": ("être entendu", "be heard"),
    "assisted": ("assisté", "assisted"),
    "postponed": ("report de votre audition", "postponed"),
    "recused": ("autre personne décide", "another person to decide"),
    "new-piece": ("Pièce nouvelle : 2\\.", "New exhibit: 2\\."),
    "new-window": ("Un nouveau délai de réponse s’ouvre", "A new time to reply begins"),
    "sursis": ("révoquer ce sursis, en tout ou en partie", "revoke this suspended part, all or some of it"),
    "on-paper": ("courrier recommandé", "registered post"),
    "five-working-days": ("5 jours ouvrés", "5 working days"),
    "what-runs": ("jusqu’au|Aucun délai ne court|du .* au ", "until|No time limit|from .* to "),
    "next-reply": ("compléter votre réponse", "add to your reply"),
    "next-read": ("Lisez la réponse", "Read the reply"),
    "place": ("Lieu : 12 rue du Lac. Durée prévue : 45 minutes", "Place: 12 rue du Lac. Expected length: 45 minutes"),
    "workshop": ("Parler en ligne", "Speaking online"),
    "session-when": (r"Quand : \w+ \d+ \w+ 20\d\d à \d+ h \d\d", r"When: \w+ \d+ \w+ 20\d\d at \d\d:\d\d"),
    "session-where": (
        "Où : (12|14) rue du Lac, Orléans, Centre-Val de Loire",
        "Where: (12|14) rue du Lac, Orléans, Centre-Val de Loire",
    ),
    "session-length": ("120 minutes", "120 minutes"),
    "give-back": ("rendre", "give (it|your place) back"),
    "other-dates": ("prochaines dates", "next dates"),
    "tomorrow": ("C’est demain", "It is tomorrow"),
    "slot": ("mardi 12 janvier 2027, 18:30", "Tuesday 12 January 2027, 18:30"),
    "not-a-sanction": ("n’est pas une sanction", "not a sanction"),
    "not-a-sanction-past": ("n’était pas une sanction", "not a sanction"),
    "days-left": (
        "Il reste [1-3] jours?\\.|C’est le dernier jour", "There (is|are) [1-3] days? left\\.|This is the last day",
    ),
    "count": ("\\d+ nouveautés? ", "\\d+ new items? "),
    "ground": ("risque pour des personnes", "risk to people"),
    "scope": ("adhésion entière", "full membership|whole membership"),
    "interim-length": ("(20|30|40) jours", "(20|30|40) days"),
    "ends-by-itself": ("prend fin d’elle-même", "ends by itself"),
    "hard-limit": ("70 jours", "70 days"),
    "lifting": ("demander la levée", "be lifted"),
    "how-it-ended": ("avant sa date|personne n’a répondu|arrivée à sa date", "before its date|nobody answered|reached"),
    "lifting-by": ("répond, ou", "answers, or"),
    "lifting-due": ("demande de levée (attend|est restée)", "request for lifting (waits|has had)"),
    "ask-again": ("demander la levée de nouveau", "ask again"),
    "no-fault": ("Nous ne constatons aucune faute", "not a finding of fault"),
    "no-breach": ("Nous ne retenons aucun manquement", "no breach"),
    "kept": ("effaçons", "erase"),
    "warning-length": ("12 mois à compter du jour", "12 months from the day"),
    "length": ("(30|40|60|300) jours", "(30|40|60|300) days"),
    "appeal-days": ("Vous avez 30 jours à compter du jour", "You have 30 days from the day"),
    "court": ("tribunal judiciaire", "court"),
    "panel-rule": ("Trois personnes au moins", "three people"),
    "goes-on-meanwhile": ("La mesure continue", "stays in force"),
    "result": ("mesure (maintenue|annulée)", "measure (upheld|annulled)"),
    "limit-passed": ("délai pour décider .*s’est terminé", "time to decide .*ended"),
    "in-favour": ("en votre faveur", "in your favour"),
    "what-changes": ("n’a plus d’effet après cette date", "no effect after that date"),
    "erased-when": ("effaçons le dossier au plus tard trois ans", "erase the case .*three years"),
    "contest": ("Pour contester", "To contest"),
    "who-asked": ("une personne du bureau national", "national office"),
    "granted": ("refusée", "refused"),
}

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
PROVISIONAL, OVER = "conservatoire|interim", "plus d’effet|sans effet|effet suspendu|no longer|no effect|stayed|no more"
WHEN = {
    "grievances, on probation": lambda has: has("révoquer ce sursis|revoke this"),
    "new piece": lambda has: has("remplace la lettre|replaces that"),
    "effect of an interim suspension, and its end": lambda has: has(PROVISIONAL),
    "effect of a sanction": lambda has: not has(PROVISIONAL) and not has(OVER),
    "effect suspended, lifted, stayed or over": lambda has: not has(PROVISIONAL) and has(OVER),
}
