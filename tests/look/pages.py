"""The pages of the main path, each once: who opens it, where, and what was sent. A new page needs a row here."""

from __future__ import annotations

from collections.abc import Iterator

from cases.forms.reporter import ANOTHER, UNSURE

from ..cases.images import picture, raw
from .page import Page
from .settings import SETTINGS
from .world import (
    DESCRIBED,
    EXPLANATION,
    FACTS,
    LONG_ADDRESS,
    LONG_HANDLE,
    LONG_TEXT,
    PASSWORD,
    PASTE,
    REPLY,
    RULE,
    SCREEN,
    WARNING,
)

# Reporting ------------------------------------------------------------------------------------------------------------

LINKED = ("/signaler/", {"address": PASTE})
LONG = ("/signaler/", {"address": LONG_ADDRESS, "handle": LONG_HANDLE})
TOLD = ("/signaler/", {"text": LONG_TEXT, "network": "x", "handle": "a_deux"})
AGAIN = ("/signaler/", DESCRIBED)
CAPTURES = [raw(image=picture(shade, size=size)) for shade, size in ((10, SCREEN), (90, (1600, 300)))]
CAPTURED = ("/signaler/", {"captures": CAPTURES})
RULED = ("/signaler/regle/", {"article": "{article}"})
ANOTHER_ONE = ("/signaler/meme-publication/", {"same": ANOTHER})
UNRULED = ("/signaler/regle/", {"article": UNSURE, "threat_to_life": "on"})
PUBLIC = [
    Page("landing", "", "/"),
    Page("landing of a member", "jean", "/"),
    Page("landing, refused", "", "/suivi/", {"code": "7KQM"}, 422),
    Page("charter", "", "/charte/"),
    Page("transparency reports", "", "/transparence/"),
    Page("transparency report", "", "/transparence/2025/"),
    Page("transparency report, before its correction", "", "/transparence/2025/?revision=1"),
    Page("accessibility", "", "/accessibilite/"),
    Page("personal data", "", "/donnees-personnelles/"),
    Page("help", "", "/aide/"),
    Page("report 1", "", "/signaler/"),
    Page("report 1, refused", "camille", "/signaler/", {"address": "https://t.co/AbCdEf"}, 422),
    Page("report 1, without a link", "camille", "/signaler/", {"text": "", "network": "x"}, 422),
    Page("report 1, with captures", "camille", "/signaler/", before=(CAPTURED,)),
    Page("report 1, with captures, refused", "", "/signaler/", {"address": "ici", "captures": CAPTURES}, 422),
    Page("report 2", "", "/signaler/regle/", before=(LINKED,)),
    Page("report 2, refused", "camille", "/signaler/regle/", {}, 422, (LINKED,)),
    Page("report 2, the same post", "camille", "/signaler/meme-publication/", before=(AGAIN, RULED)),
    Page("report 2, the same post, refused", "camille", "/signaler/meme-publication/", {}, 422, (AGAIN, RULED)),
    Page("report 3, not signed in", "", "/signaler/verifier/", before=(LINKED, RULED)),
    Page("report 3", "camille", "/signaler/verifier/", before=(LINKED, RULED)),
    Page("report 3, long", "camille", "/signaler/verifier/", before=(LONG, UNRULED)),
    Page("report 3, in words", "camille", "/signaler/verifier/", before=(TOLD, UNRULED)),
    Page("report 3, with captures", "camille", "/signaler/verifier/", before=(CAPTURED, RULED)),
    Page("report 3, another post", "camille", "/signaler/verifier/", before=(AGAIN, RULED, ANOTHER_ONE)),
    Page("report 3, refused", "camille", "/signaler/verifier/", {"explanation": "a\0b"}, 422, (LINKED, RULED)),
    Page("receipt", "camille", "/signaler/recu/{reported_code}/"),
    Page("receipt of an alarm", "camille", "/signaler/recu/{endangered_code}/"),
    Page("receipt of a post that was examined", "camille", "/signaler/recu/{dismissed_code}/"),
]
REPORTER = [
    Page("my reports", "camille", "/mes-signalements/"),
    Page("my reports, none", "carl", "/mes-signalements/"),
    Page("my reports, page 2", "marie", "/mes-signalements/?page=2"),
    Page("my report", "camille", "/mes-signalements/{reported_code}/"),
    Page("my report, long", "camille", "/mes-signalements/{endangered_code}/"),
    Page("my report, with a question", "camille", "/mes-signalements/{examined_code}/"),
    Page("my report, with captures", "camille", "/mes-signalements/{disclosed_code}/"),
    Page("my report, ended", "camille", "/mes-signalements/{dismissed_code}/"),
    Page("my report, and one question", "camille", "/mes-signalements/{warned_code}/"),
    Page("one question, refused", "camille", "/mes-signalements/{warned_code}/avis/", {}, 422),
    Page("my report, by its code alone", "", "/mes-signalements/{heard_code}/"),
    Page("withdraw a report", "camille", "/mes-signalements/{reported_code}/withdraw_report/"),
    Page("answer a question", "camille", "/mes-signalements/{examined_code}/answer_inquiry/"),
    Page("answer a question, refused", "camille", "/mes-signalements/{examined_code}/answer_inquiry/", {}, 422),
    Page("my report, limited", "maire", "/mes-signalements/{limited_code}/"),
    Page("contest a limit", "maire", "/mes-signalements/{limited_code}/contest_restriction/"),
    Page("second look", "camille", "/mes-signalements/{dismissed_code}/reopen/"),
    Page("second look, closed", "camille", "/mes-signalements/{warned_code}/reopen/"),
]

