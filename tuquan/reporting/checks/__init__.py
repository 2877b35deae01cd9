"""What is asked of a submission before it goes up (domain study 7.5, validation rules)."""
