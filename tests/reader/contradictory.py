"""Texts of our own for the contradictions: what cannot stand, what only looks like it, what is right."""

# One statement that cannot stand, and one that only looks like it.
CASES = [
    ("more_than_whole", "Trong năm, có 15/12 xã đạt chuẩn.", "Đến ngày 15/12 xã đã nộp báo cáo."),
    (
        "more_than_whole",
        "Có 35 thôn được tuyên truyền trong tổng số 30 thôn.",
        "Tổ chức 45 buổi tuyên truyền trong tổng số 12 xã.",
    ),
    ("percent", "Có 12/15 xã tổ chức Ngày hội, đạt 75%.", "Có 12/15 xã tổ chức Ngày hội, đạt 80%."),
    ("percent", "Có 12/15 xã tổ chức Ngày hội (85%).", "Có 12/15 xã tổ chức Ngày hội, tăng 25%."),
    (
        "parts",
        "Hiện có 46 mô hình đang hoạt động, gồm 30 mô hình khối dân cư và 12 mô hình khối cơ quan.",
        "Hiện có 46 mô hình đang hoạt động, gồm 30 mô hình khối dân cư và 16 mô hình khối cơ quan.",
    ),
    (
        "parts",
        "Hiện có 46 mô hình, riêng 50 mô hình ở nông thôn.",
        "Hiện có 46 mô hình, trong đó 30 mô hình có hồ sơ, 28 mô hình hoạt động đều.",
    ),
    (
        "parts",
        "Tổ có 05 thành viên, gồm 01 tổ trưởng, 01 tổ phó và 04 tổ viên.",
        "Có 19 Hội đồng bảo vệ ANTT cấp xã, gồm 197 thành viên.",
    ),
    (
        "list_length",
        "Trong năm 2021 xây dựng mới 03 mô hình: “Camera an ninh”, “Dòng họ tự quản”.",
        "Trong năm 2021 xây dựng mới 03 mô hình: “Camera an ninh”, “Dòng họ tự quản”, “Cổng rào an ninh”.",
    ),
    (
        "list_length",
        "Xây dựng mới 02 mô hình: “Camera an ninh”; “Dòng họ tự quản”; “Cổng rào an ninh”.",
        "Xây dựng mới 03 mô hình, điển hình như: “Camera an ninh”, “Dòng họ tự quản”.",
    ),
    (
        "denominator",
        "Năm 2021 có 10/18 xã, thị trấn tổ chức Ngày hội. "
        "Có 15/19 xã, thị trấn đạt tiêu chuẩn an toàn về an ninh trật tự.",
        "Năm 2021 có 10/18 xã, thị trấn tổ chức Ngày hội. "
        "Có 4/5 xã biên giới đạt tiêu chuẩn an toàn về an ninh trật tự.",
    ),
    (
        "members",
        "Hội đồng bảo vệ ANTT cấp xã có 19 Hội đồng, với 15 thành viên.",
        "Hội đồng bảo vệ ANTT cấp xã có 19 Hội đồng, với 197 thành viên.",
    ),
    (
        "members",
        "Tổ bảo vệ an ninh, trật tự có 12 tổ với 40 thành viên. Hiện có 19 Hội đồng bảo vệ ANTT cấp xã.",
        "Hiện có 19 Hội đồng bảo vệ ANTT cấp xã.",
    ),
    (
        "told_twice",
        "Hiện có 46 mô hình đang hoạt động.\n\nĐến nay hiện có 48 mô hình đang hoạt động.",
        "Hiện có 46 mô hình đang hoạt động.\n\nTrong đó khối cơ quan hiện có 12 mô hình đang hoạt động.",
    ),
    (
        "text_and_table",
        "Năm 2021, xây dựng mới 03 mô hình.\nMô hình xây dựng mới\t04",
        "Năm 2021, xây dựng mới 01 mô hình.\nNăm 2021, xây dựng mới 03 mô hình.\nMô hình xây dựng mới\t04",
    ),
    (
        "leap",
        "Năm 2021 tổ chức 60 buổi tuyên truyền (cùng kỳ 12 buổi).",
        "Năm 2021 tổ chức 60 buổi tuyên truyền (cùng kỳ 42 buổi).",
    ),
    (
        "denominator",
        "Toàn huyện có 18 xã, thị trấn. Năm 2021 có 15/19 xã, thị trấn tổ chức Ngày hội.",
        "Huyện có 12 xã và 3 thị trấn; đã có 15/15 xã, thị trấn tổ chức Ngày hội; 11/12 xã đạt chuẩn nông thôn mới.",
    ),
    (
        "parts",
        "Trao 25 suất quà, gồm 10 suất cho hộ nghèo, 16 suất cho học sinh.",
        "Trao 25 suất quà, gồm 10 suất cho hộ nghèo, 15 suất cho học sinh, mỗi suất 500.000 đồng.",
    ),
    (
        "balance",
        "Đầu năm 2021 toàn xã có 40 mô hình. Năm 2021 xây dựng mới 03 mô hình, thanh loại 01 mô hình; hiện "
        "có 46 mô hình đang hoạt động.",
        "Đầu năm có 44 mô hình, trong năm xây dựng mới 03 mô hình, thanh loại 01 mô hình, hiện có 46 mô hình "
        "đang hoạt động.",
    ),
    (
        "percent",
        "Có 120/135 thôn đạt tiêu chuẩn an toàn về an ninh trật tự, đạt tỷ lệ 90,5%.",
        "Có 112/118 thôn đạt (94,9%); 35/36 cơ quan đạt 97%.",
    ),
    (
        "list_length",
        "Xây dựng mới 02 mô hình “Camera an ninh”, “Dòng họ tự quản”, “Tiếng kẻng”.",
        "Ra mắt 02 mô hình “Camera an ninh” và “Dòng họ tự quản”, với 120 hộ tham gia.",
    ),
    (
        "parts",
        "Tặng Giấy khen cho 20 tập thể, cá nhân, gồm 12 tập thể và 9 cá nhân.",
        "Tặng Giấy khen cho 20 tập thể, cá nhân, gồm 12 tập thể và 8 cá nhân.",
    ),
    (
        "members",
        "Năm 2021 Tổ bảo vệ an ninh, trật tự có 74 tổ với 70 thành viên.",
        "Toàn huyện có 74 Tổ bảo vệ an ninh, trật tự được thành lập ở 74 thôn, tổ dân phố với 222 thành "
        "viên. Tại xã Quế Thử, mỗi tổ gồm 1 tổ trưởng, 1 tổ phó và 1 tổ viên.",
    ),
    (
        "parts",
        "Năm 2021 có 265 thành viên Tổ bảo vệ an ninh, trật tự; trong đó 74 tổ trưởng, 74 tổ phó, 120 tổ viên.",
        "Tổ gồm 9 người, gồm 1 tổ trưởng, 2 tổ phó và 6 tổ viên.",
    ),
    (
        "leap",
        "Năm 2021 tổ chức 60 buổi tuyên truyền, trong khi năm 2020 chỉ tổ chức 15 buổi tuyên truyền.",
        "Năm 2021 tổ chức 60 buổi tuyên truyền, tăng 45 buổi so với cùng kỳ năm trước.",
    ),
    (
        "parts",
        "Hiện có 46 mô hình, gồm:\n- 30 mô hình khối dân cư;\n- 12 mô hình khối cơ quan;\n- 5 mô hình khối trường học.",
        "Có 46 mô hình, phân loại: 20 mô hình tốt, 15 mô hình khá, 8 mô hình trung bình, 3 mô hình chưa xếp loại.",
    ),
    (
        "parts",
        "Có 46 mô hình, trong đó: 30 mô hình loại tốt, 20 mô hình loại khá.",
        "Hiện nay toàn huyện có 46 mô hình đang hoạt động, trong đó 40 mô hình hoạt động hiệu quả. Khối cơ "
        "quan, doanh nghiệp có 12 mô hình đang hoạt động. Xã Châu Thử có 5 mô hình đang hoạt động.",
    ),
]
# What reports say without saying anything wrong.
INNOCENT = [
    (
        "Năm 2019, toàn tỉnh đã xây dựng mới 5 mô hình, gồm: “Chung tay giúp đỡ” tại xã An Thử (huyện Lệ "
        "Thử); “Khu dân cư an toàn” ở xã Quảng Thử, “Tổ dân phố bảo đảm ANTT” tại phường Long Thử; “Khu dân "
        "cư tự quản” tại xã Cao Thử, “Hội CCB giáo dục” của xã Hóa Thử."
    ),
    (
        "Năm 2021, huyện có 18/18 xã, thị trấn tổ chức Ngày hội; 4/4 phường được công nhận; 120/135 thôn đạt "
        "tiêu chuẩn an toàn về an ninh trật tự, đạt 88,9%; 30/35 tổ dân phố đạt tiêu chuẩn an toàn về an "
        "ninh trật tự."
    ),
    "Hiện có 46 mô hình, gồm 12 loại, tại 82 điểm.",
    "Trong năm xây dựng mới 03 mô hình; trong đó xã Châu Thử 01 mô hình, xã Hóa Thử 02 mô hình.",
    "Xây dựng mới 04 mô hình: “Camera an ninh” tại xã A và xã B; “Dòng họ tự quản”; “Tiếng kẻng”.",
    "Xây dựng mới 04 mô hình: 02 mô hình “Camera an ninh”, 02 mô hình “Dòng họ tự quản”.",
    "Xây dựng mới 03 mô hình: mô hình “Camera an ninh”, mô hình Dòng họ tự quản, mô hình “Tiếng kẻng”.",
    "Xây dựng mới 04 mô hình: “Camera an ninh”, “Dòng họ tự quản”...",
    ("Tổ chức 24 buổi tuyên truyền, gồm 10 buổi tại trường học, 14 buổi tại khu dân cư với 1.200 lượt người."),
    "Có 568 hộ tham gia, chiếm 95%. Có 12/15 thôn, trong đó 80% số hộ ký cam kết.",
    "Ngày hội 19/8 xã tổ chức có 300 người dự. Ngày 18/6 xã họp.",
    "Thực hiện Nghị quyết 12/5 xã đã ban hành kế hoạch.",
    "Tổ 7/5 phường Thử có 20 hộ. Quốc lộ 15/12 xã quản lý.",
    "Đội có 15 đội viên, trong đó có 5 đảng viên, 12 đoàn viên.",
    "Tổ chức kiểm tra 12 đơn vị, gồm 8 xã, 4 trường.",
    ("Năm 2021, có 19 Ban Chỉ đạo cấp xã với 254 thành viên; năm 2020 có 18/18 xã, thị trấn tổ chức Ngày hội."),
    "Kế hoạch năm 2022 xây dựng mới 10 mô hình. Năm 2021 xây dựng mới 02 mô hình.",
    "Năm 2021 tổ chức 60 buổi tuyên truyền với 3.000 lượt người nghe, so với cùng kỳ tăng 12 buổi.",
    "Quý I tổ chức 20 buổi tuyên truyền; quý II tổ chức 60 buổi tuyên truyền.",
    "Hiện có 30 mô hình, trong đó 10 mô hình cấp tỉnh; 15 mô hình cấp huyện; còn lại là cấp xã.",
    "Đã bố trí 35 đồng chí Công an chính quy, gồm 18 trưởng, 17 phó công an xã, thị trấn.",
    "Tính đến 30/6/2021 có 44 mô hình đang hoạt động. Đến 31/12/2021 có 46 mô hình đang hoạt động.",
    (
        "Chỉ tiêu\tNăm 2021\tNăm 2022\nMô hình hiện có\t44\t46\nMô hình xây dựng mới\t2\t3\nToàn huyện hiện "
        "có 46 mô hình đang hoạt động. Trong năm 2022, xây dựng mới 03 mô hình."
    ),
    "TT\tXã\tSố mô hình\n1\tChâu Thử\t5\n2\tHóa Thử\t7\nTổng cộng\t\t12\nHiện có 12 mô hình đang hoạt động.",
    ("Hiện có 20 loại mô hình với 82 điểm. Mô hình “Camera an ninh” có 12 điểm. Mô hình “Dòng họ tự quản” có 15 điểm."),
    "Tổ hòa giải có 120 tổ với 650 thành viên. Xã Châu Thử có 9 tổ hòa giải với 45 thành viên.",
    (
        "Xây dựng mới 03 mô hình. Nổi bật, Công an xã Châu Thử xây dựng mới 01 mô hình “Camera an ninh”. "
        "Công an xã Hóa Thử ra mắt 02 mô hình."
    ),
    "Năm 2022 toàn huyện xây dựng mới 05 mô hình, đạt 125% kế hoạch (kế hoạch 04 mô hình).",
    (
        "Đến nay có 15/18 xã, thị trấn đạt tiêu chuẩn an toàn về an ninh trật tự (đạt 83,33%), tăng 2 xã so "
        "với năm 2021 (13/18 xã, thị trấn)."
    ),
    (
        "6 tháng đầu năm tổ chức 12 buổi tuyên truyền cho 1.200 lượt người; cả năm tổ chức 24 buổi tuyên "
        "truyền với 2.500 lượt người."
    ),
    "Lực lượng nòng cốt có 360 người, gồm: 120 tổ trưởng, 120 tổ phó và 120 tổ viên tại 120 thôn.",
    "Trang bị 24 camera, trong đó Nhân dân đóng góp 20 camera, ngân sách 10 triệu đồng.",
    ("Tổ chức 02 lớp tập huấn, gồm 01 lớp cho 18 trưởng công an xã, 01 lớp cho 121 đồng chí bán chuyên trách."),
    (
        "Khen thưởng 35 tập thể, cá nhân: Chủ tịch UBND tỉnh tặng Bằng khen 02 tập thể, 03 cá nhân; Giám đốc "
        "Công an tỉnh tặng Giấy khen 10 tập thể, 20 cá nhân."
    ),
    (
        "Hiện có 46 mô hình, trong đó 40 mô hình được xếp loại tốt, 6 mô hình xếp loại khá; khối cơ quan có "
        "12 mô hình, khối dân cư có 34 mô hình."
    ),
    "Có 45 tổ liên gia, trong đó 30 tổ được thành lập mới, 25 tổ có chuông báo cháy.",
    (
        "Ban Chỉ đạo 138 cấp xã có 18 ban, Hội đồng bảo vệ ANTT cấp xã có 18 hội đồng; 5 ban bảo vệ dân phố "
        "với 29 thành viên. Công an kiểm tra tại 10 xã, thị trấn."
    ),
    (
        "Năm 2022, toàn huyện có 18/18 xã, thị trấn, 121/121 thôn, bản tổ chức Ngày hội với 24.000 lượt "
        "người tham gia. Có 115/121 thôn, bản đạt tiêu chuẩn an toàn về an ninh trật tự; 56/60 cơ quan, "
        "doanh nghiệp đạt tiêu chuẩn."
    ),
    "Vận động giao nộp 15 khẩu súng, gồm 10 súng tự chế, 5 súng hơi và 120 viên đạn.",
    "Xây dựng mới 02 mô hình: “Camera an ninh” (kinh phí 50 triệu đồng), “Dòng họ tự quản” (12 dòng họ).",
    ("Xây dựng mới 03 mô hình là “Camera an ninh”, “Dòng họ tự quản về an ninh, trật tự” và “Tiếng kẻng an ninh”."),
    "Ra mắt 02 mô hình: “Xã an toàn” - “Camera giám sát” tại Châu Thử, “Tổ liên gia” tại Hóa Thử.",
    "Nhân rộng 05 mô hình: “Camera an ninh” ở 3 xã, “Dòng họ tự quản” ở 2 xã.",
    "Có 46 mô hình (khối xã 34, khối cơ quan 12).",
    "Trong 18 xã, thị trấn, có 5 xã loại xuất sắc, 10 xã loại khá. Bình quân mỗi xã có 2 mô hình.",
    "Tổng số 25 vụ, gồm 20 vụ mâu thuẫn gia đình, 3 vụ đất đai, 2 vụ khác.",
]
