"""What changing the catalogue, its forms and its limited lines refuses, each with a stable code and a sentence."""

from tuquan.ground.errors import Refusal


class CatalogueRefused(Refusal):
    """A change of the catalogue or of a form that cannot be made."""

    code = "catalogue_refused"


class OwnerRefused(CatalogueRefused):
    """Only a province (or the country) has lines and forms of its own."""

    code = "catalogue_owner"


class KindFixed(CatalogueRefused):
    """Another measurement is another line."""

    code = "indicator_kind_fixed"


class CodeTaken(CatalogueRefused):
    code = "indicator_code_taken"


class AddingRefused(CatalogueRefused):
    """A way of adding up that the kind forbids, or an exception without its reason."""

    code = "indicator_adding"


class VersionRefused(CatalogueRefused):
    """A version whose days cannot be."""

    code = "indicator_version"


class AccessFixed(CatalogueRefused):
    """No rewording opens a limited or restricted line."""

    code = "indicator_access_fixed"


class RetireRefused(CatalogueRefused):
    code = "indicator_in_use"


class OpeningRefused(CatalogueRefused):
    """A limited line that cannot be opened so."""

    code = "limited_opening"


class OneAlone(OpeningRefused):
    """Who proposed does not agree as well."""

    code = "limited_opening_one_alone"


class FormRefused(CatalogueRefused):
    """A form that cannot stand; `faults` lists everything at once."""

    code = "form_refused"

    def __init__(self, faults: "list[str] | str") -> None:
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__(" ".join(self.faults))


class FormInUse(FormRefused):
    """A form that stands in an opened round is never rewritten."""

    code = "form_in_use"
