#include "buffer_column.h"

#include <cstring>
#include <string>
#include <utility>

namespace onduty::bindings {
namespace {

constexpr char kCodePointFormat = 'w';  // NumPy's text: four bytes a character, filled up with zeros

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

bool is_character(std::uint32_t point) { return point < 0x110000 && (point < 0xD800 || point > 0xDFFF); }

class BufferColumn final : public Column {
 public:
  BufferColumn(py::buffer_info buffer, char format) : buffer_(std::move(buffer)), format_(format) {}

  std::size_t size() const override { return static_cast<std::size_t>(buffer_.shape[0]); }

  Cell cell(std::size_t row) override {
    const char* item = static_cast<const char*>(buffer_.ptr) + static_cast<py::ssize_t>(row) * buffer_.strides[0];
    if (format_ == '?') return {Cell::Kind::kBool, *item != 0, {}};
    const auto size = static_cast<std::size_t>(buffer_.itemsize);
    if (format_ == kCodePointFormat) return text_of(item, size / sizeof(std::uint32_t));
    // NumPy takes zeros at the end of S for filling; a uuid's own zeros are part of it.
    if (format_ == 's' && size != Uuid::kSize) return {Cell::Kind::kBytes, false, {item, ::strnlen(item, size)}};
    return {Cell::Kind::kBytes, false, {item, size}};
  }

 private:
  Cell text_of(const char* item, std::size_t length_max) {
    text_.clear();
    for (std::size_t i = 0; i < length_max; ++i) {
      std::uint32_t point = 0;
      std::memcpy(&point, item + i * sizeof point, sizeof point);
      if (point == 0) break;
      if (!is_character(point)) return {Cell::Kind::kOther, false, {}};
      append_utf8(text_, point);
    }
    return {Cell::Kind::kText, false, text_};
  }

  const py::buffer_info buffer_;
  const char format_;
  std::string text_;  // of the cell at hand
};

}  // namespace

std::unique_ptr<Column> open_buffer_column(const py::object& values) {
  if (!PyObject_CheckBuffer(values.ptr()) || PyBytes_Check(values.ptr())) return nullptr;
  py::buffer_info buffer;
  try {
    buffer = py::reinterpret_borrow<py::buffer>(values).request();
  } catch (const py::error_already_set& error) {
    if (!error.matches(PyExc_Exception)) throw;
    return nullptr;  // such as NumPy's dates, which have no format as a buffer; they are read one by one
  }
  const char format = buffer.format.empty() ? '\0' : buffer.format.back();
  const bool known = format == '?' || format == 's' || format == 'x' || format == kCodePointFormat;
  if (buffer.ndim != 1 || !known || buffer.format.front() == '>') return nullptr;
  return std::make_unique<BufferColumn>(std::move(buffer), format);
}

}  // namespace onduty::bindings
