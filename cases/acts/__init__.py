"""What may be done to a case without moving its state: one file an actor, each step recorded like any other."""

from .clock import ClockActs
from .concerned import ConcernedActs
from .holder import HolderActs
from .national import NationalActs
from .panel import PanelActs
from .privacy import PrivacyActs
from .reporter import ReporterActs

__all__ = ["ClockActs", "ConcernedActs", "HolderActs", "NationalActs", "PanelActs", "PrivacyActs", "ReporterActs"]
