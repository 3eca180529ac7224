"""What is told: templates, letters, notices and their deliveries. Knows no case: topic and path are carried."""

from .banner import Banner
from .delivery import BY_WIRE, Delivery, Heartbeat
from .letter import Letter, Notice
from .template import Template

__all__ = ["BY_WIRE", "Banner", "Delivery", "Heartbeat", "Letter", "Notice", "Template"]
