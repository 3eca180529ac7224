"""What each reader may read of a case, in words of their own: letters, histories, and where it stands."""
