#include "arrow_column.h"

#include <cstring>
#include <string>
#include <utility>

namespace onduty::bindings {
namespace {

constexpr std::int32_t kInlineSizeMax = 12;  // of a text view: such a text is in the view itself

template <class T>
T* pointer_in(const py::handle& capsule, const char* name) {
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) throw py::error_already_set();
  return static_cast<T*>(pointer);
}

// Takes it over, as the interface has it: the copy counts from now on.
template <class T>
T taken(T* source) {
  if (source->release == nullptr) throw py::value_error("the table was read already");
  T copy = *source;
  source->release = nullptr;
  return copy;
}

void take_stream(ArrowArrayStream& stream, ArrowData& data) {
  const auto check = [&](int code) {
    const char* problem = code == 0 ? nullptr : stream.get_last_error(&stream);
    if (code != 0) throw py::value_error(problem == nullptr ? "the table cannot be read" : problem);
  };
  check(stream.get_schema(&stream, &data.schema));
  for (;;) {
    ArrowArray part{};
    check(stream.get_next(&stream, &part));
    if (part.release == nullptr) return;
    data.parts.push_back(part);
  }
}

std::shared_ptr<ArrowData> take(const py::object& object) {
  auto data = std::make_shared<ArrowData>();
  if (py::hasattr(object, "__arrow_c_stream__")) {
    const py::object capsule = object.attr("__arrow_c_stream__")();
    take_stream(*pointer_in<ArrowArrayStream>(capsule, "arrow_array_stream"), *data);
    return data;
  }
  const py::tuple capsules = object.attr("__arrow_c_array__")();
  data->schema = taken(pointer_in<ArrowSchema>(capsules[0], "arrow_schema"));
  data->parts.push_back(taken(pointer_in<ArrowArray>(capsules[1], "arrow_array")));
  return data;
}

bool bit(const void* bits, std::int64_t index) {
  return (static_cast<const std::uint8_t*>(bits)[index / 8] >> (index % 8) & 1) != 0;
}

// The rows of a column that are together in memory.
struct Part {
  const ArrowArray* array;
  std::int64_t begin;  // in the array's buffers
  std::int64_t length;
};

template <class T>
T number_at(const void* buffer, std::int64_t index) {
  T value{};
  std::memcpy(&value, static_cast<const char*>(buffer) + index * static_cast<std::int64_t>(sizeof value), sizeof value);
  return value;
}

std::string_view bytes_at(const void* buffer, std::int64_t begin, std::int64_t size) {
  return {static_cast<const char*>(buffer) + begin, static_cast<std::size_t>(size)};
}

template <class Offset>
std::string_view by_offsets(const ArrowArray& array, std::int64_t index) {
  const auto begin = number_at<Offset>(array.buffers[1], index);
  return bytes_at(array.buffers[2], begin, number_at<Offset>(array.buffers[1], index + 1) - begin);
}

// A view is the size, then the text itself or its first four bytes, the number of its buffer and its place there.
std::string_view by_view(const ArrowArray& array, std::int64_t index) {
  const std::int64_t view = index * 4;
  const auto size = number_at<std::int32_t>(array.buffers[1], view);
  if (size <= kInlineSizeMax) return bytes_at(array.buffers[1], view * 4 + 4, size);
  const auto buffer = number_at<std::int32_t>(array.buffers[1], view + 2);
  return bytes_at(array.buffers[2 + buffer], number_at<std::int32_t>(array.buffers[1], view + 3), size);
}

Cell null_cell(const ArrowArray& /*array*/, std::int64_t /*index*/) { return {}; }

Cell bool_cell(const ArrowArray& array, std::int64_t index) {
  return {Cell::Kind::kBool, bit(array.buffers[1], index), {}};
}

Cell fixed_cell(const ArrowArray& array, std::int64_t index) {
  constexpr auto kSize = static_cast<std::int64_t>(Uuid::kSize);
  return {Cell::Kind::kBytes, false, bytes_at(array.buffers[1], index * kSize, kSize)};
}

template <Cell::Kind kKind, std::string_view (*kRead)(const ArrowArray&, std::int64_t)>
Cell text_cell(const ArrowArray& array, std::int64_t index) {
  return {kKind, false, kRead(array, index)};
}

using ReadCell = Cell (*)(const ArrowArray&, std::int64_t);

ReadCell reader_of(const ArrowSchema& schema) {
  const std::string_view format(schema.format);
  if (schema.dictionary != nullptr) throw py::type_error("is dictionary-encoded, which is not read; cast it to text");
  if (format == "n") return null_cell;
  if (format == "b") return bool_cell;
  if (format == "w:16") return fixed_cell;
  if (format == "u") return text_cell<Cell::Kind::kText, by_offsets<std::int32_t>>;
  if (format == "U") return text_cell<Cell::Kind::kText, by_offsets<std::int64_t>>;
  if (format == "vu") return text_cell<Cell::Kind::kText, by_view>;
  if (format == "z") return text_cell<Cell::Kind::kBytes, by_offsets<std::int32_t>>;
  if (format == "Z") return text_cell<Cell::Kind::kBytes, by_offsets<std::int64_t>>;
  if (format == "e" || format == "f" || format == "g") {
    throw py::type_error(
        "holds floating-point numbers, as pandas makes of flags with gaps; make it booleans, in pandas by "
        ".astype('boolean')");
  }
  throw py::type_error("has the Arrow type " + std::string(format) + ", which is not read");
}

class ArrowColumn final : public Column {
 public:
  ArrowColumn(std::shared_ptr<ArrowData> data, ReadCell read, std::vector<Part> parts)
      : data_(std::move(data)), read_(read), parts_(std::move(parts)) {
    for (const Part& part : parts_) size_ += static_cast<std::size_t>(part.length);
  }

