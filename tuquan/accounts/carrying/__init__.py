"""What becomes of organs, posts and people when units end or organs hand over (registered in AppConfig.ready)."""

from tuquan.accounts.carrying.handover import Ending, Handover, Heir, organ_key
from tuquan.accounts.carrying.later import LatePlaceCarrier
from tuquan.accounts.carrying.organs import OrganCarrier
from tuquan.accounts.carrying.posts import PostCarrier, post_key
from tuquan.accounts.carrying.users import UserCarrier
from tuquan.units.reforms import carrying

__all__ = ["Ending", "Handover", "Heir", "organ_key", "post_key", "register"]


def register() -> None:
    """Let reforms of units take organs, posts and people along."""
    for carrier in (LatePlaceCarrier(), OrganCarrier(), PostCarrier(), UserCarrier()):
        carrying.register(carrier)
