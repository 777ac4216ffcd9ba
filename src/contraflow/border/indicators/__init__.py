"""One file an indicator: what a statement about it means to the model."""
