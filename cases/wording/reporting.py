"""The words of letters to who reported: the report, its handling, and whether something was done. Nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..grammar import Act
from .phrases import block, listed
from .progress import ACTED, awaited, ended_at, progress, redress
from .vocabulary import Vocabulary

HIDDEN_CODE = "XXXX-XXXX-XXXX-XXXX"


class ReporterWords(Vocabulary):
    """Knows the report, its handling and whether something was done; neither measure, nor reply, nor person."""

    def __init__(self, act: Act, report: Any, code: str):
        super().__init__(act)
        self._report, self._code = report, code

    def code(self) -> str:
        return self._code

    def received_on(self) -> str:
        return self._day(self._report.received_at)

    def what_was_sent(self) -> str:
        """A copy of what they sent: the address of the post, what it says, why they report it, how many captures."""
        post, report, count = self._case.post, self._report, len(self._act.data.get("captures", ()))
        captures = ngettext("%(count)s capture d’écran", "%(count)s captures d’écran", count) % {"count": count}
        said = [post.address, report.text, report.explanation, captures if count else ""]
        return block("\n".join(filter(None, said)) or str(post))

    def rule(self) -> str:
        version = self._report.article_version
        return str(version) if version else _("« je ne sais pas »")

    def examined_by_date(self) -> str:
        return self._day(self._case.due("triage") or self._case.due("first_instance"))

    def outcome(self) -> str:
        """All that a reporter learns: acted or not acted."""
        if progress(self._case) is ACTED:
            return _("Une suite a été donnée à votre signalement.")
        return _("L’examen est terminé. Aucune suite n’est donnée.")

    def where_it_stands(self) -> str:
        """Of the case through which this one is read from now on: in which of five words, and until when."""
        case = self._case.joined_to
        now, day = progress(case), awaited(case, case.due)
        if day:
            return f"{now.word}. {now.next} {self._day(day)}."
        return f"{now.word}. {redress(case, self._act.at)}"

    def closed_on(self) -> str:
        return self._day(ended_at(self._case))

    def redress(self) -> str:
        return redress(self._case, self._act.at)

    def until(self) -> str:
        return self._day(self._act.data.get("until"))

    def factors(self) -> str:
        """The four points that were weighed before a warning or a restriction."""
        labels = {"number": _("Nombre"), "proportion": _("Part"), "gravity": _("Conséquences"),
                  "intent": _("Intention")}  # fmt: skip
        return listed([f"{label} : {self._act.data.get(name) or '—'}" for name, label in labels.items()])

    def limit_answer(self) -> str:
        """Whether a limit that was contested is kept, and until when, or lifted."""
        if self._act.data.get("lifted"):
            return _("La limite est levée : vos signalements sont examinés de nouveau, à partir d’aujourd’hui.")
        limit = self._case.limits_answered(self._act.at)
        return _("La limite est maintenue. Elle prend fin d’elle-même après le %(day)s.") % {
            "day": self._day(limit.until if limit else None)
        }


class AnyReporterWords(ReporterWords):
    """The same letter before it is sent, as others may read it: whatever is one reporter's own is only named."""

    def __init__(self, act: Act):
        super().__init__(act, report=None, code=HIDDEN_CODE)

    def received_on(self) -> str:
        return _("(le jour du signalement)")

    def what_was_sent(self) -> str:
        return block(_("(les mots de cette personne)"))

    def rule(self) -> str:
        return _("(la règle choisie)")
