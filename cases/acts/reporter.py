"""What who reports may do afterwards. Nothing here shows, or stores, who that is."""

from __future__ import annotations

from ..grammar import step
from ..guards import limit_contestable, report_stands
from ..lifecycle import ANY
from ..parties import (
    NATIONAL,
    alarmed_office,
    any_member,
    called_office,
    national_office,
    reporter,
    this_reporter,
)
from .base import Acts


class ReporterActs(Acts):
    @step(
        *ANY, to=None, by=any_member,
        tells={this_reporter: "received_{stage}", alarmed_office: "danger", called_office: "other_body"},
        moves_basis=False,
    )  # fmt: skip
    def attach_report(self, *, captures=()):
        """A later report of the same post joins the one case, open or closed; it reopens nothing by itself."""
        report = self.act.report
        self.pieces.exhibit(self.act, *captures)
        self.reports_count += 1
        self.last_reported_at = self.act.at
        if not report.is_of_the_office:
            self.is_own_initiative = False
        if report.threat_to_life:
            self.rank = 0
        if report.other_body and self.held_by_id == NATIONAL:
            self.other_body = True  # once its author is known it is not handed down
        self.note_who_brought_it()

    @step(*ANY, to=None, by=reporter, needs=[report_stands], tells={this_reporter: "withdrawn"}, moves_basis=False)
    def withdraw_report(self, *, why):
        """All that this person reported of the post. It ends no case: the organisation may go on of its own accord."""
        self.reports.made_by(self.act.by).standing().update(withdrawn_at=self.act.at)
        self.is_own_initiative = not self.reports.by_people().standing().exists()

    @step(*ANY, to=None, by=reporter, needs=[limit_contestable], tells={national_office: "restriction_contested"},
          moves_basis=False)  # fmt: skip
    def contest_restriction(self, *, why):
        """Whose reporting is limited says once why it should not be; the limit runs until somebody answers."""
        self.reports.contest(self.act)
