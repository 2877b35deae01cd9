"""The calendar of rounds, its rules and days off, closing, reminders, the league of timeliness."""
