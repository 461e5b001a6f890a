from tender_flow.tui.keys import Deed, TypingGate, find, in_force
from tender_flow.tui.widgets.keybar import arrange


class Clock:
    """Timers that run when the test says so."""

    def __init__(self):
        self.waiting = []

    def set(self, seconds, then):
        self.waiting.append(then)
        return self

    def stop(self):
        self.waiting.clear()

    def ring(self):
        waiting, self.waiting = self.waiting, []
        for then in waiting:
            then()


def gate():
    acted, said, clock = [], [], Clock()
    return TypingGate(acted.append, lambda: said.append("box"), clock.set), acted, said, clock


def test_a_single_letter_acts_after_a_moment():
    typing, acted, said, clock = gate()
    typing.take("n")
    assert acted == []
    clock.ring()
    assert (acted, said) == (["n"], [])


def test_letters_that_arrive_quickly_do_nothing_and_the_person_is_told():
    typing, acted, said, clock = gate()
    for letter in "staff":
        typing.take(letter)
    clock.ring()
    assert (acted, said) == ([], ["box"])
    typing.take("n")
    clock.ring()
    assert acted == ["n"]


def test_the_same_letter_again_is_a_held_key_and_acts():
    typing, acted, _said, clock = gate()
    typing.take("n")
    typing.take("n")
    clock.ring()
    assert acted == ["n", "n"]


def test_another_key_lets_the_letter_that_is_held_back_act_first():
    typing, acted, _said, clock = gate()
    typing.take("3")
    typing.flush()
    assert acted == ["3"]
    clock.ring()
    assert acted == ["3"]


def deed(key, word="does it", **more):
    return Deed((key,), word, "Does it", lambda _key: None, **more)


def test_a_key_means_the_first_deed_that_has_it():
    first, second = deed("enter"), deed("enter")
    assert find([first, second], "enter", in_box=False) is first


def test_in_a_box_only_deeds_for_boxes_act():
    assert find([deed("n")], "n", in_box=True) is None
    out = deed("escape", in_box=True)
    assert find([deed("n"), out], "escape", in_box=True) is out


def test_a_deed_whose_keys_are_taken_is_in_no_key_bar():
    first, hidden, other = deed("escape"), deed("escape"), deed("n")
    assert in_force([first, hidden, other], in_box=False) == [first, other]


def test_the_key_bar_has_two_lines_and_keeps_the_last_two_entries():
    deeds = [deed(key, "a rather long description") for key in "abcdefgh"]
    lines = arrange(deeds, 78)
    assert len(lines) == 2
    assert [each.keys for each in lines[-1][-2:]] == [("g",), ("h",)]
