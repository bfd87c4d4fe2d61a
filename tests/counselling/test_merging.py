"""Two windows, one text: whatever was typed in either is there afterwards."""

from hypothesis import given
from hypothesis import strategies as st

from onward.counselling.merging import merged, merged_answers, merged_plans, rows_of

TEXT = st.text(max_size=60)
FILLED = TEXT.filter(str.strip)
ROW = st.dictionaries(st.sampled_from(["what", "where", "due_words", "obstacle", "response"]), FILLED, max_size=5)
BACK = st.sampled_from(["a" * 36, "b" * 36])


@st.composite
def plans(draw):
    rows = draw(st.lists(ROW, max_size=4))
    plan = {f"row-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}
    for key in draw(st.lists(BACK, max_size=2, unique=True)):
        plan[f"back-{key}-learned"] = draw(FILLED)
        plan[f"back-{key}-outcome"] = draw(st.sampled_from(["done", "taken", "dropped"]))
    return plan


@given(first=TEXT, second=TEXT)
def test_both_texts_are_in_what_is_merged(first, second):
    both = merged(first, second)

    assert first.strip() in both
    assert second.strip() in both


@given(first=TEXT, second=TEXT)
def test_merging_again_adds_nothing(first, second):
    both = merged(first, second)

    assert merged(both, second) == both
    assert merged(first, first) == first
    assert merged(first, "") == first


@given(first=st.dictionaries(st.sampled_from("abc"), TEXT), second=st.dictionaries(st.sampled_from("abc"), TEXT))
def test_every_answer_of_both_windows_stays(first, second):
    both = merged_answers(first, second)

    assert all(value.strip() in both[name] for answers in (first, second) for name, value in answers.items())


@given(first=plans(), second=plans())
def test_every_row_and_every_word_of_both_plans_stays(first, second):
    both = merged_plans(first, second)

    assert all(row in rows_of(both) for row in (*rows_of(first), *rows_of(second)))
    for plan in (first, second):
        assert all(value.strip() in both[name] for name, value in plan.items() if name.endswith("-learned"))
        assert all(name in both for name in plan if name.endswith("-outcome"))


@given(plan=plans())
def test_a_plan_with_itself_is_the_same_plan(plan):
    assert rows_of(merged_plans(plan, plan)) == [
        row for place, row in enumerate(rows_of(plan)) if row not in rows_of(plan)[:place]
    ]


def test_rows_move_up_and_halves_are_kept():
    typed = {"row-1-what": "Call", "row-3-due_on_day": "31", "row-4-what": " "}

    assert rows_of(typed) == [{"what": "Call"}, {"due_on_day": "31"}]
