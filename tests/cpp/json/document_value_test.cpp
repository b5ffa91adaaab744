#include "json/document_value.h"

#include <gtest/gtest.h>

#include "json/document_entry.h"

namespace onduty::json {
namespace {

// Reads {"value": …} and what is noted on the way.
class DocumentValueTest : public ::testing::Test {
 protected:
  DocumentValue value(const std::string& json) {
    const std::string text = "{\"value\": " + json + "}";
    EXPECT_EQ(parser_.parse(text).get(root_), simdjson::SUCCESS);
    simdjson::dom::element element;
    EXPECT_EQ(root_["value"].get(element), simdjson::SUCCESS);
    return {element, domain::DocumentPlace().key("value"), problems_};
  }

  // The only reason against /value so far; forgets it.
  std::string reason() {
    const auto entries = std::exchange(problems_, {}).entries();
    return entries.size() == 1 && entries[0].second.size() == 1 ? entries[0].second[0] : std::string();
  }

  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
  ParamErrors problems_;
};

constexpr domain::TextRule kShort{.characters_max = 3};

TEST_F(DocumentValueTest, I2ReadsBooleansOnly) {
  EXPECT_EQ(value("true").boolean(), true);
  EXPECT_EQ(value("false").boolean(), false);
  for (const char* other : {"null", "1", "\"true\"", "[]"}) {
    EXPECT_EQ(value(other).boolean(), std::nullopt);
    EXPECT_EQ(reason(), "must be true or false");
  }
}

TEST_F(DocumentValueTest, I2ReadsTextsWithinTheirRule) {
  EXPECT_EQ(value("\"a\\u00e4\"").text(kShort), "aä");
  EXPECT_EQ(value("5").text(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must be a string");
  EXPECT_EQ(value("\"abcd\"").text(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must have at most 3 characters");
}

TEST_F(DocumentValueTest, I2ReadsUuidsInBothForms) {
  const auto jane = Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
  EXPECT_EQ(value("\"414A6D69-2BD6-45ED-803F-2E7CE360D4C8\"").uuid(), jane);
  EXPECT_EQ(value("\"414a6d692bd645ed803f2e7ce360d4c8\"").uuid(), jane);
  EXPECT_EQ(value("\"414a\"").uuid(), std::nullopt);
  EXPECT_EQ(reason(), "is not a uuid");
  EXPECT_EQ(value("12").uuid(), std::nullopt);
  EXPECT_EQ(reason(), "must be a uuid");
  EXPECT_EQ(value("\"00000000000000000000000000000000\"").uuid(), std::nullopt);
  EXPECT_EQ(reason(), "is the nil uuid, which names nothing");
}

TEST_F(DocumentValueTest, I1ReadsInstantsInBothForms) {
  const Instant expected{1'732'307'383'000};
  EXPECT_EQ(value("\"2024-11-22T20:29:43Z\"").instant(), expected);
  EXPECT_EQ(value("\"2024-11-22T21:29:43+01:00\"").instant(), expected);
  EXPECT_EQ(value("\"2024-11-22 20:29:43 +0000\"").instant(), expected);
  EXPECT_EQ(value("\"2024-11-22 19:59:43 -0030\"").instant(), expected);
  for (const char* bad : {"\"2024-11-22\"", "\"2024-11-22T20:29:43\"", "\"2024-11-22 20:29:43 00000\"",
                          "\"2024-13-22 20:29:43 +0000\"", "\"2024-11-22 20:29:43 +00:0\"", "\"\""}) {
    EXPECT_EQ(value(bad).instant(), std::nullopt) << bad;
    EXPECT_EQ(reason(), "must be an instant such as 2024-11-22T20:29:43Z");
  }
}

TEST_F(DocumentValueTest, Q7AnInstantBefore1970IsToldAsSuch) {
  for (const char* early : {"\"1969-12-31T23:59:59Z\"", "\"1970-01-01T00:30:00+01:00\"", "\"0000-02-29T00:00:00Z\"",
                            "\"1911-03-04 05:06:07 +0000\""}) {
    EXPECT_EQ(value(early).instant(), std::nullopt) << early;
    EXPECT_EQ(reason(), "lies before 1970; instants of 1970 to 9999 can be kept");
  }
  EXPECT_EQ(value("\"1911-02-30T00:00:00Z\"").instant(), std::nullopt);
  EXPECT_EQ(reason(), "must be an instant such as 2024-11-22T20:29:43Z");
  EXPECT_EQ(value("\"1970-01-01T00:00:00Z\"").instant(), Instant{0});
}

TEST_F(DocumentValueTest, C2NamesAreTrimmedBeforeTheyAreJudged) {
  EXPECT_EQ(value("\" abc\\u3000\"").name(kShort), "abc");
  EXPECT_EQ(value("\" \\t \"").name(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must not be empty");
  EXPECT_EQ(value("\"a\\u0000b\"").name(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must not have control characters");
  EXPECT_EQ(value("5").name(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must be a string");
}

TEST_F(DocumentValueTest, I2ReadsEmails) {
  EXPECT_EQ(value("\"a@b\"").email(), "a@b");
  EXPECT_EQ(value("\"ab\"").email(), std::nullopt);
  EXPECT_EQ(reason(), "must be an e-mail address");
}

TEST_F(DocumentValueTest, I2ReadsWebAddresses) {
  EXPECT_EQ(value("\"https://dash.callbell.eu\"").url(), "https://dash.callbell.eu");
  EXPECT_EQ(value("\"http://localhost:80/x\"").url(), "http://localhost:80/x");
  for (const char* bad : {"\"ftp://a\"", "\"https://\"", "\"https:///x\"", "\"dash.callbell.eu\"", "\"https://a b\""}) {
    EXPECT_EQ(value(bad).url(), std::nullopt) << bad;
    EXPECT_EQ(reason(), "must be an address that begins with https:// or http://");
  }
}

TEST_F(DocumentValueTest, I1TellsNullFromRefusedAndFromPresent) {
  const auto read = [](const DocumentValue& present) { return present.text(kShort); };
  const domain::Nullable<std::string> of_null = value("null").nullable(read);
  ASSERT_TRUE(of_null.has_value());
  EXPECT_FALSE(of_null->has_value());
  EXPECT_EQ(**value("\"a\"").nullable(read), "a");
  EXPECT_FALSE(value("7").nullable(read).has_value());
  EXPECT_EQ(reason(), "must be a string or null");
}

TEST_F(DocumentValueTest, I2ListsTellEveryBadItemAtItsPlace) {
  EXPECT_EQ(value(R"(["a", 1, "a", "toolong"])").texts(kShort)->size(), 4u);
  ASSERT_EQ(problems_.entries().size(), 3u);
  EXPECT_EQ(problems_.entries()[0].first, "/value/1");
  EXPECT_EQ(problems_.entries()[1].first, "/value/3");
  EXPECT_EQ(problems_.entries()[2].first, "/value/2");
  EXPECT_EQ(problems_.entries()[2].second[0], "is given already at /value/0");
}

TEST_F(DocumentValueTest, I2RefusesWhatIsNoListOrObject) {
  EXPECT_EQ(value("{}").texts(kShort), std::nullopt);
  EXPECT_EQ(reason(), "must be a list");
  EXPECT_EQ(value("[]").object().has_value(), false);
  EXPECT_EQ(reason(), "must be an object");
}

struct Pair {
  std::optional<bool> first;
  std::optional<bool> second;
};

constexpr std::array<EntryKey<Pair>, 2> kPairKeys{{
    {"first", [](const DocumentValue& value, Pair& pair) { pair.first = value.boolean(); }, kRequired},
    {"second", [](const DocumentValue& value, Pair& pair) { pair.second = value.boolean(); }},
}};

TEST_F(DocumentValueTest, EntriesTakeTheirKeysInAnyOrder) {
  const Pair pair = read_entry(value(R"({"second": false, "first": true})"), kPairKeys);
  EXPECT_EQ(pair.first, true);
  EXPECT_EQ(pair.second, false);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(DocumentValueTest, I2EntriesTellUnknownRepeatedAndMissingKeys) {
  read_entry(value(R"({"second": true, "third/~": 1, "s\u0065cond": false})"), kPairKeys);
  ASSERT_EQ(problems_.entries().size(), 3u);
  EXPECT_EQ(problems_.entries()[0], (ParamErrors::Entry{"/value/third~1~0", {"is not a known key"}}));
  EXPECT_EQ(problems_.entries()[1], (ParamErrors::Entry{"/value/second", {"is given twice"}}));
  EXPECT_EQ(problems_.entries()[2], (ParamErrors::Entry{"/value/first", {"is required"}}));
}

}  // namespace
}  // namespace onduty::json
