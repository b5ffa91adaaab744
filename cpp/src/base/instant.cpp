#include "onduty/instant.h"

#include <array>
#include <chrono>

namespace onduty {
namespace {

struct Fields {
  int year, month, day, hour, minute, second, millisecond;
};

Fields fields_of(Instant instant) {
  using namespace std::chrono;
  const sys_time<milliseconds> point{milliseconds{instant.ms}};
  const auto day_start = floor<days>(point);
  const year_month_day date{day_start};
  const hh_mm_ss time{point - day_start};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count()),
          static_cast<int>(time.subseconds().count())};
}

void append_padded(std::string& text, int value, int digits) {
  std::array<char, 8> buffer{};
  for (int i = digits - 1; i >= 0; --i) {
    buffer[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  text.append(buffer.data(), static_cast<std::size_t>(digits));
}

std::string date_and_time(const Fields& f, char between) {
  std::string text;
  text.reserve(32);
  append_padded(text, f.year, 4);
  text += '-';
  append_padded(text, f.month, 2);
  text += '-';
  append_padded(text, f.day, 2);
  text += between;
  append_padded(text, f.hour, 2);
  text += ':';
  append_padded(text, f.minute, 2);
  text += ':';
  append_padded(text, f.second, 2);
  return text;
}

// Reads the text from left to right; once something does not fit, nothing does any more.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int number(int digits, int smallest, int largest) {
    int value = 0;
    for (int i = 0; i < digits; ++i) {
      if (!next_is_digit()) return fail();
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value < smallest || value > largest ? fail() : value;
  }

  char one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool finished() const { return good_ && rest_.empty(); }

 private:
  int fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

int scan_milliseconds(Scanner& scan) {
  if (!scan.next_is('.')) return 0;
  scan.one_of(".");
  int value = scan.number(1, 0, 9) * 100;
  for (int weight : {10, 1}) {
    if (scan.next_is_digit()) value += weight * scan.number(1, 0, 9);
  }
  while (scan.next_is_digit()) scan.number(1, 0, 9);
  return value;
}

int scan_offset_minutes(Scanner& scan) {
  const char sign = scan.one_of("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const int hours = scan.number(2, 0, 23);
  scan.one_of(":");
  const int minutes = hours * 60 + scan.number(2, 0, 59);
  return sign == '-' ? -minutes : minutes;
}

// Of any year that has four digits.
std::optional<std::int64_t> parse_ms(std::string_view text) {
  using namespace std::chrono;
  Scanner scan(text);
  const year y{scan.number(4, 0, 9999)};
  scan.one_of("-");
  const month m{static_cast<unsigned>(scan.number(2, 1, 12))};
  scan.one_of("-");
  const year_month_day date{y, m, day{static_cast<unsigned>(scan.number(2, 1, 31))}};
  scan.one_of("Tt ");
  const int hour = scan.number(2, 0, 23);
  scan.one_of(":");
  const int minute = scan.number(2, 0, 59);
  scan.one_of(":");
  const int second = scan.number(2, 0, 60);  // 60 is a leap second: the first instant of the next minute here
  const int millisecond = scan_milliseconds(scan);
  const int offset_minutes = scan_offset_minutes(scan);
  if (!scan.finished() || !date.ok()) return std::nullopt;
  const auto local = sys_days{date} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{millisecond};
  return (local - std::chrono::minutes{offset_minutes}).time_since_epoch().count();
}

// Whether a + came out of a URL as a space, which it means there.
bool has_lost_plus(std::string_view text) {
  std::string mended(text);
  const std::size_t space = mended.rfind(' ');
  if (space == std::string::npos) return false;
  mended[space] = '+';
  return parse_ms(mended).has_value();
}

}  // namespace

const char* Instant::problem_of(std::int64_t ms) {
  if (ms < 0) return "must not be before 1970";
  return ms > kMsMax ? "must not be after 9999" : nullptr;
}

const char* Instant::problem_of(std::string_view text) {
  if (const auto ms = parse_ms(text)) return problem_of(*ms);
  if (has_lost_plus(text)) return "has a space where a + should be, which is written %2B in a URL";
  return "must be an instant with an offset or Z, as 2026-03-29T09:00:00Z";
}

std::optional<Instant> Instant::parse(std::string_view text) {
  const auto ms = parse_ms(text);
  return ms && problem_of(*ms) == nullptr ? std::optional(Instant{*ms}) : std::nullopt;
}

std::string Instant::with_offset() const {
  const Fields f = fields_of(*this);
  std::string text = date_and_time(f, 'T');
  text += '.';
  append_padded(text, f.millisecond, 3);
  text += "+00:00";
  return text;
}

std::string Instant::to_seconds() const { return date_and_time(fields_of(*this), 'T') + "Z"; }

std::string Instant::to_catalogue() const { return date_and_time(fields_of(*this), ' ') + " +0000"; }

}  // namespace onduty
