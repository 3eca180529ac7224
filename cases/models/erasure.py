"""What goes when a case is made anonymous, as one table; and what stays, with the reason.

Persons become null; what people typed, addresses, files, and the letters that carried them go. The chain of entries
stays, with its digests, and so does what is counted: outcome, measure, months, articles, bodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models, transaction
from django.db.models import ProtectedError

from accounts.models import Person
from notifications.models import Delivery, Letter, Notice

from .appeal import Appeal, Seat
from .decision import REASONS, Decision, Proposal
from .dialogue import Inquiry, Note
from .evidence_file import EvidenceRequest
from .hearing import GrievanceNotice, Hearing, Reply, Service
from .measure import Measure
from .parts import Part, Recusal
from .piece import Piece, PieceVersion
from .post import Post
from .quality import Reread
from .record import EntryContent
from .report import IdentityRequest, Report, ReporterIdentity
from .stored import Stored
from .strays import named
from .subject_request import SubjectRequest
from .workshop import Booking, TrainingOrder


class Going(NamedTuple):
    """Of the rows that lead to the case by `way`, these columns are emptied; without any, the rows go whole."""

    model: type[models.Model]
    way: str
    columns: tuple[str, ...] = ()


# In this order: what others point to goes after them.
TABLE = (
    # Who took part, and what they said
    Going(Part, "case"),
    Going(Recusal, "case"),
    Going(Seat, "appeal__case"),
    Going(Inquiry, "case"),
    Going(Note, "case", ("text", "by")),
    Going(Hearing, "case", ("minutes", "postponed_why", "slots", "chosen", "place")),
    Going(Reply, "grievance__case", ("text",)),
    Going(Appeal, "case", ("grounds",)),
    Going(Service, "case", ("person", "tracking")),
    Going(Booking, "order__case", ("order",)),
    Going(TrainingOrder, "case", ("member", "session")),
    # What was reproached, proposed and decided
    Going(GrievanceNotice, "case", ("facts", "rule_explanation")),
    Going(Proposal, "case", ("content", "text", "by", "ended_by")),
    Going(Decision, "case", (*REASONS, "proposed_by", "signed_by")),
    Going(Measure, "case", ("member",)),
    Going(Reread, "case", ("read_by",)),
    # What was reported, and by whom
    Going(IdentityRequest, "report__case"),
    Going(EvidenceRequest, "case"),
    Going(ReporterIdentity, "report__case"),
    Going(Report, "case", ("text", "explanation")),
    Going(PieceVersion, "piece__case", ("text", "file", "original_sha256", "look", "made_by")),
    Going(Piece, "case", ("alt",)),
    Going(Post, "case", ("address", "post_id", "handle", "text", "published_at")),
    # What its person asked about it: that it was asked and answered stays known
    Going(SubjectRequest, "case", ("text", "extended_why", "answer_why", "case")),
    # The record: who, why, and what was typed
    Going(EntryContent, "entry__case"),
)
# Why a column of free text, of a file or of somebody is not emptied. A new one stands here, or in the table.
STAYS = {
    "A digest proves what was there, and gives none of it back.": """
        Case.head Entry.act_sha256 Entry.content_digest Entry.previous Entry.digest Checkpoint.digest Timestamp.answer
        Decision.sha256 Proposal.sha256 GrievanceNotice.sha256 Reply.sha256 PieceVersion.sha256
        Letter.sha256 Answered.digest""",
    "A word of the procedure, of a list that the program keeps.": """
        Entry.step Entry.role Entry.came_from Entry.went_to Deadline.done_how Proposal.ended_how Decision.ground
        Case.maximum PieceVersion.mime Letter.act Letter.audience Letter.language Reading.role Reading.purpose
        Parameter.key Answer.question Heartbeat.name Revision.word""",
    "A body, or where it is: nobody in it.": """
        Entry.body Entry.held_by Letter.dateline Answer.region Body.code Body.name Body.region Body.time_zone
        Body.calendar Body.tile Body.contact Contact.before Contact.after""",
    "What letters and cases call a case, which leads to nobody any more.": """
        Case.reference Decision.other_case GrievanceNotice.may_revoke""",
    "Delays in numbers.": "Case.parameters",
    "What is counted, by month and region, without a key to any case.": """
        Figure.region Figure.category Figure.network Figure.outcome Figure.measure Figure.level Figure.scope
        Figure.interim_ground Figure.result Publication.data""",
    "A case as the national office told it again, without a name, for officers to compare what they would do.": """
        Calibration.facts Calibration.reply""",
    "The organisation’s own texts, in which no case is spoken of.": """
        Article.code ArticleVersion.title_fr ArticleVersion.title_en ArticleVersion.line_fr ArticleVersion.line_en
        ArticleVersion.text_fr ArticleVersion.text_en ArticleVersion.examples Workshop.title_fr Workshop.title_en
        Workshop.text_fr Workshop.text_en Session.place Session.region Session.time_zone Template.act Template.audience
        Template.language Template.title Template.body Publication.why Banner.text_fr
        Banner.text_en Identity.name Identity.colour Identity.logo Identity.logo_sha256""",
    "Who set, sent or published it for the organisation, in office.": """
        Template.by ArticleVersion.by Parameter.by Identity.by Contact.by Banner.by Banner.ended_by
        Calibration.sent_by Publication.by""",
    "A key, under another that the database does not have.": "DataKey.name DataKey.locked",
    "Who opened which case: the access log has a time of its own.": "Reading.person",
    "Somebody as a member, in office or with an account, and no case.": """
        Person.email Person.name Person.password Person.saved_views
        FirstKey.person FirstKey.digest Member.number Member.person
        Mandate.member Mandate.title DeclaredAccount.member DeclaredAccount.network DeclaredAccount.handle
        DeclaredAccount.confirmed_how Appointment.person Appointment.delegate
        Appointment.by Appointment.ended_by""",
    "Who asked about his or her own data, and who answered: kept for a time of its own, without its case.": """
        SubjectRequest.person SubjectRequest.answered_by""",
    "A place in a workshop, which anybody books, and which no order leads to any more.": "Booking.member",
    "Under a keyed digest, for twelve months: what reports were worth.": "Assessment.owner",
    "Under a keyed digest, while a limit of somebody’s reports counts.": """
        ReportingRestriction.owner ReportingRestriction.number ReportingRestriction.proportion
        ReportingRestriction.gravity ReportingRestriction.intent""",
    "For an hour, until it is sent.": """
        Draft.key_digest Draft.answers DraftFile.file DraftFile.sha256 DraftFile.original_sha256""",
}
OF_THE_CASE = ("member", "claimed_by", "claimed_at", "content_date", "counted_as")


class Erasure:
    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def anonymous(self) -> None:
        """Its own columns; the rest once it is saved, for only then the database lets go of what was recorded."""
        for column in OF_THE_CASE:
            setattr(self, column, None)
        self.act.once_saved.append(self._erase)

    def _erase(self) -> None:
        at, files = self.act.at, set(names_of(self.pk))
        wrote = Person.objects.filter(parts__case=self.pk, parts__role="represents", email=None)
        only_here = list(wrote.order_by("pk").distinct())
        erase_letters(Notice.objects.filter(topic__in={self.reference, *codes_of(self.reports.all())}), at=at)
        erase_letters(self.subject_requests.all().notices(), at=at)
        for one in TABLE:
            rows = one.model._default_manager.filter(**{one.way: self.pk})
            empty(rows, one.columns, at=at) if one.columns else rows.delete()
        for person in only_here:
            forget(person)
        transaction.on_commit(partial(unlink, files), robust=True)

    def unseal_nobody(self) -> None:
        """Nothing is left behind a seal, and no letter to whoever was there."""
        erase_letters(Notice.objects.filter(topic__in=codes_of(self.reports.all())), at=self.act.at)
        for one in TABLE:
            if one.model in (IdentityRequest, ReporterIdentity):
                one.model._default_manager.filter(**{one.way: self.pk}).delete()
        vars(self).pop("_named", None)  # whoever asks again is told of those who are left


def codes_of(reports: Any) -> set[str]:
    """What the letters of those who reported are grouped by."""
    return {one.tracking_code for one in reports.select_related("identity")} - {""}


def erase_letters(notices: models.QuerySet[Notice], *, at: datetime) -> None:
    """Letters are emptied, their digests stay; that somebody was told of them, and by which door, goes."""
    empty(Letter.objects.filter(notices__in=notices), ("title", "body"), at=at)
    Delivery.objects.filter(notice__in=notices).delete()
    notices.delete()


def empty(rows: Any, columns: Iterable[str], *, at: datetime) -> None:
    fields = {name: rows.model._meta.get_field(name) for name in columns}
    emptied = {name: nothing_in(field) for name, field in fields.items()}
    keys = list(rows.order_by().values_list("pk", flat=True).distinct())
    found = rows.model._default_manager.filter(pk__in=keys)
    if any(field.name == "erased_at" for field in rows.model._meta.fields):
        found, emptied = found.filter(erased_at=None), emptied | {"erased_at": at}
    found.update(**emptied)


def nothing_in(field: Any) -> Any:
    if field.null:
        return None
    return (field.get_default() or {}) if isinstance(field, models.JSONField) else ""


def forget(person: Person) -> None:
    """Somebody who has a row because of this case alone; a row that is pointed to from elsewhere stays."""
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        pass


def names_of(case: int) -> Iterable[str]:
    """Where the storage has the images of a case."""
    return PieceVersion.objects.filter(piece__case=case).exclude(file="").values_list("file", flat=True)


def unlink(files: set[str]) -> None:
    """Image and thumbnail, unless another row holds the same."""
    for name in files - named(files):
        Stored.unlink(PieceVersion(file=name))
