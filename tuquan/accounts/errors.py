"""What is refused about organs, accounts and posts."""

from tuquan.ground.errors import Refusal


class OrganUnknown(Refusal):
    """No such organ, or it had no name or place on that day."""

    code = "organ_unknown"
    sentence = "Không có cơ quan này vào ngày đã chọn. Chọn ngày khác hoặc cơ quan kế thừa."


class AccountRefused(Refusal):
    """An account that cannot be made or changed as asked."""

    code = "account_refused"


class PostRefused(Refusal):
    """A post that cannot be given or ended as asked."""

    code = "post_refused"


class DelegationRefused(Refusal):
    """A delegation that cannot be given or called back as asked."""

    code = "delegation_refused"


class OrganRefused(Refusal):
    """An organ that cannot be founded or renamed as asked."""

    code = "organ_refused"


class OrganReformFaulty(Refusal):
    """The dated data of organs that end; `faults` lists every row that cannot be read."""

    code = "organ_reform_faulty"

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(f"– {fault}" for fault in faults[:50])
        super().__init__(f"Tệp ngày kết thúc của cơ quan có {len(faults)} chỗ sai. Sửa rồi chạy lại:\n{shown}")
