"""How much one document may hold. A year's report of a province with its tables is about a tenth of these."""

MAX_FILE_BYTES = 20 * 1024 * 1024
# What a docx may unpack to in all, and one of its XML parts; checked against the directory and while inflating.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PART_BYTES = 32 * 1024 * 1024
# Word's XML packs 10 to 30 times, long empty tables 100 times; deflate itself can reach 1032 times.
MAX_RATIO = 200
# Below this size a high ratio does no harm (an empty form of many rows).
RATIO_MATTERS_FROM = 4 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_XML_DEPTH = 200
MAX_XML_ELEMENTS = 2_000_000
MAX_PAGES = 500
# 14,400 points, five metres, is the most a pdf may say.
MAX_PAGE_POINTS = 200_000
MAX_BLOCKS = 60_000
MAX_CHARACTERS = 3_000_000
# Content of a pdf's streams, pictures not counted.
MAX_STREAM_BYTES = 64 * 1024 * 1024
