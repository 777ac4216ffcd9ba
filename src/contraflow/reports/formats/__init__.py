"""Forms in which pages come: feeds, mail, PDF, JSON, archives. Nothing is fetched, nothing is written to disk."""
