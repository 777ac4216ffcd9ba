"""Scenarios of contraflow."""