  std::size_t size() const override { return size_; }

  Cell cell(std::size_t row) override {
    while (row - begin_ >= static_cast<std::size_t>(parts_[part_].length)) {
      begin_ += static_cast<std::size_t>(parts_[part_].length);
      ++part_;
    }
    const ArrowArray& array = *parts_[part_].array;
    const std::int64_t index = parts_[part_].begin + static_cast<std::int64_t>(row - begin_);
    const bool is_null =
        array.null_count != 0 && array.n_buffers > 0 && array.buffers[0] != nullptr && !bit(array.buffers[0], index);
    return is_null ? Cell() : read_(array, index);
  }

 private:
  const std::shared_ptr<ArrowData> data_;
  const ReadCell read_;
  const std::vector<Part> parts_;
  std::size_t size_ = 0;
  std::size_t part_ = 0;   // of the row asked for last
  std::size_t begin_ = 0;  // the part's first row
};

}  // namespace

ArrowData::~ArrowData() {
  for (ArrowArray& part : parts) part.release(&part);
  if (schema.release != nullptr) schema.release(&schema);
}

ArrowTable::ArrowTable(const py::object& table) : data_(take(table)) {
  if (std::string_view(data_->schema.format) != "+s") throw py::type_error("An Arrow table is wanted, with columns.");
}

std::size_t ArrowTable::column_count() const { return static_cast<std::size_t>(data_->schema.n_children); }

std::string_view ArrowTable::column_name(std::size_t index) const {
  const char* name = data_->schema.children[index]->name;
  return name == nullptr ? std::string_view() : name;
}

std::unique_ptr<Column> ArrowTable::column(std::size_t index) const {
  std::vector<Part> parts;
  for (const ArrowArray& part : data_->parts) {
    const ArrowArray* child = part.children[index];
    parts.push_back({child, child->offset + part.offset, part.length});
  }
  return std::make_unique<ArrowColumn>(data_, reader_of(*data_->schema.children[index]), std::move(parts));
}

std::unique_ptr<Column> open_arrow_column(const py::object& array) {
  auto data = take(array);
  const ReadCell read = reader_of(data->schema);
  std::vector<Part> parts;
  for (const ArrowArray& part : data->parts) parts.push_back({&part, part.offset, part.length});
  return std::make_unique<ArrowColumn>(std::move(data), read, std::move(parts));
}

}  // namespace onduty::bindings
