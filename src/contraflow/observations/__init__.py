"""Observations of contraflow."""
