"""Sentences: names, dates, grammar and templates."""
