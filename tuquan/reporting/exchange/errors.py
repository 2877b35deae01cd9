"""What files of figures are refused for."""

from tuquan.ground.errors import Refusal


class CellUnreadable(Refusal):
    """What was written in a cell is no number; the sentence quotes it."""

    code = "cell_unreadable"


class SheetRefused(Refusal):
    """A file that is not ours, not whole, or not a table."""

    code = "sheet_refused"


class ImportRefused(Refusal):
    """A file of values with faults, where all of it was to be taken."""

    code = "import_refused"


class ImportMoved(Refusal):
    """Something changed between the trial and the act."""

    code = "import_moved"
