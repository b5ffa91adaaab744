"""`update_many` of columns: NumPy's arrays, and what has Arrow's C interface (Q6)."""

from typing import Any

import nanoarrow as na
import numpy as np
import pytest

import onduty
from tests.database_fixtures import Unchanged
from tests.documents import JANE, LUNCH, MATTEO, NOBODY, NORA
from tests.python.arrow_views import ViewColumn

USERS = [JANE, MATTEO, NORA]


def outcomes(results: onduty.BulkResults) -> list[str]:
    return [result.code or result.outcome for result in results]


def as_bytes(uuids: list[str]) -> list[bytes]:
    return [bytes.fromhex(uuid) for uuid in uuids]


NUMPY_UUIDS = [
    np.array(USERS),
    np.array(USERS, dtype="S"),
    np.array(USERS, dtype=object),
    np.frombuffer(b"".join(as_bytes(USERS)), dtype="V16"),
    np.frombuffer(b"".join(as_bytes(USERS)), dtype="S16"),
    USERS,
]


@pytest.mark.parametrize("uuids", NUMPY_UUIDS, ids=lambda uuids: str(getattr(uuids, "dtype", "list")))
def test_q6_numpy_columns(acme: onduty.Account, uuids: Any) -> None:
    columns = {"uuid": uuids, "available": np.array([False, False, True]), "reason": np.array(["ä€😀", "b", "c"])}
    results = acme.update_many(columns)
    assert outcomes(results) == ["changed"] * 3
    assert [result.user for result in results] == USERS
    assert [acme.status(user).available for user in USERS] == [False, False, True]
    assert acme.history(JANE)[-1].reason == "ä€😀"


def test_q6_numpy_columns_need_not_be_contiguous(acme: onduty.Account) -> None:
    uuids = np.array([JANE, NOBODY, MATTEO, NOBODY])[::2]
    assert outcomes(acme.update_many({"uuid": uuids, "available": np.array([True, False])[::-1]})) == [
        "changed",
        "unchanged",
    ]


def test_q6_a_cell_that_is_wrong_is_refused_alone(acme: onduty.Account) -> None:
    columns = {"uuid": [JANE, "jane", None, MATTEO], "available": [False, True, True, "yes"]}
    results = acme.update_many(columns)
    assert outcomes(results) == ["changed", "invalid_params", "invalid_params", "invalid_params"]
    surrogate = np.array([0xD800], dtype="<u4").view("U1")
    results = acme.update_many({"uuid": [JANE], "available": [True], "reason": surrogate})
    assert outcomes(results) == ["invalid_params"]


def test_q6_no_value_leaves_alone_and_unassigns(acme: onduty.Account) -> None:
    acme.update_many({"uuid": USERS, "custom_status_uuid": [LUNCH] * 3})
    results = acme.update_many(
        {"uuid": USERS, "available": [None, False, None], "custom_status_uuid": [None, LUNCH, LUNCH]}
    )
    assert outcomes(results) == ["changed", "changed", "unchanged"]
    assert acme.status(JANE).custom_status is None
    assert acme.status(JANE).available


@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({"available": [True]}, ["uuid"]),
        ({"uuid": [JANE], "available": [True, False]}, ["available"]),
        ({"uuid": [JANE], "colour": ["red"], "available": 5}, ["colour", "available"]),
        ({"uuid": JANE}, ["uuid"]),
        ({"uuid": na.array([1], na.int32())}, ["uuid"]),
    ],
    ids=str,
)
def test_q6_columns_that_cannot_be_are_refused(
    acme: onduty.Account, unchanged: Unchanged, columns: dict[str, Any], refused: list[str]
) -> None:
    with unchanged(), pytest.raises(onduty.InvalidParamsError) as error:
        acme.update_many(columns)
    assert list(error.value.params) == refused


def table(**columns: Any) -> Any:
    """One batch, as `__arrow_c_array__` gives it."""
    arrays = {name: na.c_array(values, schema) for name, (values, schema) in columns.items()}
    length = len(next(iter(arrays.values())))
    schema = na.struct({name: array.schema for name, array in arrays.items()})
    return na.c_array_from_buffers(schema, length, [None], children=list(arrays.values()))


UUID_TYPES = {
    "string": (USERS, na.string()),
    "large string": (USERS, na.large_string()),
    "16 bytes": (as_bytes(USERS), na.fixed_size_binary(16)),
    "binary": (as_bytes(USERS), na.binary()),
    "large binary": (as_bytes(USERS), na.large_binary()),
}


@pytest.mark.parametrize("uuids", UUID_TYPES.values(), ids=UUID_TYPES)
def test_q6_an_arrow_batch(acme: onduty.Account, uuids: Any) -> None:
    batch = table(uuid=uuids, available=([False, None, True], na.bool_()), reason=(["a", None, None], na.string()))
    results = acme.update_many(batch)
    assert [result.user for result in results] == USERS
    assert outcomes(results) == ["changed", "invalid_params", "changed"]  # Matteo's asks for nothing
    assert acme.history(JANE)[-1].reason == "a"


def test_q6_short_and_long_texts_of_a_view(acme: onduty.Account) -> None:
    reasons: list[str | None] = ["short", "a reason of more than twelve bytes", None]
    columns: dict[str, Any] = {
        "uuid": ViewColumn([*USERS]),
        "available": [False, False, True],
        "reason": ViewColumn(reasons),
    }
    assert outcomes(acme.update_many(columns)) == ["changed"] * 3
    assert [acme.history(user)[-1].reason for user in USERS] == reasons
    assert [columns[name].released for name in ("uuid", "reason")] == [2, 2]


def test_q6_an_arrow_stream_of_several_batches(acme: onduty.Account) -> None:
    batches = [
        table(uuid=([JANE], na.string()), available=([False], na.bool_())),
        table(uuid=(USERS[1:], na.string()), available=([False, True], na.bool_())),
    ]
    stream = na.Array.from_chunks(batches)
    assert hasattr(stream, "__arrow_c_stream__")
    assert outcomes(acme.update_many(stream)) == ["changed"] * 3


def test_q6_arrow_arrays_as_columns(acme: onduty.Account) -> None:
    flags = na.c_array([True, False, False, True], na.bool_())[1:]  # with an offset
    results = acme.update_many({"uuid": na.Array(USERS, na.string()), "available": flags})
    assert outcomes(results) == ["changed"] * 3


def test_q6_an_arrow_array_that_is_no_table(acme: onduty.Account) -> None:
    with pytest.raises(TypeError, match="table"):
        acme.update_many(na.Array([1], na.int32()))


class Labelled:
    """A column whose subscripts are labels, not places, as those of a sorted pandas Series are."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, label: int) -> Any:
        return self._values[len(self._values) - 1 - label]

    def __iter__(self) -> Any:
        return iter(self._values)


def test_q6_rows_are_places_whatever_subscripts_mean(acme: onduty.Account) -> None:
    acme.update_many({"uuid": Labelled(USERS), "available": np.array([False, True, True])})
    assert [acme.status(user).available for user in USERS] == [False, True, True]


def test_q6_floating_point_flags_are_refused_with_the_remedy(acme: onduty.Account) -> None:
    flags = na.c_array([1.0, 0.0, None], na.float64())
    with pytest.raises(onduty.InvalidParamsError, match=r"floating-point .*astype\('boolean'\)"):
        acme.update_many({"uuid": na.Array(USERS, na.string()), "available": flags})
