"""What lies below and across the communes: hamlets, facilities, groups of units.

Who opens what, and in how many clicks from the page of a unit:

- The commune's officer, on a phone or the office PC, once a year and whenever a hamlet changes. « Thôn, tổ dân phố »
  (1 click): the list of a day with households; one line adds a hamlet (type, name, press: 1); a row opens for a new
  count of households or a slip of the pen (2); 12 hamlets from Excel are pasted, looked at, taken (3).
- The same officer, on the afternoon when the people's council decides. « Sắp xếp thôn » (2): paste two columns, or
  write the new names beside the old ones, with the decision; press (1) for the draft and its preview, press to
  carry it out (1). Nothing changes before that last press.
- Whoever writes a scheme and wants the school's name. « Cơ quan, cơ sở » (1): search, what stands there, add, rename,
  move, close.
- The province's or district's officer. « Nhóm đơn vị » (1): clusters and former districts, on a day; members typed or
  pasted (2). The commune only reads those that it is in.
"""
