#include "onduty/error.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace onduty {
namespace {

TEST(Error, EveryCodeHasItsOwnNameAndMessage) {
  std::set<std::string_view> names;
  std::set<std::string_view> messages;
  for (int i = 0; i < kErrorCodeCount; ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_FALSE(error_name(code).empty());
    EXPECT_EQ(error_message(code).back(), '.');
    names.insert(error_name(code));
    messages.insert(error_message(code));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kErrorCodeCount));
  EXPECT_EQ(messages.size(), static_cast<std::size_t>(kErrorCodeCount));
}

TEST(Error, E4NamesAreThoseOfTheApi) {
  EXPECT_EQ(error_name(ErrorCode::kUserNotFound), "user_not_found");
  EXPECT_EQ(error_name(ErrorCode::kInvalidParams), "invalid_params");
  EXPECT_EQ(error_name(ErrorCode::kStorageFull), "storage_full");
}

TEST(ParamErrors, KeepTheOrderOfAppearanceAndEachReasonOnce) {
  ParamErrors errors;
  errors.add("b", "is bad");
  errors.add("a", "is worse");
  errors.add("b", "is bad");
  errors.add("b", "is late");
  ASSERT_EQ(errors.entries().size(), 2U);
  EXPECT_EQ(errors.entries()[0], (ParamErrors::Entry{"b", {"is bad", "is late"}}));
  EXPECT_EQ(errors.entries()[1], (ParamErrors::Entry{"a", {"is worse"}}));
}

TEST(ParamErrors, MergeAddsWhatIsNew) {
  ParamErrors errors;
  errors.add("a", "is bad");
  ParamErrors more;
  more.add("a", "is bad");
  more.add("c", "is missing");
  errors.merge(more);
  EXPECT_EQ(errors.entries().size(), 2U);
}

TEST(Error, E10TheMessageNamesTheFirstParametersAndCountsTheRest) {
  ParamErrors errors;
  for (char name = 'a'; name < 'h'; ++name) errors.add(std::string(1, name), "is bad");
  const Error error = Error::invalid_params(errors);
  EXPECT_EQ(error.code, ErrorCode::kInvalidParams);
  EXPECT_EQ(error.message, "a is bad; b is bad; c is bad; d is bad; e is bad; and 2 more");
  EXPECT_EQ(error.params, errors);
}

TEST(ParamErrors, KnowsWhatItHas) {
  ParamErrors errors;
  errors.add("name", "is required");
  EXPECT_TRUE(errors.has("name"));
  EXPECT_FALSE(errors.has("nam"));
}

}  // namespace
}  // namespace onduty
