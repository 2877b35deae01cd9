"""Sắp xếp đơn vị: every recorded change of units, and the procedure that makes one.

Who opens what, and in how many clicks from « Đơn vị »:

- The superior officer, on the day when a resolution arrives. « Sắp xếp đơn vị » (1), « Ghi thay đổi mới » (2): the
  act and what happens (3); the names, pasted from the resolution or typed (4): the draft with everything that it
  touches. Further things in the same act: one page each. Where something could go to several units, its heir is
  chosen right there, one by one or all at once.
- The head, on the act's day. Opens the draft (2), reads « Chưa ghi gì. Khi thực hiện: … », presses, and is asked
  once (4). Undoing: the same page, with a reason, as long as nothing rests on it.
- The commune's officer: the same for hamlets of the own commune, alone.
- Anybody with a question about the past: the list, its acts, before → after, the file, an Excel of exactly this (2).
"""
