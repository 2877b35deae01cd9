"""The demonstration is never loaded over anybody's work."""

import pytest

from tests import factories
from tuquan.cli.demonstration import loading
from tuquan.cli.demonstration.command import load


@pytest.mark.django_db
def test_a_database_with_an_account_of_its_own_is_refused():
    factories.make_user()
    with pytest.raises(loading.HoldsRealData) as refused:
        load()
    assert refused.value.code == "holds_real_data"
    assert not loading.is_loaded()


@pytest.mark.django_db
def test_units_alone_are_no_work_of_anybody(tree):
    loading.refuse_real_data()
