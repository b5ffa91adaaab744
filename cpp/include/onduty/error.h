// What can go wrong, as values.
//
// Every fallible call of the library returns Result<T> (see result.h). Its Error carries one ErrorCode, a message for a
// person, and, for a refused request, which parameters were at fault.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace onduty {

// The kinds of failure. error_name() gives the spelling that the HTTP answers and Python's `error.code` use.
enum class ErrorCode {
  kMalformedJson,         // The bytes are not one JSON object within the limits of the API.
  kUnauthorized,          // The API key is missing, unknown or revoked.
  kForbidden,             // The API key may not do this.
  kAccountNotFound,       // The database holds no account of that name.
  kUserNotFound,          // The account has no such user.
  kContactNotFound,       // The account has no such contact.
  kCustomStatusNotFound,  // The account has no such custom status.
  kTeamNotFound,          // The account has no such team.
  kNotFound,              // There is nothing of that name.
  kMethodNotAllowed,      // The path exists, and does not answer to this method.
  kIdempotencyConflict,   // The idempotency key was used for another request.
  kPlanApplied,           // The plan was applied before.
  kPlanOutdated,          // Somebody was changed since the plan was made, and all of it was wanted or nothing.
  kPlanExpired,           // The plan is too old to be applied.
  kPreconditionFailed,    // The version named by the caller is not the current one.
  kBodyTooLarge,          // The request's body is over the size limit.
  kUnsupportedMediaType,  // The request's body is declared as something else than JSON.
  kInvalidParams,         // One or more parameters were refused; Error::params names them.
  kOverloaded,            // The writer is too busy; nothing was written. Try again later.
  kStorageUnavailable,    // The database cannot be read or written; the message says what is known of the outcome.
  kStorageFull,           // The disk is full; nothing was written.
  kClosed,                // The database was closed by this process.
  kForked,                // The database was opened by the parent of this process.
  kIncompatibleDatabase,  // The file is no onduty database, or one of a newer version.
};

// Number of enumerators, for tables that must cover them all.
inline constexpr int kErrorCodeCount = static_cast<int>(ErrorCode::kIncompatibleDatabase) + 1;

// The wire spelling, such as "user_not_found". Lives as long as the program.
std::string_view error_name(ErrorCode code);

// The default message for a person. Lives as long as the program.
std::string_view error_message(ErrorCode code);

// Parameters at fault, in order of first appearance, each with the reasons against it.
class ParamErrors {
 public:
  // Adds one reason against `param`; the same reason twice is kept once.
  void add(std::string_view param, std::string_view reason);
  void merge(const ParamErrors& other);
  bool empty() const { return entries_.empty(); }
  bool has(const std::string& param) const { return positions_.find(param) != positions_.end(); }

  using Entry = std::pair<std::string, std::vector<std::string>>;
  const std::vector<Entry>& entries() const { return entries_; }
  friend bool operator==(const ParamErrors& a, const ParamErrors& b) { return a.entries_ == b.entries_; }

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> positions_;  // in entries_, by parameter
};

// One failure. Cheap to move; two are equal when all their parts are.
struct Error {
  ErrorCode code;
  std::string message;
  ParamErrors params;

  // An error with the code's default message.
  static Error of(ErrorCode code);
  static Error with_message(ErrorCode code, std::string message);
  // The message tells the first few of the parameters. REQUIRES: params is not empty.
  static Error invalid_params(ParamErrors params);

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace onduty
