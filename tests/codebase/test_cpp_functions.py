from tests.codebase.cpp_functions import find_functions

SOURCE = """\
#include "a.h"
#define TWICE(x) { \\
  x; x; }
namespace onduty::base {
namespace {
constexpr int kTable[] = {1, 2};
const std::map<int, char> kNames = make({{1, '{'}, {2, '"'}});
std::array<int, 2> kPair{1, 2};
enum class Kind { kOne, kTwo };
}  // namespace

template <typename T>
T twice(T value) {
  if (value) { return value; }
  return value + value;  // }
}

class CAPABILITY("mutex") Mutex : public Base {
 public:
  Mutex() : native_{}, name_("}"), count_{0} {
    lock();
  }
  bool locked() const REQUIRES(this) { return locked_; }
  bool operator==(const Mutex& other) const {
    return &other == this; }
  void run(std::function<void()> task = {}) { task(); }
 private:
  int count_ = 0;
  Lock lock_{1};
};

auto sql() -> const char* {
  return R"sql(SELECT '}' -- "{"
  )sql";
}

static long million() { return 1'000'000; }

TEST(Suite, S3_Name) {
  call([] {
    nothing();
  });
}
}  // namespace onduty::base
"""


def test_functions_are_found_with_their_lengths() -> None:
    found = [(function.head.split("(")[0].split()[-1], function.line_count) for function in find_functions(SOURCE)]
    assert found == [
        ("twice", 5),
        ("Mutex", 3),
        ("locked", 1),
        ("operator==", 2),
        ("run", 1),
        ("sql", 4),
        ("million", 1),
        ("TEST", 5),
    ]


def test_lines_are_those_of_the_file() -> None:
    twice = find_functions(SOURCE)[0]
    assert (twice.first_line, twice.last_line) == (12, 16)
