"""Five hundred mutated documents, always the same; `make soak` reads twenty thousand."""

from tests.reader import soak
from tests.reader.mutations import KINDS

TIMES = 500


def test_mutated_documents_are_read_or_refused_in_time_and_memory():
    outcome = soak.Outcome()
    for ended in soak.run(0, TIMES):
        outcome.add(ended)
    assert not outcome.faults, soak.report(outcome, soak.SEED)
    kinds = {kind for kind, _ in outcome.ends}
    assert kinds == set(KINDS)
    ends = {end for _, end in outcome.ends}
    assert {"read", "damaged", "unknown_encoding"} <= ends


def test_a_number_gives_the_same_document_again():
    assert soak.document(7) == soak.document(7)
    assert soak.document(7) != soak.document(8)


def test_a_page_of_many_kilometres_is_refused_before_it_takes_memory():
    from tests.reader import documents as made

    wide = made.handmade_pdf(made.stream(b"BT ET")).replace(b"0 0 595 842", b"0 2147483648 595 842")
    assert soak.end_of(wide) == "damaged"
