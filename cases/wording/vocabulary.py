"""The words a letter may use: one short method a variable, one class an audience. What is not here is not written.

Values of one line are folded by the letter; a method that returns several quotes them with `block`, so that nothing
typed by somebody can pass for a heading. All words are asked for in the letter's own language.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..grammar import Act
from ..parameters import PROCEDURE
from .answers_due import AnswersDue, Lifting
from .phrases import at_hour, at_moment, block, in_days, in_minutes, in_months, labelled, listed, on_day
from .sessions import when
from .soon import ComingDate, EndOfMeasure

GROUNDS = {
    "risk": gettext_lazy("risque pour des personnes"),
    "repetition": gettext_lazy("répétition dans une fonction qui engage la parole de l’organisation"),
    "pressure": gettext_lazy("pression sur des témoins ou sur des preuves"),
    "candidate": gettext_lazy("candidature pendant une campagne"),
}


class Vocabulary(ComingDate):
    """What every letter may say of the act that caused it. Public methods are the variables."""

    def __init__(self, act: Act):
        self._act, self._case = act, act.case

    @classmethod
    @cache
    def names(cls) -> frozenset[str]:
        """The variables that this audience's letters may use."""
        members = inspect.getmembers(cls, inspect.isfunction)
        return frozenset(name for name, _value in members if not name.startswith("_")) - {"in_language"}

    def in_language(self, language: str) -> Mapping[str, str]:
        return _Spoken(self, language)

    def _day(self, moment: datetime | date | None) -> str:
        return on_day(moment, self._case.zone)

    def today(self) -> str:
        return self._day(self._act.at)

    def holder(self) -> str:
        """The body that has the case now: «Loiret», «Bureau national»."""
        return str(self._case.held_by.title)

    def contact(self) -> str:
        return str(self._case.held_by.contact)

    def why(self) -> str:
        """The reason typed with the step, whole."""
        typed = self._act.data
        return block(str(typed.get("why") or typed.get("reason") or typed.get("reasons") or ""))

    def question(self) -> str:
        return block(str(self._act.data.get("text") or ""))

    def answer_by(self) -> str:
        return self._day(self._act.data.get("answer_by"))

    def granted(self) -> str:
        """«acceptée» or «refusée», of a request that was answered."""
        return _("acceptée") if self._act.data.get("granted") else _("refusée")

    def limit(self) -> str:
        """Until when the case is decided, or lapses."""
        return self._day(self._case.due("first_instance"))

    def _said(self, parameter: str) -> str:
        return PROCEDURE[parameter].said(self._case.parameter(parameter))

    def now(self) -> str:
        """The day and the hour of the act."""
        return at_moment(self._act.at, self._case.zone)


class _Spoken(Mapping[str, str]):
    """A vocabulary in one language, asked word by word."""

    def __init__(self, vocabulary: Vocabulary, language: str):
        self._vocabulary, self._language = vocabulary, language

    def __getitem__(self, name: str) -> str:
        if name not in self._vocabulary.names():
            raise KeyError(name)
        with translation.override(self._language):
            return str(getattr(self._vocabulary, name)())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._vocabulary.names()))

    def __len__(self) -> int:
        return len(self._vocabulary.names())


class OfficeWords(AnswersDue, EndOfMeasure, Vocabulary):
    """Knows the reference, the state and the effect of a measure; no reasons, no text of anybody."""

    def reference(self) -> str:
        return str(self._case.reference)

    def state(self) -> str:
        return str(self._case.get_state_display())

    def member(self) -> str:
        """The membership number: those who apply a measure need it, nobody else does."""
        return str(self._case.member.number) if self._case.member else "—"

    def effect(self) -> str:
        """From when to when, and on what; never why."""
        measure = self._case.measures.order_by("-pk").first()
        if measure is None:
            return "—"
        what = capfirst(measure.get_kind_display())
        if measure.scope:
            what = f"{what} ({measure.get_scope_display()})"
        return self._effect_of(measure) % {
            "what": what, "start": self._day(measure.starts_at), "end": self._day(measure.ends_at),
        }  # fmt: skip

    def _effect_of(self, measure: Any) -> str:
        last_day = measure.probation_until or measure.ends_at
        if measure.lifted_at or measure.void_at or (last_day and last_day <= self._act.at):
            return _("%(what)s : plus d’effet.")
        if measure.stayed_from:
            return _("%(what)s : effet suspendu pendant le recours.")
        if measure.probation_until:
            return _("%(what)s : sans effet, sauf révocation du sursis.")
        if measure.starts_at is None:
            return _("%(what)s : effet à la remise de la lettre.")
        return _("%(what)s, du %(start)s au %(end)s.")

    def result(self) -> str:
        appeal = self._case.appeals.order_by("-pk").first()
        return str(appeal.get_result_display()) if appeal and appeal.result else "—"

    def appeal_by(self) -> str:
        """Until when the panel decides; after that the effect of the measure is stayed."""
        return self._day(self._case.due("appeal"))

    def what_was_replied(self) -> str:
        """Whether, and the SHA-256 of what: whoever has the text may compute it again."""
        replies = self._case.notice.replies.order_by("-pk")[:1] if self._case.notice else []
        for reply in replies:
            if reply.text:
                return _("Empreinte (SHA-256) du texte reçu : %(sha)s.") % {"sha": reply.sha256}
            return _("La personne a choisi de ne pas répondre.")
        return _("La personne n’a pas répondu.")

    def claimed_on(self) -> str:
        return self._day(self._act.data.get("since"))

    def proposal(self) -> str:
        return str(self._act.proposal.get_kind_display()) if self._act.proposal else "—"

    def proposal_ended(self) -> str:
        """«refusée» or «renvoyée à l’instruction»."""
        sent_back = self._act.proposal is not None and self._act.proposal.ended_how == "sent back"
        return _("renvoyée à l’instruction") if sent_back else _("refusée")


