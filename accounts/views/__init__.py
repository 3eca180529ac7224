"""The pages on which the national office says who the organisation is."""
