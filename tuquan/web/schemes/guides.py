"""The words around each form of the register: what it does, said before the button."""

from django.urls import reverse

from tuquan.schemes.models import Scheme
from tuquan.vn.dates import show_date
from tuquan.web.schemes.guided import Guide

_KEPT = "Số liệu của những kỳ đã duyệt giữ nguyên; số liệu mới chờ người làm biểu xác nhận."


def found() -> Guide:
    return Guide(
        title="Thêm mô hình xây dựng mới",
        lead="Dùng khi đã có quyết định thành lập. Mô hình có từ trước khi lập sổ thì ghi ở “Ghi mô hình đã có”.",
        button="Ghi mô hình xây dựng mới",
        happens=(
            "Mô hình vào sổ từ ngày ra mắt, kèm quyết định.",
            "Tính là một mô hình xây dựng mới của kỳ có ngày ấy, và là mô hình đang hoạt động từ ngày ấy.",
            _KEPT,
        ),
        done="Đã ghi mô hình xây dựng mới vào sổ.",
        back=reverse("schemes"),
        path=[*_path(), {"label": "Thêm mô hình xây dựng mới", "url": ""}],
    )


def existing() -> Guide:
    return Guide(
        title="Ghi mô hình đã có",
        lead="Dùng cho mô hình hoạt động từ trước khi lập sổ.",
        button="Ghi mô hình đã có",
        happens=(
            "Mô hình vào sổ từ ngày đã ghi và tính là đang hoạt động từ ngày ấy.",
            "Không tính là mô hình xây dựng mới của kỳ nào.",
            _KEPT,
        ),
        done="Đã ghi mô hình đã có vào sổ.",
        back=reverse("schemes"),
        path=[*_path(), {"label": "Ghi mô hình đã có", "url": ""}],
    )


def replicate(origin: Scheme) -> Guide:
    return _of(
        origin,
        title="Nhân rộng mô hình",
        lead=f"Đưa “{origin.name}” đến một nơi khác. Bản nhân rộng giữ loại, khối và lĩnh vực của mô hình gốc.",
        button="Ghi mô hình nhân rộng",
        happens=(
            "Một mô hình mới vào sổ ở nơi đã chọn, ghi rõ nhân rộng từ mô hình này.",
            "Tính là một mô hình nhân rộng của kỳ có ngày ra mắt. Mô hình gốc không đổi.",
            _KEPT,
        ),
        done="Đã ghi mô hình nhân rộng vào sổ.",
    )


def strengthen(scheme: Scheme, place: str) -> Guide:
    return _of(
        scheme,
        title="Củng cố mô hình",
        lead=f"“{scheme.name}” tại {place}.",
        button="Ghi lần củng cố",
        happens=(
            "Lần củng cố, kiện toàn được ghi vào lịch sử mô hình với ngày và quyết định (nếu có).",
            "Tính là một lượt củng cố của kỳ có ngày ấy; mô hình vẫn đang hoạt động.",
            _KEPT,
        ),
        done="Đã ghi lần củng cố.",
    )


def strike_off(scheme: Scheme, place: str) -> Guide:
    return _of(
        scheme,
        title="Thanh loại mô hình",
        lead=f"“{scheme.name}” tại {place}, có từ ngày {show_date(scheme.begins_on)}.",
        button="Thanh loại mô hình",
        happens=(
            "Từ ngày đã ghi, mô hình và mọi điểm của nó không còn tính là đang hoạt động.",
            "Mô hình không bị xóa: hồ sơ, lịch sử và lý do thanh loại vẫn xem được.",
            "Không hoàn tác được trên trang này; ghi nhầm thì báo người quản trị.",
            _KEPT,
        ),
        done="Đã thanh loại mô hình; hồ sơ và lịch sử vẫn còn.",
        danger=True,
    )


def add_site(scheme: Scheme, place: str) -> Guide:
    return _of(
        scheme,
        title="Thêm điểm mô hình",
        lead=f"“{scheme.name}” tại {place}.",
        button="Thêm điểm mô hình",
        happens=(
            "Điểm mới và số tổ thực hiện được tính từ ngày đã ghi.",
            "Số mô hình không đổi: một mô hình có thể có nhiều điểm.",
        ),
        done="Đã thêm điểm mô hình.",
    )


def dossier(scheme: Scheme, place: str) -> Guide:
    return _of(
        scheme,
        title="Ghi đủ hồ sơ",
        lead=f"“{scheme.name}” tại {place}.",
        button="Ghi mô hình đã đủ hồ sơ",
        happens=("Từ ngày đã ghi, mô hình tính là có đủ hồ sơ. Những kỳ trước ngày ấy không đổi.",),
        done="Đã ghi mô hình đủ hồ sơ.",
    )


def _of(
    scheme: Scheme, *, title: str, lead: str, button: str, happens: tuple[str, ...], done: str, danger: bool = False
) -> Guide:
    back = reverse("schemes-scheme", args=[scheme.pk])
    path = [*_path(), {"label": scheme.name, "url": back}, {"label": title, "url": ""}]
    return Guide(title, lead, button, happens, done, back, path, danger)


def _path() -> list[dict[str, str]]:
    return [{"label": "Mô hình", "url": reverse("schemes")}]
