"""A column of Arrow's type "string view", as Polars exports it, made by hand."""

import ctypes
import struct
from typing import Any

_INLINE_SIZE_MAX = 12

_Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class _Schema(ctypes.Structure):
    _fields_ = (
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_char_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", _Release),
        ("private_data", ctypes.c_void_p),
    )


class _Array(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_char_p)),
        ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p),
        ("release", _Release),
        ("private_data", ctypes.c_void_p),
    )


def _view(text: bytes, long_texts: bytearray) -> bytes:
    if len(text) <= _INLINE_SIZE_MAX:
        return struct.pack("<i12s", len(text), text)
    long_texts += text
    return struct.pack("<i4sii", len(text), text[:4], 0, len(long_texts) - len(text))


class ViewColumn:
    """Has to live as long as it is read. Counts what was given back."""

    def __init__(self, texts: list[str | None]) -> None:
        self.released = 0
        long_texts = bytearray()
        views = b"".join(_view((text or "").encode(), long_texts) for text in texts)
        valid = sum(1 << index for index, text in enumerate(texts) if text is not None)
        size = struct.pack("<q", len(long_texts))
        buffers = [valid.to_bytes(len(texts) // 8 + 1, "little"), views, bytes(long_texts), size]
        self._buffers = (ctypes.c_char_p * 4)(*buffers)
        self._release = _Release(self._count_release)
        self._schema = _Schema(format=b"vu", name=b"", release=self._release)
        self._array = _Array(
            length=len(texts), null_count=texts.count(None), n_buffers=4, buffers=self._buffers, release=self._release
        )

    def _count_release(self, _structure: int) -> None:
        self.released += 1

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        return _capsule(self._schema, b"arrow_schema"), _capsule(self._array, b"arrow_array")


def _capsule(structure: ctypes.Structure, name: bytes) -> Any:
    new = ctypes.pythonapi.PyCapsule_New
    new.restype = ctypes.py_object
    new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return new(ctypes.addressof(structure), name, None)