# Signing in -----------------------------------------------------------------------------------------------------------

DORA = ("/compte/login/", {"login": "dora@example.org", "password": PASSWORD})
PROVED = ("/compte/reauthenticate/", {"password": PASSWORD})
KEY = ("/compte/password/reset/key/{user}-{key}/", None)
VISITED = ("/premiere-visite/", {"code": "{first_key}"})
SIGN_IN = [
    Page("preferences", "", "/mes-preferences/"),
    Page("preferences of an officer", "alice", "/mes-preferences/"),
    Page("preferences, refused", "alice", "/mes-preferences/", {"theme": "pink"}, 422),
    Page("sign in", "", "/compte/login/"),
    Page("first visit", "", "/premiere-visite/"),
    Page("first visit, refused", "", "/premiere-visite/", {"code": "7KQM"}, 422),
    Page("first account", "", "/premiere-visite/compte/", before=(VISITED,)),
    Page("first account, refused", "", "/premiere-visite/compte/", {"new_password1": "court"}, 422, (VISITED,)),
    Page("a key on paper", "nora", "/dossiers/{suspended}/lettres/{to_post}/cle/", {}),
    Page("sign in, refused", "", "/compte/login/", {"login": "jean@example.org", "password": "non"}, 422),
    Page("sign out", "jean", "/compte/logout/"),
    Page("account closed", "", "/compte/inactive/"),
    Page("no account", "", "/compte/signup/"),
    Page("confirm who you are", "jean", "/compte/reauthenticate/"),
    Page("confirm who you are, refused", "jean", "/compte/reauthenticate/", {"password": "non"}, 422),
    Page("change password", "jean", "/compte/password/change/"),
    Page("change password, refused", "jean", "/compte/password/change/", {"password1": "court"}, 422),
    Page("forgotten password", "", "/compte/password/reset/"),
    Page("forgotten password, refused", "", "/compte/password/reset/", {"email": "jean"}, 422),
    Page("forgotten password, sent", "", "/compte/password/reset/done/"),
    Page("new password, worn link", "", "/compte/password/reset/key/1-x/"),
    Page("new password", "", "/compte/password/reset/key/{user}-set-password/", before=(KEY,)),
    Page("new password, refused", "", "/compte/password/reset/key/{user}-set-password/", {}, 422, (KEY,)),
    Page("new password, done", "", "/compte/password/reset/key/done/"),
    Page("second factor", "jean", "/compte/2fa/"),
    Page("second factor, on", "dora", "/compte/2fa/"),
    Page("second factor, asked", "", "/compte/2fa/authenticate/", before=(DORA,)),
    Page("second factor, refused", "", "/compte/2fa/authenticate/", {"code": "000000"}, 422, (DORA,)),
    Page("second factor, confirm", "dora", "/compte/2fa/reauthenticate/"),
    Page("second factor, turn on", "jean", "/compte/2fa/totp/activate/", before=(PROVED,)),
    Page("second factor, turn off", "dora", "/compte/2fa/totp/deactivate/", before=(PROVED,)),
    Page("recovery codes", "dora", "/compte/2fa/recovery-codes/", before=(PROVED,)),
    Page("recovery codes, new ones", "dora", "/compte/2fa/recovery-codes/generate/", before=(PROVED,)),
]
TOLD_OF = [
    Page("notices", "jean", "/notifications/"),
    Page("notices of an officer", "alice", "/notifications/?vue=non-lues"),
    Page("notices, none", "olga", "/notifications/"),
    Page("notices, older", "camille", "/notifications/?avant={longest}"),
    Page("a letter", "camille", "/notifications/{letter}/"),
    Page("a letter, read", "camille", "/notifications/{read_letter}/"),
    Page("mail of the demo", "", "/courrier-demo/"),
    Page("a mail of the demo", "", "/courrier-demo/{mail}/"),
]

