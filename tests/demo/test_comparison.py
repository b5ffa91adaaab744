from demo.comparison import ABSENT, ComparedKey, compare, in_same_order


def test_equal_objects_are_the_same_key_by_key() -> None:
    rows = compare({"uuid": "a", "tags": []}, {"uuid": "a", "tags": []})
    assert rows == [ComparedKey("uuid", '"a"', '"a"'), ComparedKey("tags", "[]", "[]")]
    assert all(row.same for row in rows)


def test_other_values_and_other_types_differ() -> None:
    expected = {"number": 1, "flag": True, "text": "1"}
    answered = {"number": 1.0, "flag": 1, "text": 1}
    assert [row.key for row in compare(expected, answered) if not row.same] == ["number", "flag", "text"]


def test_keys_of_one_side_only_differ() -> None:
    rows = compare({"tags": []}, {"note": None})
    assert rows == [ComparedKey("tags", "[]", ABSENT), ComparedKey("note", ABSENT, "null")]
    assert not any(row.same for row in rows)


def test_the_order_of_keys_is_seen() -> None:
    assert in_same_order({"a": 1, "b": 2}, {"a": 3, "b": 4})
    assert not in_same_order({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not in_same_order({"a": 1}, {"a": 1, "b": 2})
