"""Figures that leave in a file and come back from one: a form as a workbook, and values of many units at once."""