# Officers -------------------------------------------------------------------------------------------------------------

SAID = {"facts": FACTS, "articles": ["{article}"], "rule_explanation": RULE, "maximum": "warning"}
HIDDEN = "/dossiers/{captured}/pieces/1/occulter/"
VIEW = ("/file/vues/?vue=tous&reseau=x&etat=in_review", {"name": "X, en instruction"})
SEVERAL = {"dossier": ["{reported}:0", "{heard}:0", "{examined}:0"]}  # as they were seen before
JOINED = SEVERAL | {"acte": "join_case", "sent": "yes"}
DRAWN = f"{HIDDEN}?box=5,5,40,10&box=33.33,50,60.5,12.25"
OFFICERS = [
    Page("queue", "alice", "/file/"),
    Page("queue, mine", "alice", "/file/?vue=a-moi"),
    Page("queue, late", "alice", "/file/?vue=en-retard"),
    Page("queue, answers", "bob", "/file/?vue=reponses"),
    Page("queue, all", "alice", "/file/?vue=tous"),
    Page("queue, closed", "alice", "/file/?vue=clos"),
    Page("queue, held elsewhere", "alice", "/file/?vue=ailleurs"),
    Page("queue, empty", "olga", "/file/"),
    Page("queue, searched", "alice", "/file/?vue=tous&q=jean&etat=in_review"),
    Page("queue, nothing found", "alice", "/file/?vue=a-moi&q=introuvable"),
    Page("queue, searched in vain by a short link", "alice", "/file/?vue=tous&q=https%3A%2F%2Ft.co%2Fabc", status=422),
    Page("queue, views kept", "alice", "/file/vues/", before=(VIEW,)),
    Page("queue, a view to keep, refused", "alice", VIEW[0], {"name": ""}, 422, before=(VIEW,)),
    Page("queue, no view kept", "bob", "/file/vues/"),
    Page("queue, several to assign", "alice", "/file/ensemble/?vue=tous", SEVERAL | {"acte": "assign"}),
    Page("queue, several to join, refused", "alice", "/file/ensemble/?vue=tous", JOINED, 422),
    Page("queue, several taken", "alice", "/file/ensemble/?vue=tous", SEVERAL | {"acte": "claim"}),
    Page("queue, none ticked", "alice", "/file/ensemble/?vue=tous", {"acte": "claim"}, 422),
    Page("write a report down", "alice", "/file/signalement-recu/"),
    Page("write a report down, refused", "alice", "/file/signalement-recu/", {}, 422),
    Page("receipt on paper", "alice", "/file/signalement-recu/{written_down}/"),
    Page("open a case of one's own accord", "alice", "/file/dossier-d-office/"),
    Page("open a case of one's own accord, refused", "alice", "/file/dossier-d-office/", {"address": "ici"}, 422),
    Page("queue, nothing on this page", "alice", "/file/?vue=tous&apres=9__999999999"),
    Page("national queue", "nina", "/file/?vue=tous"),
    Page("national queue, to sign", "nora", "/file/?vue=a-signer"),
    Page("national queue, to read again", "noah", "/file/?vue=a-relire"),
    Page("national queue, to post", "nina", "/file/?vue=a-poster"),
    Page("panel's queue", "pia", "/file/"),
    Page("national view", "nina", "/national/"),
    Page("national view, times", "nina", "/national/?montre=delai"),
    Page("federations", "nina", "/national/federations/?tri=ouverts"),
    Page("a federation", "nina", "/national/federations/45/"),
    Page("a federation, nothing open", "nina", "/national/federations/01/"),
    Page("quality", "nina", "/national/qualite/"),
    Page("register of sanctions", "nina", "/registre/"),
    Page("register of sanctions, nothing found", "nina", "/registre/?mesure=warning&article=voice"),
    Page("yearly reports", "nina", "/national/transparence/"),
    Page("a yearly report, still running", "nina", "/national/transparence/2026/"),
    Page("a yearly report, too early", "nina", "/national/transparence/2026/", {}, 409),
    Page("a yearly report to correct", "nina", "/national/transparence/2025/"),
    Page("a yearly report to correct, refused", "nina", "/national/transparence/2025/", {}, 422),
    Page("case, just reported", "alice", "/dossiers/{reported}/"),
    Page("case, in a wave of reports", "nina", "/dossiers/{late}/"),
    Page("case, long and in danger", "alice", "/dossiers/{endangered}/"),
    Page("case, in review", "alice", "/dossiers/{examined}/"),
    Page("case, with captures sealed", "alice", "/dossiers/{captured}/"),
    Page("case, with captures disclosed", "alice", "/dossiers/{disclosed}/"),
    Page("case, captures checked", "alice", "/dossiers/{disclosed}/?empreintes"),
    Page("case, in its hearing", "alice", "/dossiers/{heard}/"),
    Page("case, to decide", "bob", "/dossiers/{to_decide}/"),
    Page("case, warned", "bob", "/dossiers/{warned}/"),
    Page("case, dismissed", "alice", "/dossiers/{dismissed}/"),
    Page("case, cleared", "alice", "/dossiers/{cleared}/"),
    Page("case, before the panel", "pia", "/dossiers/{appealed}/"),
    Page("case, to sign", "nora", "/dossiers/{to_sign}/"),
    Page("case, suspended", "nina", "/dossiers/{suspended}/"),
    Page("case, of nobody known", "nina", "/dossiers/{without_address}/"),
    Page("case, held elsewhere", "alice", "/dossiers/{to_sign}/"),
    Page("publication, too early", "nora", "/dossiers/{dismissed}/publication/", status=409),
    Page("publication", "nora", "/dossiers/{cleared}/publication/"),
    Page("privacy", "dora", "/donnees/"),
    Page("my data", "jean", "/mes-donnees/"),
    Page("my data, of an officer", "nina", "/mes-donnees/"),
    Page("ask about my data", "jean", "/mes-donnees/demander/erasure/"),
    Page("ask about my data, refused", "jean", "/mes-donnees/demander/rectification/", {"text": ""}, 422),
    Page("what somebody asks about data", "dora", "/donnees/demandes/{asked_data}/"),
    Page("what somebody asks about data, refused", "dora", "/donnees/demandes/{asked_data}/", {"answer": ""}, 422),
    Page("more time to answer", "dora", "/donnees/demandes/{asked_data}/prolonger/"),
    Page("privacy, refused", "dora", "/donnees/?dossier=45-2026-ZZZZZZ", status=422),
    Page("practice case to tell", "nora", "/dossiers/{cleared}/cas-d-ecole/"),
    Page("practice case to tell, refused", "nora", "/dossiers/{cleared}/cas-d-ecole/", {"facts": PASTE}, 422),
    Page("practice case to tell, read again", "nora", "/dossiers/{cleared}/cas-d-ecole/", {"facts": "Un mot."}),
    Page("practice cases", "olga", "/file/cas-d-ecole/"),
    Page("practice case", "olga", "/file/cas-d-ecole/{asked}/"),
    Page("practice case, refused", "olga", "/file/cas-d-ecole/{asked}/", {"choice": ""}, 422),
    Page("practice case, compared", "nina", "/file/cas-d-ecole/{compared}/"),
    Page("practice case, hardly answered", "olga", "/file/cas-d-ecole/{unanswered}/"),
    Page("who reported", "nina", "/dossiers/{sealed}/identite/{granted}/"),
    Page("letters of a case", "bob", "/dossiers/{warned}/lettres/"),
    Page("a letter of a case", "bob", "/dossiers/{warned}/lettres/{decision}/"),
    Page("step, open the review, refused", "alice", "/dossiers/{endangered}/open_review/", {"quote": "Non."}, 422),
    Page("step, grievances, refused", "alice", "/dossiers/{examined}/notify_grievances/", {"facts": FACTS}, 422),
    Page("letter, grievances", "alice", "/dossiers/{examined}/notify_grievances/", {**SAID, "preview": "yes"}),
    Page("step, captures to disclose", "alice", "/dossiers/{captured}/redact/"),
    Page("step, a capture, refused", "alice", "/dossiers/{captured}/redact/", {"capture": CAPTURES[1]}, 422),
    Page("boxes on an image", "alice", HIDDEN),
    Page("boxes on an image, two boxes and a corner", "alice", f"{DRAWN}&corner=20,70"),
    Page("boxes on an image, refused", "alice", f"{DRAWN}&add=yes&left=100&top=5", status=422),
    Page("boxes on an image, too late", "alice", HIDDEN, {"box": "5,5,40,10", "basis": 1}, 409),
    Page("step, dates, refused", "alice", "/dossiers/{heard}/offer_slots/", {"slots": "mardi"}, 422),
    Page("step, warn, refused", "bob", "/dossiers/{to_decide}/warn/", {"months": "2"}, 422),
    Page("step, warn, too late", "bob", "/dossiers/{to_decide}/warn/", {**WARNING, "basis": 1}, 409),
    Page(
        "letter, grievances in a reporter's words",
        "alice",
        "/dossiers/{examined}/notify_grievances/",
        {**SAID, "facts": f"{FACTS} {EXPLANATION}", "preview": "yes"},
    ),
    Page(
        "proposal, read again",
        "noah",
        "/dossiers/{suspended}/propose/",
        {"kind": "lift", "facts": EXPLANATION, "preview": "yes"},
    ),
    Page("letter, warning", "bob", "/dossiers/{to_decide}/warn/", {**WARNING, "preview": "yes"}),
    Page("letter, suspension", "nora", "/dossiers/{to_sign}/suspend/", {"sha256": "{digest}", "preview": "yes"}),
]
STEPS = """
    alice reported    identify_author claim
    alice endangered  open_review inform defer_information name_representative
    alice examined    note add_evidence redact declare_recusal ask_for_details request_removal order_workshop transfer
    alice examined    name_witness
    alice dismissed   assess_report
    alice examined    join_case refer_to_national notify_grievances close_without_sanction release assign restrict_case
    alice unopened    record_service
    alice heard       answer_recusal offer_slots record_minutes
    alice taught      confirm_attendance
    alice disowned    answer_disowning
    nora  dismissed   reopen
    noah  drawn       reread
    nina  endangered  answer_danger
    bob   to_decide   warn
    nora  hurried     impose_interim return_to_federation extend_limit hold_for_law restrict_reporting ask_identity
    nora  hurried     ask_evidence_file
    noah  sealed      answer_evidence_file
    noah  limit_contested answer_restriction
    nora  to_lift     refuse_to_lift waive_time_bar
    noah  suspended   propose
    nora  suspended   post_letters
    nora  to_sign     suspend refuse_proposal send_back_proposal
    noah  to_sign     withdraw_proposal answer_identity
    pia   contested   propose_result stay_effect seat
    pia   appealed    decide_appeal set_aside_result
"""
CLOSED_STEPS = """
    alice reported    notify_grievances
    alice heard       close_hearing
    nora  hurried     lift_hold
    nora  suspended   suspend lift_measure revoke_sursis lift_interim renew_interim
    pia   appealed    agree
"""


