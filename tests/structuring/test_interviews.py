"""Interviews: the questions stand as headings, whoever marks them however."""

import pytest

from publisher.article import Passage, Role, Run
from publisher.structuring.headings import with_headings
from publisher.structuring.interviews import questions, said

ANSWER = "It was my mother’s bell before it was mine, and she rang it for forty years. " * 2
LONG_QUESTION = (
    "You have said that nobody was ever left on the far side, and yet the board in the hut tells "
    "of a winter when the boat did not go out for nine days. What happened to those who waited?"
)


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(texts))


def asked(*texts: str) -> list[str]:
    made = passages(*texts)
    return [made[place].text for place in sorted(questions(made))]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Q) ", "A) "),
        ("Question: ", "Answer: "),
        ("Frage: ", "Antwort: "),
        ("问：", "答："),
        ("Q：", "A："),
        ("س: ", "ج: "),
        ("Вопрос: ", "Ответ: "),
    ],
)
def test_a_turn_that_is_marked_as_a_question_is_a_heading(question: str, answer: str) -> None:
    """A listener finds the answer that she wants by it; a prompt may end without a mark."""
    turns = (f"{question}Who rings it?", f"{answer}{ANSWER}", f"{question}Tell me of the boat.")
    assert asked(*turns, f"{answer}{ANSWER}") == [turns[0], turns[2]]


def test_questions_stand_below_the_headings_between_them() -> None:
    """The interview has parts, and a part has questions."""
    turns = ("Q: Who rings it?", f"A: {ANSWER}", "Q: Who hears?", f"A: {ANSWER}")
    made = with_headings(passages(ANSWER, "The bell", ANSWER, *turns))
    levels = {each.text: each.level for each in made if each.role is Role.HEADING}
    assert levels == {"The bell": 2, "Q: Who rings it?": 3, "Q: Who hears?": 3}


def test_a_question_needs_no_mark_where_all_is_asked_and_answered() -> None:
    """Four short ones make an interview, in which a long one is asked as well."""
    short = ("Who rings it?", "And who hears?", "What do they pay?", "Who comes after you?")
    turns = [each for question in short for each in (question, ANSWER, ANSWER)]
    assert asked(*turns, LONG_QUESTION, ANSWER) == [*short, LONG_QUESTION]


def test_an_essay_that_asks_is_no_interview() -> None:
    """Its questions are few for its length, or are said by somebody."""
    assert asked(ANSWER, LONG_QUESTION, ANSWER) == []
    talk = [each for _ in range(5) for each in ("“Who rings?”", "“I do,” he said.")]
    assert asked(*talk) == []


def test_turns_under_the_names_of_those_who_speak_are_no_headings() -> None:
    """Both have names; what one asks is no more a heading than what the other says."""
    turns = [
        each
        for question in ("Who rings it?", "Who hears it?", "Who comes?")
        for each in (f"SPIEGEL: {question}", f"Oakshott: {ANSWER}")
    ]
    made = with_headings(passages(ANSWER, *turns))
    assert all(each.role is Role.BODY for each in made)
    assert said(made) == frozenset(range(1, 7))


def test_the_one_name_that_only_asks_is_an_interviewers() -> None:
    """Then the answers have no name, and the questions stand over them."""
    turns = [
        each
        for question in ("Who rings it?", "Who hears it?", "Who comes?")
        for each in (f"Courier: {question}", ANSWER)
    ]
    assert asked(ANSWER, *turns) == turns[::2]


def test_a_single_label_is_no_interview() -> None:
    """“Note: the bell is rung twice” is a note."""
    assert said(passages(ANSWER, "Note: the bell is rung twice.", ANSWER)) == frozenset()
