"""The main path as people walk it, page by page: a report that ends in a warning and an appeal, one in a suspension."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import uuid4

from django.test import Client

from accounts.models import Person
from cases.models import Case, Piece, Report

from .cases.cast import MONDAY, REASONS, article

GRIEVANCES = {"facts": "Jean a publié une menace.", "rule_explanation": "Elle vise une personne nommée."}


class Answer(NamedTuple):
    """What somebody was given, and what for."""

    who: str
    asked: str
    given: Any


class MainPath:
    """Everything is asked of pages; `answers` keeps what each person was given, in order."""

    def __init__(self, cast: SimpleNamespace, clock: Any, *, reporter: str, headers: dict[str, str]):
        self.cast, self.clock, self.reporter, self.headers = cast, clock, reporter, headers
        self.clock.at, self.answers, self.codes = MONDAY, [], {}

    def browser(self, who: str) -> Client:
        client = Client(**(self.headers if who == self.reporter else {}))
        client.force_login(Person.objects.get(pk=getattr(self.cast, who).pk))
        return client

    def look(self, who: str, path: str, client: Client | None = None) -> Any:
        return self._kept(who, path, (client or self.browser(who)).get(path))

    def send(self, who: str, path: str, client: Client | None = None, **typed: Any) -> Any:
        """A form, some minutes after what was done before; it must be taken."""
        self.clock.at += timedelta(minutes=10)
        answer = self._kept(who, path, (client or self.browser(who)).post(path, {"token": uuid4(), **typed}))
        assert answer.status_code == 303, (path, answer.status_code, errors(answer))
        return answer

    def take(self, who: str, case: str, step: str, **typed: Any) -> None:
        """A step, and the page of the case after it."""
        home = f"/{'mon-dossier' if who == 'jean' else 'dossiers'}/{case}/"
        self.send(who, f"{home}{step}/", **typed)
        self.look(who, home)

    def _kept(self, who: str, path: str, answer: Any) -> Any:
        self.answers.append(Answer(who, path, answer))
        return answer

    # The stations -----------------------------------------------------------------------------------------------------

    def reported(self, link: str, explanation: str, capture: Any) -> str:
        """Three pages, then the receipt; the reference of the case, which she is not told."""
        browser = self.browser(self.reporter)
        self.send(self.reporter, "/signaler/", browser, address=link, captures=[capture])
        self.send(self.reporter, "/signaler/regle/", browser, article=article().pk)
        token = self.look(self.reporter, "/signaler/verifier/", browser).context["form"]["token"].value()
        typed = {"token": token, "federation": "45", "explanation": explanation, "by_email": "on"}
        sent = self.send(self.reporter, "/signaler/verifier/", browser, **typed)
        self.look(self.reporter, sent["Location"], browser)
        case = Case.objects.of_report(Report.objects.latest("pk")).reference
        self.codes[case] = re.search(r"recu/([^/]+)/", sent["Location"])[1]
        return case

    def examined(self, case: str) -> None:
        member = self.cast.jean.member.number
        self.take("alice", case, "claim")
        self.take("alice", case, "identify_author", member=member)
        said = {"article": article().pk, "content_date": "2026-12-01", "quote": "On te trouvera."}
        self.take("alice", case, "open_review", **said)
        capture = Piece.objects.get(case__reference=case, came_with="report")
        self.take("alice", case, "redact", piece=capture.pk, as_it_is="on", alt="Une menace.")

    def asked(self, case: str, answer: str) -> None:
        """The officer asks who reported, and is answered."""
        report = Report.objects.get(case__reference=case)
        until = (self.clock.at + timedelta(days=9)).date()
        self.take("alice", case, "ask_for_details", to_report=report.pk, text="Quand ?", answer_by=until)
        self.send(self.reporter, f"/mes-signalements/{self.codes[case]}/answer_inquiry/", answer=answer)

    def heard(self, case: str, by: str, maximum: str) -> None:
        said = {**GRIEVANCES, "articles": [article().pk], "maximum": maximum}
        self.look(by, f"/dossiers/{case}/notify_grievances/")
        self.take(by, case, "notify_grievances", **said)
        self.take("jean", case, "open_letter")
        for size in ("", "vignette/"):
            self.look("jean", f"/mon-dossier/{case}/pieces/1/{size}")
        self.take("jean", case, "name_counsel", person="carl@example.org")
        self.take("jean", case, "reply", text="Je plaisantais.")
        self.take("jean", case, "close_hearing", text="Je le regrette.")

    def warned(self, case: str) -> None:
        said = {"months": 12, **REASONS}
        self._kept("bob", "preview", self.browser("bob").post(f"/dossiers/{case}/warn/", {**said, "preview": "yes"}))
        self.take("bob", case, "warn", **said)
        self.take("jean", case, "open_letter")

    def appealed(self, case: str) -> None:
        self.take("jean", case, "appeal", kind="appeal", grounds="La mesure est trop forte.")
        self.take("paul", case, "seat", people=[getattr(self.cast, one).pk for one in ("paul", "pia", "petra")])
        self.take("paul", case, "propose_result", result="upheld", text="La menace est établie.")
        self.take("pia", case, "decide_appeal", sha256=self.proposed(case))
        self.look("jean", f"/mon-dossier/{case}/")

    def suspended(self, case: str) -> None:
        self.take("alice", case, "refer_to_national", facts="Une menace grave.")
        self.heard(case, "nina", "suspension")
        self.take("noah", case, "propose", kind="suspension", scope="full_membership", days=30, **REASONS)
        self.take("nora", case, "suspend", sha256=self.proposed(case))
        self.take("jean", case, "open_letter")

    def proposed(self, case: str) -> str:
        return Case.objects.get(reference=case).open_proposal().sha256


def errors(answer: Any) -> Any:
    form = (answer.context or {}).get("form") if answer.context else None
    return form.errors if form else answer.content.decode()[-2000:]
