"""Vietnamese as offices write it: text, numbers, dates and the periods reports speak of.

Plain Python, below every other room. Each module holds a parser and a printer that are exact
inverses: what a printer writes its parser reads back to the same value, and what is ambiguous is
refused with a Vietnamese sentence and a stable ``code`` rather than guessed. ``text`` brings
spellings together (NFC, place of the tone mark, search keys, alphabetical order), ``numbers`` and
``words`` turn « 33.446 », « 03 », « 2,5 tỷ », « mười hai » into values and back, ``dates`` and
``windows`` do the same for days and reporting periods.
"""
