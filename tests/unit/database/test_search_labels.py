import itertools

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.database.search_labels import GAP, has_room, spread, stretch

CENTRE = 1 << 39
ENDS = st.none() | st.integers(CENTRE, CENTRE + 10_000)


@given(ENDS, ENDS, st.integers(1, 200))
def test_labels_rise_between_their_ends(low: int | None, high: int | None, count: int) -> None:
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    if not has_room(low, high, count):
        assert low is not None
        assert high is not None
        assert high - low - 1 < count
        return
    labels = spread(low, high, count, CENTRE)
    assert len(labels) == count
    assert all(before < after for before, after in itertools.pairwise(labels))
    assert low is None or low < labels[0]
    assert high is None or labels[-1] < high


def test_one_label_halves_the_gap() -> None:
    assert spread(0, GAP, 1, CENTRE) == [GAP // 2]


def test_labels_without_neighbours_lie_around_the_centre() -> None:
    assert spread(None, None, 3, CENTRE) == [CENTRE - GAP * 3 // 2, CENTRE - GAP // 2, CENTRE + GAP // 2]


def test_longer_stretches_ask_for_wider_gaps() -> None:
    reaches, gaps = zip(*map(stretch, range(6)), strict=True)
    assert reaches == (8, 32, 128, 512, 2048, 8192)
    assert all(narrow < wide for narrow, wide in itertools.pairwise(gaps))
    assert gaps[0] > 1
    assert gaps[-1] < GAP
