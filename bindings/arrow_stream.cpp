#include "arrow_stream.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "arrow.h"

namespace onduty::bindings {
namespace {

namespace py = pybind11;

constexpr std::size_t kBatchRows = 65'536;  // offsets of texts have 31 bits: that is room for 32 KB a row
constexpr std::int64_t kNullable = 2;       // ARROW_FLAG_NULLABLE

std::string format_of(const TableColumn& column) {
  struct Format {
    std::string operator()(const IntegerColumn& /*column*/) const { return "l"; }
    std::string operator()(const RealColumn& /*column*/) const { return "g"; }
    std::string operator()(const FlagColumn& /*column*/) const { return "b"; }
    std::string operator()(const TextColumn& /*column*/) const { return "u"; }
    std::string operator()(const InstantColumn& column) const { return "tsm:" + column.time_zone; }
  };
  return std::visit(Format(), column.data);
}

// What an ArrowSchema or ArrowArray refers to is in a Node of its own, which goes with it.
template <class Arrow>
struct Children {
  std::vector<Arrow> nodes;
  std::vector<Arrow*> pointers;

  explicit Children(std::size_t count) : nodes(count) {
    for (Arrow& node : nodes) pointers.push_back(&node);
  }
};

template <class Arrow>
void release_children(Arrow* parent) {
  for (std::int64_t i = 0; i < parent->n_children; ++i) {
    if (parent->children[i]->release != nullptr) parent->children[i]->release(parent->children[i]);
  }
}

struct SchemaParts {
  std::string format;
  std::string name;
  Children<ArrowSchema> children;
};

void release_schema(ArrowSchema* schema) {
  release_children(schema);
  delete static_cast<SchemaParts*>(schema->private_data);
  schema->release = nullptr;
}

SchemaParts& make_schema(ArrowSchema& schema, std::string format, std::string name, std::size_t children) {
  auto* parts = new SchemaParts{std::move(format), std::move(name), Children<ArrowSchema>(children)};
  schema = {parts->format.c_str(),
            parts->name.c_str(),
            nullptr,
            kNullable,
            static_cast<std::int64_t>(children),
            parts->children.pointers.data(),
            nullptr,
            release_schema,
            parts};
  return *parts;
}

void make_table_schema(const TableColumns& table, ArrowSchema& schema) {
  SchemaParts& parts = make_schema(schema, "+s", "", table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const TableColumn& column = table.columns[i];
    make_schema(parts.children.nodes[i], format_of(column), column.name, 0);
  }
}

struct ArrayParts {
  std::shared_ptr<const TableColumns> table;  // whose memory a buffer may be
  std::vector<std::uint8_t> validity;
  std::vector<std::uint8_t> bits;
  std::vector<std::int32_t> offsets;
  std::string text;
  std::array<const void*, 3> buffers{};
  Children<ArrowArray> children;
};

void release_array(ArrowArray* array) {
  release_children(array);
  delete static_cast<ArrayParts*>(array->private_data);
  array->release = nullptr;
}

ArrayParts& make_array(ArrowArray& array, std::shared_ptr<const TableColumns> table, std::size_t rows,
                       std::int64_t buffers, std::size_t children) {
  auto* parts = new ArrayParts{std::move(table), {}, {}, {}, {}, {}, Children<ArrowArray>(children)};
  array = {static_cast<std::int64_t>(rows),
           0,
           0,
           buffers,
           static_cast<std::int64_t>(children),
           parts->buffers.data(),
           parts->children.pointers.data(),
           nullptr,
           release_array,
           parts};
  return *parts;
}

std::vector<std::uint8_t> bitmap(std::size_t rows) { return std::vector<std::uint8_t>((rows + 7) / 8); }

void set_bit(std::vector<std::uint8_t>& bits, std::size_t index) {
  bits[index / 8] = static_cast<std::uint8_t>(bits[index / 8] | 1U << (index % 8));
}

// Fills the array of one column with the rows from `begin` on.
class ColumnFiller {
 public:
  ColumnFiller(ArrowArray& array, std::shared_ptr<const TableColumns> table, std::size_t begin, std::size_t rows)
      : array_(array), table_(std::move(table)), begin_(begin), rows_(rows) {}

  void operator()(const IntegerColumn& column) { make(2).buffers[1] = column.data() + begin_; }
  void operator()(const RealColumn& column) { make(2).buffers[1] = column.data() + begin_; }

  void operator()(const FlagColumn& column) {
    ArrayParts& parts = make(2);
    parts.bits = bitmap(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (column[begin_ + row] != 0) set_bit(parts.bits, row);
    }
    parts.buffers[1] = parts.bits.data();
  }

  void operator()(const InstantColumn& column) {
    ArrayParts& parts = make(2);
    parts.buffers[1] = column.ms.data() + begin_;
    mark_nulls(column, parts);
  }

  void operator()(const TextColumn& column) {
    ArrayParts& parts = make(3);
    parts.offsets.reserve(rows_ + 1);
    parts.offsets.push_back(0);
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::int32_t place = (*column.places)[begin_ + row];
      if (place != TextColumn::kNull) parts.text += column.values[static_cast<std::size_t>(place)];
      parts.offsets.push_back(static_cast<std::int32_t>(parts.text.size()));
    }
    parts.buffers[1] = parts.offsets.data();
    parts.buffers[2] = parts.text.data();
    mark_nulls(column, parts);
  }

 private:
  ArrayParts& make(std::int64_t buffers) { return make_array(array_, table_, rows_, buffers, 0); }

  template <class Column>
  void mark_nulls(const Column& column, ArrayParts& parts) {
    parts.validity = bitmap(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (is_null(column, begin_ + row)) {
        ++array_.null_count;
      } else {
        set_bit(parts.validity, row);
      }
    }
    if (array_.null_count != 0) parts.buffers[0] = parts.validity.data();
  }

  ArrowArray& array_;
  const std::shared_ptr<const TableColumns> table_;
  const std::size_t begin_;
  const std::size_t rows_;
};

struct StreamParts {
  std::shared_ptr<const TableColumns> table;
  std::size_t next_row = 0;
};

StreamParts& parts_of(ArrowArrayStream* stream) { return *static_cast<StreamParts*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
  make_table_schema(*parts_of(stream).table, *schema);
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* array) {
  StreamParts& parts = parts_of(stream);
  const std::size_t rows = std::min(kBatchRows, parts.table->size - parts.next_row);
  if (rows == 0) {
    array->release = nullptr;
    return 0;
  }
  ArrayParts& made = make_array(*array, parts.table, rows, 1, parts.table->columns.size());
  for (std::size_t i = 0; i < parts.table->columns.size(); ++i) {
    std::visit(ColumnFiller(made.children.nodes[i], parts.table, parts.next_row, rows), parts.table->columns[i].data);
  }
  parts.next_row += rows;
  return 0;
}

const char* get_last_error(ArrowArrayStream* /*stream*/) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamParts*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

py::capsule arrow_stream_of(std::shared_ptr<const TableColumns> table) {
  auto stream = std::make_unique<ArrowArrayStream>();
  *stream = {get_schema, get_next, get_last_error, release_stream, new StreamParts{std::move(table)}};
  py::capsule capsule(stream.get(), "arrow_array_stream", [](PyObject* object) {
    auto* owned = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(object, "arrow_array_stream"));
    if (owned->release != nullptr) owned->release(owned);
    delete owned;
  });
  stream.release();  // NOLINT(bugprone-unused-return-value): the capsule has it
  return capsule;
}

}  // namespace onduty::bindings
