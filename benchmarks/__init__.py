"""Measures of contraflow: the race against other engines, the border model's own cost. Run ``python -m benchmarks``."""
