"""Pages: each view fetches what may be seen, asks the door, and shows."""
