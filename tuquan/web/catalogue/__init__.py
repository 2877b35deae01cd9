"""The catalogue of indicators and the forms: looked through by all, edited by provinces."""
