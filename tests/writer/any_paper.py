"""Any content the classes accept, for the laws."""

from hypothesis import strategies as st

from tuquan.marks import Mark, to_tag
from tuquan.writer import (
    Appendix,
    Blank,
    Heading,
    Letterhead,
    Number,
    PaperContent,
    Paragraph,
    Signature,
    Table,
    Text,
)

_all = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=15
)
_typed = st.text("aăâbcdđeêôơưếộ 0123.,#$*_-+=<>&\"'\\[]{}()/@~`", max_size=25)
words = _typed | _all
some_words = st.builds(str.__add__, st.sampled_from("xĐ#-<[*"), words)

numbers = st.builds(
    Number,
    shown=some_words,
    tag=st.builds(to_tag, st.builds(Mark, st.sampled_from(["a", "schemes_founded"]), st.integers(0, 99),
                                    st.integers(0, 99), st.none() | st.integers(0, 99))),
    label=some_words,
)  # fmt: skip
inlines = st.builds(Text, words, st.booleans(), st.booleans()) | numbers | st.builds(Blank, some_words)
several_inlines = st.lists(inlines, max_size=4).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))

    def row(cells: st.SearchStrategy) -> st.SearchStrategy:
        return st.lists(cells, min_size=columns, max_size=columns).map(tuple)

    return Table(
        key=draw(words),
        caption=draw(words),
        header=draw(row(words)),
        rows=draw(st.lists(row(several_inlines), max_size=3).map(tuple)),
        widths=draw(row(st.integers(1, 9))),
        aligns=draw(row(st.sampled_from(["left", "center", "right"]))),
    )


blocks = st.lists(
    st.builds(Heading, st.integers(1, 3), some_words)
    | st.builds(Paragraph, words, several_inlines, st.sampled_from(["body", "grounds", "item"]))
    | tables(),
    min_size=1,
    max_size=5,
).map(tuple)

papers = st.builds(
    PaperContent,
    letterhead=st.builds(
        Letterhead, words, some_words, st.none() | words, some_words, some_words, st.none() | st.dates()
    ),
    type_name=some_words,
    subject=some_words,
    addressees=st.lists(some_words, max_size=3).map(tuple),
    blocks=blocks,
    signature=st.builds(Signature, st.lists(some_words, min_size=1, max_size=3).map(tuple), words),
    recipients=st.lists(some_words, max_size=3).map(tuple),
    appendix=st.lists(st.builds(Appendix, some_words, words, blocks, st.booleans()), max_size=2).map(tuple),
    demonstration=st.booleans(),
)
