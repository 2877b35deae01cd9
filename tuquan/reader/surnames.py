"""How a person's name is told from other capitalised words: by its family name, or by what goes before it."""

_SURNAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn lâm mai trịnh trương
cao hà tạ tô tôn tống thái thạch kim châu chu lương lưu lò vi vàng giàng sùng thào hờ mùa quàng cầm nông
triệu ma la khổng kiều quách văn phùng nghiêm ninh viên vương âu bạch cù doãn đàm đồng hứa khúc lã lục mạc
ngụy nhâm tăng thân tiêu ung uông hạng lầu lỳ vừ phàn chảo tẩn lèng cà tòng lường bạc đèo điêu sầm khương
liễu thiều trà siu ksor nay rơ rcom rmah kpă điểu lừu thò phí bế dư giáp hán hàn khuất lạng mã sái tào
thiệu tiết tưởng vòng
"""
SURNAMES = frozenset(_SURNAMES.split())

# Places whose first word is a family name as well.
_PLACES = """
hà nội, hà giang, hà nam, hà tĩnh, hà đông, thái bình, thái nguyên, cao bằng, lâm đồng, ninh bình, ninh thuận,
lạng sơn, đồng nai, đồng tháp, đồng hới, lai châu, mai châu, mai sơn, thạch thành, hoàng sa, cao lãnh, tô lịch
"""
PLACES = frozenset(place.strip() for place in _PLACES.split(","))

# A word that makes what follows the name of a place, road, body or school.
_PLACE_WORDS = """
xã phường tỉnh huyện quận thôn bản làng ấp đường phố trường thành thị trấn khu tổ cụm chợ cầu chùa đền đình
nhà sông núi đảo giáo họ công viên
"""
PLACE_WORDS = frozenset(_PLACE_WORDS.split())
# With one of these in the middle it is a person after all: "Trưởng Công an xã Nguyễn Văn A".
MIDDLE_NAMES = frozenset(("văn", "thị", "hữu", "đức", "đình", "xuân", "quang"))
