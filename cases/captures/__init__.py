"""Screenshots of a post: what is uploaded is drawn anew as an image of our own, or refused with a sentence.

Knows no case. What an upload is stands in its bytes; its name and the type that a browser claims are never read.
"""

from .boxes import MOST_BOXES, Box, Point, covered, preview, size_of
from .images import HEAVIEST, MOST, Capture, NotACapture, drawn_anew, of_upload
from .looks import is_near, is_same_picture
from .uploads import Limited

__all__ = [
    "HEAVIEST", "MOST", "MOST_BOXES", "Box", "Capture", "Limited", "NotACapture", "Point", "covered", "drawn_anew",
    "is_near", "is_same_picture", "of_upload", "preview", "size_of",
]  # fmt: skip
