"""A made-up organisation to try Alteram with: its people, their posts, and what became of each. Demo mode only."""