def steps(table: str, kind: str) -> Iterator[Page]:
    """A line is somebody, a case, and what he or she may do there."""
    for who, case, *names in map(str.split, table.strip().splitlines()):
        yield from (Page(f"{kind}, {name}", who, f"/dossiers/{{{case}}}/{name}/") for name in names)


OFFICERS += [*steps(STEPS, "step"), *steps(CLOSED_STEPS, "closed step")]

# Workshops ------------------------------------------------------------------------------------------------------------

SESSION = {"region": "Bretagne", "place": "", "at": "2026-01-01T10:00", "length": "2", "places": "0"}
WORKSHOPS = [
    Page("workshops", "jean", "/ateliers/"),
    Page("workshops of another region", "marie", "/ateliers/?region=Bretagne"),
    Page("workshops, nowhere", "olga", "/ateliers/?region=Corse"),
    Page("a session", "jean", "/ateliers/{free_session}/"),
    Page("a session, full", "jean", "/ateliers/{full_session}/"),
    Page("a session, too late", "jean", "/ateliers/{full_session}/reserver/", {}, 409),
    Page("a session, booked", "jean", "/ateliers/{mine_session}/"),
    Page("a session, called off", "jean", "/ateliers/{off_session}/"),
    Page("a session, over", "jean", "/ateliers/{over_session}/"),
    Page("a session, of no member", "nina", "/ateliers/{free_session}/"),
    Page("catalogue", "nina", "/reglages/ateliers/"),
    Page("catalogue, a new workshop", "nina", "/reglages/ateliers/nouveau/"),
    Page("catalogue, a workshop", "nina", "/reglages/ateliers/{shop}/"),
    Page("catalogue, a workshop, refused", "nina", "/reglages/ateliers/{shop}/", {"title_fr": LONG_TEXT[:200]}, 422),
    Page("catalogue, a new session", "nina", "/reglages/ateliers/{shop}/seance/"),
    Page("catalogue, a new session, refused", "nina", "/reglages/ateliers/{shop}/seance/", SESSION, 422),
    Page("catalogue, a session", "nina", "/reglages/seances/{full_session}/"),
    Page("catalogue, a session called off", "nina", "/reglages/seances/{off_session}/"),
    Page("catalogue, a session, over", "nina", "/reglages/seances/{over_session}/"),
]

