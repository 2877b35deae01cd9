"""Marked texts of our own and the score of the reader on them."""
