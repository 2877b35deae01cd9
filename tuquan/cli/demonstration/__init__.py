"""The demonstration: two districts whose figures add up to what their districts reported in 2021 and 2019.

Figures are those of the public reports; sentences, places without a name in them, and persons are ours.
"""

TUYEN_HOA = "huyện Tuyên Hóa"
HAM_THUAN_NAM = "huyện Hàm Thuận Nam"
STAMP = "DỮ LIỆU MINH HỌA"
