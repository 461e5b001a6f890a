"""The whole way of a panel through the services and the real packs, on both databases."""

from panel_flow import SUPPLIERS, until_marks_in


def test_three_evaluators_come_from_invitation_to_marks_taken_in(database_url, tmp_path):
    flow = until_marks_in(database_url, tmp_path)
    with flow.lead.reading(flow.ref) as reading:
        marks = reading.of("mark")
        assert len(reading.of("tender", status="opened")) == len(SUPPLIERS)
        # 3 suppliers x 2 shared questions + 4 local answers, by each of 3 evaluators
        assert len(marks) == 3 * (3 * 2 + 4)
        assert {mark["value"] for mark in marks} == {30_000}
        assert len({mark["member"] for mark in marks}) == 3
