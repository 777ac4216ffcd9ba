"""Forecasts held against what came: rolling-origin scores, and a ledger of registered forecasts."""
