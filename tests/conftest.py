"""Shared fixtures. The database under test is SQLite, or PostgreSQL when DATABASE_URL names one."""