class ActorWords(OfficeWords):
    """Of those who instructed and decided: they know the case, and learn from the panel's reasons."""

    def reasons(self) -> str:
        return block(self._act.decision.facts if self._act.decision else "")


class ConcernedWords(Lifting, OfficeWords):
    """Knows the facts, the rules, the measures and the rights; nothing of who reported, in which words, or when."""

    def name(self) -> str:
        return str(self._case.member.person.name)

    def opened_on(self) -> str:
        """The day on which the review opened, the only date of the report's life that the person learns."""
        opened = self._case.entries.filter(went_to="in_review").order_by("number").first()
        return self._day(opened.at if opened else self._act.at)

    def post(self) -> str:
        """Network, account and date of the post."""
        post, day = self._case.post, self._day(self._case.content_date)
        account = f" (@{post.handle})" if post.handle else ""
        return _("publication sur %(network)s%(account)s, datée du %(day)s") % {
            "network": post.get_network_display(), "account": account, "day": day,
        }  # fmt: skip

    def address(self) -> str:
        return str(self._case.post.address or "—")

    def quote(self) -> str:
        """What the post says, as the officer fixed it."""
        piece = self._case.pieces.standing().filter(kind="text").first()
        version = piece.versions.filter(use="disclosed").order_by("-number").first() if piece else None
        return block(version.text if version else "")

    def _grievance(self) -> Any:
        return self._case.notice

    def facts(self) -> str:
        return block(self._decision_text("facts") or (self._grievance().facts if self._grievance() else ""))

    def rules(self) -> str:
        """Each article as it stood on the day of the post, with its text."""
        rules = self._grievance().rules.select_related("article_version__article") if self._grievance() else []
        return listed([labelled(rule.article_version, rule.article_version.text) for rule in rules])

    def rule_explanation(self) -> str:
        notice = self._grievance()
        return block(self._decision_text("rule_explanation") or (notice.rule_explanation if notice else ""))

    def maximum(self) -> str:
        return str(self._grievance().get_maximum_display()) if self._grievance() else "—"

    def window(self) -> str:
        return in_days(self._grievance().window_days) if self._grievance() else "—"

    def pieces(self) -> str:
        notice = self._grievance()
        versions = notice.disclosures.select_related("version__piece") if notice else []
        return listed([f"{one.version.piece} (SHA-256 {one.version.sha256[:16]}…)" for one in versions])

    def origin(self) -> str:
        if self._case.is_own_initiative:
            return _("L’organisation examine cette publication de sa propre initiative.")
        return _("Un signalement est à l’origine de cet examen.")

    def deciders(self) -> str:
        """Whoever instructed, so that a recusal can be asked, and the body that will decide."""
        names = [part.person.name for part in self._case.parts.filter(role="instructed").select_related("person")]
        return listed([*names, self.holder()])

    def what_starts(self) -> str:
        """The dates that run from the moment of service, in sentences."""
        case, said = self._case, []
        if case.state == "hearing" and case.window_ends_at:
            said.append(_("Vous pouvez répondre jusqu’au %(day)s.") % {"day": self._day(case.window_ends_at)})
        if case.appeal_until and case.state != "hearing":
            said.append(_("Vous pouvez former un recours jusqu’au %(day)s.") % {"day": self._day(case.appeal_until)})
            said.append(self.effect())
        elif self._begins_meanwhile():
            said.append(self.effect())
        return listed(said or [_("Aucun délai ne court.")])

    def _begins_meanwhile(self) -> bool:
        """Is the letter that was served that of an interim suspension?"""
        letter = self._act.served
        return letter is not None and self._case.decisions.filter(occasion=letter.occasion, kind="interim").exists()

    def anew(self) -> str:
        """Grievances that take the place of earlier ones: which, and which pieces are new. Nothing the first time."""
        now = self._grievance()
        before = self._case.grievances.filter(number__lt=now.number).order_by("-number").first() if now else None
        if before is None:
            return ""
        known = before.disclosures.values("version__piece")
        new = now.disclosures.exclude(version__piece__in=known).select_related("version__piece")
        day = {"day": self._day(before.notified_at)}
        said = [_("Elle remplace la lettre du %(day)s. Un nouveau délai de réponse s’ouvre.") % day]
        said += [_("Pièce nouvelle : %(piece)s.") % {"piece": one.version.piece} for one in new]
        return listed(said)

    def waiver(self) -> str:
        """Why an old post is examined all the same. Nothing where none is."""
        entry = self._case.time_bar_waiver() if self._grievance() else None
        if entry is None:
            return ""
        content = getattr(entry, "content", None)
        said = _("La publication date de plus de %(years)s. Le bureau national dit pourquoi elle est examinée.")
        return f"{said % {'years': self._said('TIME_BAR_YEARS')}}\n\n{block(content.why if content else '')}"

    def sursis(self) -> str:
        """What else a sanction of these facts may bring: the fall of a suspended part. Nothing where there is none."""
        said = _(
            "Une suspension avec sursis court dans le dossier %(reference)s. Si ces faits sont sanctionnés, le bureau "
            "national pourra révoquer ce sursis, en tout ou en partie. Vous pouvez y répondre aussi."
        )
        at_stake = self._grievance().may_revoke if self._grievance() else []
        return listed([said % {"reference": one} for one in at_stake]) if at_stake else ""

    def received(self) -> str:
        """What was received in answer, with its fingerprint."""
        reply = self._grievance().replies.order_by("-pk").first() if self._grievance() else None
        if reply is None:
            return _("Nous n’avons pas reçu de réponse de votre part.")
        if reply.is_waiver and not reply.text:
            return _("Vous avez choisi de ne pas répondre.")
        return _("Nous avons reçu votre réponse le %(moment)s. Son empreinte est : %(sha)s.") % {
            "moment": at_moment(reply.received_at, self._case.zone), "sha": reply.sha256,
        }  # fmt: skip

    # A decision and its reasons ---------------------------------------------------------------------------------------

    def _decision(self) -> Any:
        return self._act.decision or self._case.decisions.order_by("-number").first()

    def _decision_text(self, column: str) -> str:
        return getattr(self._act.decision, column, "") if self._act.decision else ""

    def reasons(self) -> str:
        return block(self._decision_text("facts"))

    def reply_considered(self) -> str:
        return block(self._decision_text("reply_considered"))

    def weighed(self) -> str:
        """What made it heavier, what made it lighter, why nothing lesser was enough."""
        said = [(_("Ce qui aggrave"), "aggravating"), (_("Ce qui atténue"), "mitigating"),
                (_("Pourquoi une mesure moindre ne suffit pas"), "why_not_lesser")]  # fmt: skip
        return listed([labelled(label, self._decision_text(key) or "—") for label, key in said])

    def term(self) -> str:
        """How long a warning stays, in words that run from service."""
        return _("%(length)s à compter du jour où vous ouvrez cette lettre") % {
            "length": in_months(self._decision().months or 12)
        }

    def length(self) -> str:
        """How long a suspension is, what of it is suspended and what was already served."""
        decision = self._decision()
        said = [in_days(decision.days or 0)]
        if decision.suspended_days:
            said.append(_("dont %(days)s avec sursis") % {"days": in_days(decision.suspended_days)})
        if decision.probation_months:
            said.append(_("période de sursis : %(months)s") % {"months": in_months(decision.probation_months)})
        return ", ".join(said)

    def scope(self) -> str:
        return str(self._decision().get_scope_display() or _("adhésion entière"))

    def ground(self) -> str:
        return GROUNDS.get(self._decision().ground, self._decision().ground) or "—"

    def workshop_by(self) -> str:
        session = self._act.data.get("session")
        return self._day(session.day if session else self._act.data.get("by_on"))

    def workshop_where(self) -> str:
        """The session that is proposed, or that one may choose."""
        session = self._act.data.get("session")
        if session is None:
            return listed([_("Vous choisissez la séance, à la page de ce dossier.")])
        said = [session.workshop.title, when(session), f"{session.place}, {session.region}"]
        return listed(
            [*said, _("Vous réservez votre place à la page de ce dossier, ou vous choisissez une autre séance.")]
        )

    def appeal_days(self) -> str:
        return in_days(self._case.appeal_days)

    def signatories(self) -> str:
        decision = self._decision()
        names = [person.name for person in (decision.proposed_by, decision.signed_by) if person]
        return listed([f"{name}, {decision.body.title}" for name in names])

    def fingerprint(self) -> str:
        return self._decision().sha256[:16]

    def slots(self) -> str:
        return listed([at_hour(slot, self._case.zone) for slot in self._act.data.get("slots") or []])

    def place(self) -> str:
        return str(self._act.data.get("place") or "—")

    def minutes(self) -> str:
        """How long what is held there is to last."""
        return in_minutes(self._act.data.get("length") or 0)

    def account(self) -> str:
        """The answer to «this account is not mine»."""
        if self._act.data.get("is_so"):
            return _("Ce compte n’est pas le vôtre : le dossier ne continue pas contre vous.")
        return _("Ce compte est le vôtre : les jours d’arrêt sont rendus à votre délai.")

    def representative(self) -> str:
        """Who represents a minor, as it was recorded."""
        return str(self._act.data.get("who") or "—")

    def panel(self) -> str:
        return listed([person.name for person in self._act.data.get("people") or []])
