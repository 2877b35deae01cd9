"""Packaged tables: the catalogue of indicators, its exceptions, report kinds and forms."""
