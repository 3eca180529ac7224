"""What is told: templates, letters, notices and their deliveries. Knows no case: topic and path are carried."""

from .delivery import Delivery, Heartbeat
from .letter import Letter, Notice
from .template import Template

__all__ = ["Delivery", "Heartbeat", "Letter", "Notice", "Template"]
