from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "tuquan.units"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from tuquan.units.models import FacilityPlacement
        from tuquan.units.places.carrying import SizeCarrier
        from tuquan.units.placing import PlacementCarrier
        from tuquan.units.reforms.carrying import register
        from tuquan.units.reforms.children import ChildrenCarrier, MembershipCarrier

        register(ChildrenCarrier())
        register(MembershipCarrier())
        register(SizeCarrier())
        register(
            PlacementCarrier(
                model=FacilityPlacement,
                owner_field="facility",
                name="units.facility",
                words="cơ quan, cơ sở trên địa bàn",
                order=10,
                name_of=lambda facility: str(facility.name),
            )
        )
