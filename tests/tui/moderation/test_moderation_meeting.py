"""The meeting on the screen: agreeing, adopting, assents, who is here, closing."""

from builders import REF
from moderation_builders import BEACON, ELM, MEDWAY, agenda
from screens import press, saved, text_of, until, write
from textual.events import Key

from tender_flow.services import moderation
from tender_flow.tui.moderation.item import ItemPage
from tender_flow.tui.moderation.room import RoomPage

SIZE = (80, 24)


async def at_item(pilot, table, question="safeguarding", bidder=ELM):
    """Opens an item from the agenda."""
    await pilot.pause()
    pilot.app.screen.open(table.answer(question, bidder))
    await until(pilot, lambda: isinstance(pilot.app.screen, ItemPage))
    await until(pilot, pilot.app.screen.ready.is_set)


async def test_from_opening_an_item_to_each_members_word_takes_at_most_twelve_keys(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen._point_at(app.agenda.item(table.answer()))
        keys = ["enter", "3", "tab"]
        await press(pilot, *keys)
        await write(pilot, "Meets it in all main respects; minor gaps.")
        after = ["tab", "enter", "down", "enter", "down", "enter", "down", "enter"]
        await press(pilot, *after)
        await saved(pilot)
        assert "Each member was asked." in app.screen.message
    assert len(keys) + len(after) <= 12
    item = table.item()
    assert (item.agreed.mark, item.agreed.route) == (3, "discussed")
    assert item.agreed.reason == "Meets it in all main respects; minor gaps."
    assert [one.choice for one in item.agreed.assents] == ["agrees"] * 4


async def test_a_mark_without_its_reason_is_not_recorded_and_the_header_says_so(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3")
        assert "Not recorded yet !" in text_of(app)
        await press(pilot, "tab", "tab")
        assert "has no reason yet" in app.screen.message
        await press(pilot, "u")
        assert "Not recorded yet !" not in text_of(app)
    assert table.item().agreed is None


async def test_adopting_takes_the_rules_mark_and_a_members_reason(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table, "mobilisation", ELM)
        assert "The published rule (median) gives 4 Very good." in text_of(app)
        await press(pilot, "enter", "enter")
        await write(pilot, " Agreed by all")
        await press(pilot, "tab", "enter")
        await saved(pilot)
    agreed = table.item("mobilisation").agreed
    assert (agreed.route, agreed.rule, agreed.reason_from) == (
        "adopted", "median", table.case.members[0],
    )  # fmt: skip
    assert "Agreed by all" in agreed.reason
    assert agreed.assents[0].choice == "agrees"


async def test_an_even_split_is_not_offered_for_adoption(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table, "children", ELM)
        assert "even split" in text_of(app)
        assert "published rule" not in text_of(app)
        await press(pilot, "enter")
        assert "THE AGREED MARK" in text_of(app)
        await press(pilot, "down", "enter")
        assert "AGREED MARK: 1 Poor" in text_of(app)


async def test_a_mark_off_the_scale_changes_nothing(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "7")
        assert app.screen.message == (
            "7 is not on this scale. Nothing has changed. Give one of: 0, 1, 2, 3, 4, 5."
        )


async def test_a_dissent_is_recorded_only_with_its_words(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        await write(pilot, "Minor gaps.")
        await press(pilot, "tab", "enter", "enter", "tab", "enter")
        assert "nothing is recorded without words" in app.screen.message
        await write(pilot, "It deserves a 2.")
        await press(pilot, "tab", "enter")
        await saved(pilot)
        assert "Khan disagrees: It deserves a 2." in text_of(app)
        await press(pilot, "enter")
        await saved(pilot)
    assert [one.choice for one in table.item().agreed.assents] == [
        "not_present", None, None, None,
    ]  # fmt: skip
    with table.office.reading(REF) as reading:
        kept = [(row["choice"], row["reason"]) for row in reading.of("assent")]
    assert kept[1] == ("disagrees", "It deserves a 2.")


async def test_who_is_not_in_the_room_can_only_be_not_present(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "r", "enter")
        await saved(pilot)
        await press(pilot, "escape", "3", "tab")
        await write(pilot, "Minor gaps.")
        await press(pilot, "tab", "enter")
        await saved(pilot)
    assert table.item().agreed.assents[0].choice == "not_present"


async def test_without_the_quorum_nothing_is_agreed_and_no_word_is_lost(table):
    for member in table.case.members[:2]:
        moderation.attend(table.office, REF, round_name="written", member=member, here=False)
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        await write(pilot, "Minor gaps.")
        await press(pilot, "tab")
        await saved(pilot)
        assert "Members in the room: 2; the quorum is 3." in app.screen.message
        assert app.drafts[table.answer()].reason == "Minor gaps."
        assert "Not recorded yet !" in text_of(app)
    assert table.item().agreed is None


async def test_a_recorded_mark_changes_only_with_a_reason_and_both_stay(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        await write(pilot, "Minor gaps.")
        await press(pilot, "tab")
        await saved(pilot)
        await press(pilot, "escape", "4")
        assert "WHY DOES IT CHANGE FROM 3 TO 4?" in text_of(app)
        await write(pilot, "Paragraph 2 was read again.")
        await press(pilot, "tab", "enter", "tab")
        await saved(pilot)
    item = table.item()
    assert (item.agreed.mark, [one.mark for one in item.earlier]) == (4, [3])
    assert item.agreed.change_reason == "Paragraph 2 was read again."


async def test_a_query_is_opened_from_the_meeting_and_holds_its_closing(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "a")
        await write(pilot, "How many staff at night?")
        await press(pilot, "tab", "enter")
        await saved(pilot)
        assert "Query open: How many staff at night?" in text_of(app)
        await press(pilot, "escape")
        assert "query open !" in text_of(app)
        assert "1 query open" in text_of(app)
    assert table.item().open_queries == ("How many staff at night?",)


async def test_a_conflicted_member_has_no_mark_and_no_word(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table, "safeguarding", BEACON)
        screen = text_of(app)
        assert "Out of the room for this item (conflict)." in screen
        assert "In the room: Khan, Okafor, Evans." in screen
        await press(pilot, "enter", "enter", "tab")
        await saved(pilot)
        members = [name for _member, name, _choice in app.screen._members()]
    assert members == ["Khan", "Okafor", "Evans"]


async def test_the_question_view_shows_no_average_total_price_or_other_bidder(table):
    app = table.app()
    for size in ((80, 24), (160, 48)):
        app = table.app()
        async with app.run_test(size=size) as pilot:
            await at_item(pilot, table)
            screen = text_of(app).lower()
        assert not [word for word in ("average", "mean", "total", "price ", "£") if word in screen]
        assert MEDWAY.lower() not in screen
        assert BEACON.lower() not in screen


async def test_coming_and_going_is_recorded_with_the_time(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "r")
        assert isinstance(app.screen, RoomPage)
        await press(pilot, "enter")
        await saved(pilot)
        assert "left at 10:02" in text_of(app)
        assert "quorum 3 · here 3 · met" in text_of(app)
        await press(pilot, "enter")
        await saved(pilot)
    assert [one.state for one in agenda(table.office).attendance][-2:] == ["left", "here"]


async def test_names_from_outside_are_shown_as_they_are(table):
    name = "[red]Refuge & Söhne [S1] שלום of the very long name of sixty letters"
    with table.office.deed("bids.import", REF) as deed:
        row = next(one for one in deed.of("supplier") if one["name"] == ELM)
        deed.update("supplier", row["id"], name=name)
    app = table.app()
    async with app.run_test(size=(120, 30)) as pilot:
        await at_item(pilot, table)
        assert name in text_of(app)


async def everything_agreed(table):
    for item in agenda(table.office).items:
        common = {"round_name": "written", "answer": item.answer}
        mark = item.adoption.mark or item.marks[0].mark
        moderation.agree(table.office, REF, mark=mark, reason="Minor gaps.",
                         adopt=item.adoption.may_be_adopted, **common)  # fmt: skip
        for one in item.marks:
            if one.state != "conflict":
                moderation.assent(
                    table.office, REF, member=one.member, choice="agrees", **common
                )  # fmt: skip


async def test_what_is_open_stops_the_closing_and_enter_goes_there(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "s")
        assert "The meeting cannot close yet" in text_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ItemPage)
        assert app.screen.answer == app.agenda.items[0].answer


async def test_closing_locks_the_marks_and_leaves_a_printed_record(table):
    await everything_agreed(table)
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Nothing. Press s to close the meeting." in text_of(app)
        await press(pilot, "s")
        assert "9 marks agreed: 4 discussed, 5 adopted. Nobody dissented." in text_of(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "The meeting is closed" in text_of(app))
        assert "Check code" in text_of(app)
        await press(pilot, "enter")
        assert "The record is in" in app.screen.message
    found = agenda(table.office)
    assert found.closed
    text = (table.path.parent / "kent-da-meeting-written-1.txt").read_text(encoding="utf-8")
    assert "Rehearsal: not a real procurement" in text
    assert "2  Amina Khan, Kent Probation" in text
    assert "Agreed mark 3 Good, discussed" in text
    assert "Carys Evans: agrees" in text
    assert "came" in text
    assert found.head in text


async def test_after_closing_nothing_changes_until_an_item_is_opened_again(table):
    await everything_agreed(table)
    moderation.close(table.office, REF, round_name="written")
    app = table.app("written")
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "4")
        assert "The meeting is closed." in app.screen.message
        deed = next(one for one in app.screen.deeds() if one.says.startswith("Open this item"))
        deed.do("")
        await pilot.pause()
        await write(pilot, "A page was missed.")
        await press(pilot, "tab", "enter")
        await saved(pilot)
        assert "Reopened: A page was missed." in text_of(app)
    assert table.item().state == "reopened"


async def test_a_meeting_is_opened_with_its_quorum_and_goes_to_who_is_here(before):
    app = before.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "How many of the 4 evaluators" in text_of(app)
        await press(pilot, "tab", "tab", "tab", "enter")
        assert app.screen.message == "Type the quorum as a number first."
        await write(pilot, "3")
        await press(pilot, "enter", "tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, RoomPage))
        await saved(pilot)
    found = agenda(before.office)
    assert (found.quorum, found.meeting.chair, found.here) == (3, "R. Price", ())


async def test_without_anything_to_discuss_the_agenda_says_so(table):
    await everything_agreed(table)
    with table.office.reading(REF) as reading:
        assert reading.of("agreed_mark")
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        assert "Every item is agreed" in app.screen.message


async def test_letters_typed_within_milliseconds_before_tab_belong_to_the_reason(table):
    app = table.app()
    words = "Meets it in all main respects, with minor gaps. " * 2
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        for letter in words.strip():
            app.post_message(Key("space" if letter == " " else letter, letter))
        app.post_message(Key("tab", None))
        await until(pilot, lambda: "Agreed mark 3." in app.screen.message)
        await saved(pilot)
    assert table.item().agreed.reason == words.strip()


async def test_comparing_words_are_pointed_out_while_the_panels_reason_is_written(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        await write(pilot, "Weaker than Medway Refuge at night.")
        await until(pilot, lambda: "Look again" in app.screen.message)
        assert "this names Medway Refuge. Judge against the scheme" in app.screen.message
        await press(pilot, "tab")
        await saved(pilot)
        await until(pilot, lambda: "Agreed mark 3. Look again" in app.screen.message)
    assert table.item().agreed.reason == "Weaker than Medway Refuge at night."


async def test_a_reason_without_anything_to_look_at_is_recorded_as_before(table):
    app = table.app()
    async with app.run_test(size=SIZE) as pilot:
        await at_item(pilot, table)
        await press(pilot, "3", "tab")
        await write(pilot, "The bid names a lead; nobody is on site at night.")
        app.screen._watch.look()
        assert "Look again" not in app.screen.message
        await press(pilot, "tab")
        await saved(pilot)
        assert app.screen.message == "Agreed mark 3. Saved. Ask each member: Enter."
