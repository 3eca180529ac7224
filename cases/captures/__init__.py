"""Screenshots of a post: what is uploaded is drawn anew as an image of our own, or refused with a sentence.

Knows no case. What an upload is stands in its bytes; its name and the type that a browser claims are never read.
"""

from .images import HEAVIEST, MOST, Capture, NotACapture, drawn_anew, of_upload
from .looks import LOOK_ALIKE, distance
from .uploads import Limited

__all__ = [
    "HEAVIEST", "LOOK_ALIKE", "MOST", "Capture", "Limited", "NotACapture", "distance", "drawn_anew", "of_upload",
]  # fmt: skip
