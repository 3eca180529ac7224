"""What is stored of reports, cases and everything decided in them."""

from .appeal import Appeal, Seat
from .calibration import Calibration, CalibrationAnswer
from .case import Case, DismissalReason, Outcome
from .charter import Article, ArticleVersion, Parameter
from .deadline import Deadline
from .decision import Decision, Proposal
from .dialogue import Inquiry, Note
from .draft import Draft, DraftFile
from .evidence_file import EvidenceRequest
from .hearing import Disclosure, GrievanceNotice, GrievanceRule, Hearing, Reply, Service
from .measure import Measure
from .parts import Part, Recusal
from .piece import Piece, PieceVersion
from .post import Post
from .quality import Answer, Answered, Figure, Publication, Reread
from .record import Checkpoint, Entry, EntryContent, Reading, Timestamp
from .report import Assessment, IdentityRequest, Outsider, Report, ReporterIdentity, ReportingRestriction
from .subject_request import SubjectRequest
from .workshop import Booking, Session, TrainingOrder, Workshop

__all__ = [
    "Answer", "Answered", "Appeal", "Article", "ArticleVersion", "Assessment", "Booking", "Calibration",
    "CalibrationAnswer", "Case", "Checkpoint", "Deadline", "Decision", "Disclosure", "DismissalReason", "Draft",
    "DraftFile", "Entry", "EntryContent", "EvidenceRequest", "Figure", "GrievanceNotice", "GrievanceRule",
    "Hearing", "IdentityRequest", "Inquiry", "Measure", "Note", "Outcome", "Outsider", "Parameter", "Part", "Piece",
    "PieceVersion", "Post", "Proposal", "Publication", "Reading", "Recusal", "Reply", "Report", "ReporterIdentity",
    "ReportingRestriction", "Reread", "Seat", "Service", "Session", "SubjectRequest", "Timestamp", "TrainingOrder",
    "Workshop",
]  # fmt: skip
