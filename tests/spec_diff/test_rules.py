"""Each rule finds its change, in words and with its weight, and is silent the other way round."""

from __future__ import annotations

import pytest

from tests.spec_diff.pairs_arguments import ARGUMENTS
from tests.spec_diff.pairs_facts import FACTS
from tests.spec_diff.pairs_fields import CLASSES, FIELDS
from tests.spec_diff.pairs_operations import OPERATIONS, Pair
from tests.spec_diff.pairs_values import value_pairs
from tools.spec_diff.changes import Change, Level
from tools.spec_diff.compare import RULES, changes_between

PAIRS: list[Pair] = [*OPERATIONS, *ARGUMENTS, *FACTS, *FIELDS, *CLASSES, *value_pairs()]
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])


@every_pair
def test_the_change_is_found(pair: Pair) -> None:
    """Its rule, how much it matters, where it is, and the sentence."""
    rule, level, where, text, before, after = pair

    found = [change for change in changes_between(before, after) if change.rule == rule]

    assert found == [Change(where, rule, Level(level), text)]


@every_pair
def test_the_way_back_is_another_change(pair: Pair) -> None:
    """What one rule finds, the opposite one finds the other way round: never the same sentence."""
    rule, _, _, text, before, after = pair

    back = changes_between(after, before)

    assert back
    assert text not in [change.text for change in back if change.rule == rule]


@every_pair
def test_without_a_change_nothing_is_found(pair: Pair) -> None:
    """A document compared with itself is silent, whatever is in it."""
    *_, before, after = pair

    assert changes_between(before, before) == []
    assert changes_between(after, after) == []


def test_every_rule_has_its_pair() -> None:
    """A rule that nothing tries is not there."""
    assert {pair[0] for pair in PAIRS} == set(RULES)


def test_there_are_no_two_rules_of_one_name() -> None:
    """An exception names a rule, so a name is one rule."""
    from tools.spec_diff.changes import FINE, rule

    with pytest.raises(ValueError, match="there are two rules endpoint-added"):
        rule("operation", "endpoint-added", FINE)(list)
