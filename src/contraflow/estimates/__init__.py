"""Estimates of contraflow."""
