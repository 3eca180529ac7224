"""What is told: templates, letters, notices and their deliveries. Knows no case: topic and path are carried."""

from .delivery import BY_WIRE, Delivery, Heartbeat
from .letter import Letter, Notice
from .template import Template

__all__ = ["BY_WIRE", "Delivery", "Heartbeat", "Letter", "Notice", "Template"]
