"""The groups of the catalogue, in their order, as they are called on the screen."""

GROUPS = {
    "direction": "Lãnh đạo, chỉ đạo, kiểm tra",
    "coordination": "Phối hợp",
    "outreach": "Tuyên truyền, vận động",
    "schemes": "Mô hình tự quản",
    "forces": "Lực lượng nòng cốt",
    "standard": "Tiêu chuẩn “An toàn về an ninh, trật tự”",
    "festival": "Ngày hội",
    "awards": "Thi đua, khen thưởng",
    "funding": "Kinh phí",
    "results": "Kết quả nhân dân tham gia",
    "fire_safety": "Phòng cháy, chữa cháy",
    "reporting": "Chất lượng báo cáo",
    "restricted": "Số nghiệp vụ, không lưu",
}


def label_of(group: str) -> str:
    """The group's name; an unknown one as it is."""
    return GROUPS.get(group, group)