# The person concerned -------------------------------------------------------------------------------------------------

APPEAL = {"kind": "appeal", "grounds": REPLY, "stay_asked": "on"}
CONCERNED = [
    Page("my cases", "jean", "/mon-dossier/"), Page("my cases, none", "marie", "/mon-dossier/"),
    Page("my cases, suspended", "parisa", "/mon-dossier/"), Page("my cases, assisting", "carl", "/mon-dossier/"),
    Page("my case, a letter waits", "jean", "/mon-dossier/{unopened}/"),
    Page("my case, in its hearing", "jean", "/mon-dossier/{heard}/"),
    Page("my case, with a date to be heard", "jean", "/mon-dossier/{scheduled}/"),
    Page("choose another date", "jean", "/mon-dossier/{scheduled}/pick_slot/"),
    Page("choose a date, refused", "jean", "/mon-dossier/{scheduled}/pick_slot/", {"slot": "{slot}"}, 422),
    Page("my case, with captures", "jean", "/mon-dossier/{disclosed}/"),
    Page("my case, captures checked", "jean", "/mon-dossier/{disclosed}/?empreintes"),
    Page("my case, assisted", "carl", "/mon-dossier/{heard}/"),
    Page("my case, with a workshop", "jean", "/mon-dossier/{taught}/"),
    Page("my case, suspended meanwhile", "jean", "/mon-dossier/{to_lift}/"),
    Page("my case, to be decided", "jean", "/mon-dossier/{to_decide}/"),
    Page("my case, a decision waits", "jean", "/mon-dossier/{untold}/"),
    Page("my case, warned", "jean", "/mon-dossier/{warned}/"),
    Page("my case, appealed", "jean", "/mon-dossier/{appealed}/"),
    Page("my case, suspended", "parisa", "/mon-dossier/{suspended}/"),
    Page("my case, cleared", "jean", "/mon-dossier/{cleared}/"),
    Page("one question", "jean", "/mon-dossier/{cleared}/avis/"),
    Page("a letter of mine, alone", "jean", "/mon-dossier/{warned}/lettres/{decision}/"),
    Page("open a letter", "jean", "/mon-dossier/{unopened}/open_letter/"),
    Page("reply", "jean", "/mon-dossier/{heard}/reply/"),
    Page("reply, refused", "jean", "/mon-dossier/{heard}/reply/", {"text": ""}, 422),
    Page("last reply", "jean", "/mon-dossier/{heard}/close_hearing/"),
    Page("last reply, read again", "jean", "/mon-dossier/{heard}/close_hearing/",
         {"text": LONG_TEXT, "waiver": "on", "preview": "yes"}),
    Page("ask to be heard", "jean", "/mon-dossier/{heard}/ask_hearing/"),
    Page("choose a date", "jean", "/mon-dossier/{heard}/pick_slot/"),
    Page("ask for time", "jean", "/mon-dossier/{heard}/postpone_hearing/", {"days": "90"}, 422),
    Page("name who assists", "jean", "/mon-dossier/{heard}/name_counsel/", {"person": "nobody@example.org"}, 422),
    Page("ask for somebody else", "jean", "/mon-dossier/{to_decide}/request_recusal/"),
    Page("disown the account", "jean", "/mon-dossier/{heard}/disown_account/"),
    Page("answer a request", "jean", "/mon-dossier/{heard}/answer_inquiry/"),
    Page("step of mine, closed", "jean", "/mon-dossier/{to_decide}/reply/"),
    Page("appeal", "jean", "/mon-dossier/{warned}/appeal/"),
    Page("appeal, refused", "jean", "/mon-dossier/{warned}/appeal/", {"kind": "revision"}, 422),
    Page("appeal, read again", "jean", "/mon-dossier/{warned}/appeal/", {**APPEAL, "preview": "yes"}),
    Page("withdraw the appeal", "jean", "/mon-dossier/{appealed}/withdraw_appeal/"),
    Page("ask to lift", "parisa", "/mon-dossier/{suspended}/ask_to_lift/"),
]  # fmt: skip
NOT_FOUND = [
    Page("not for everybody", "jean", "/file/", status=403),
    Page("not for this officer", "alice", "/dossiers/{to_decide}/warn/", status=403),
    Page("not found", "marie", "/dossiers/{reported}/", status=404),
]
PAGES = [*PUBLIC, *REPORTER, *SIGN_IN, *TOLD_OF, *OFFICERS, *SETTINGS, *WORKSHOPS, *CONCERNED, *NOT_FOUND]

# What goes wrong; each of these needs a trouble of its own.
FORGED = Page("form from elsewhere", "jean", "/suivi/", {"code": "7KQM"}, 403)
UNREADABLE = Page("unreadable", "", "/", status=400)
TOO_MANY = Page("too many codes", "", "/mes-signalements/{heard_code}/", status=429)
TOO_SOON = Page("report 3, too soon", "camille", "/signaler/verifier/", {"explanation": FACTS}, 429, (LINKED, RULED))
TOO_MANY_TRIES = Page("too many links", "", "/compte/password/reset/", {"email": "jean@example.org"}, 429)
BROKEN = Page("our fault", "jean", "/charte/", status=500)
TROUBLES = [FORGED, UNREADABLE, TOO_MANY, TOO_SOON, TOO_MANY_TRIES, BROKEN]
EVERY_PAGE = [*PAGES, *TROUBLES]
