"""Changing units as a procedure: a plan, what it will touch, carrying it out, undoing it."""
