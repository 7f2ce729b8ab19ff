"""What a round learns about its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync import pace
from sync.pace import Pace


def test_a_quick_line_is_given_more_each_time_up_to_a_bound():
    learned = Pace()
    for _ in range(10):
        learned.envelope_took(100_000, 0.1)
        learned.piece_took(100_000, 0.1)

    assert (learned.envelope, learned.piece) == (pace.LARGEST_ENVELOPE, pace.LARGEST_PIECE)
    assert learned.rate == 1_000_000


def test_a_slow_line_is_given_less_and_a_broken_one_much_less():
    slow, broken = Pace(), Pace()
    slow.envelope_took(60_000, 20)
    broken.envelope_lost()

    assert pace.FIRST_ENVELOPE > slow.envelope > broken.envelope >= pace.SMALLEST_ENVELOPE
    assert broken.broke
    assert not slow.broke


def test_the_next_round_begins_where_this_one_ended():
    first = Pace()
    first.envelope_took(200_000, 0.1)
    first.piece_lost()

    second = Pace(first.envelope, first.piece, first.rate)

    assert (second.envelope, second.piece, second.rate) == (first.envelope, first.piece, first.rate)
    assert not second.broke


def test_a_short_answer_says_nothing_about_the_width_of_the_line():
    learned = Pace()
    learned.piece_took(300, 2.0)

    assert learned.rate == 0


HAPPENED = st.lists(
    st.tuples(st.sampled_from(["took", "lost"]), st.floats(0, 1_000), st.integers(0, 10**9)), max_size=40
)


@given(HAPPENED)
def test_whatever_happens_the_sizes_stay_within_their_bounds(happened):
    learned = Pace()
    for what, seconds, size in happened:
        if what == "lost":
            learned.envelope_lost()
            learned.piece_lost()
        else:
            learned.envelope_took(size, seconds)
            learned.piece_took(size, seconds)

    assert pace.SMALLEST_ENVELOPE <= learned.envelope <= pace.LARGEST_ENVELOPE
    assert pace.SMALLEST_PIECE <= learned.piece <= pace.LARGEST_PIECE
    assert learned.rate >= 0
