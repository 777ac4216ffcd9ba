"""Learning the model's parameters from a case's evidence."""
