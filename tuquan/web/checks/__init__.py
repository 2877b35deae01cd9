"""Pages of the rules of checking: the list, one rule, a province's own rules written and tried."""
