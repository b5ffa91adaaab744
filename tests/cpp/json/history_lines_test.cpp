#include "json/history_lines.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace onduty::json {
namespace {

using domain::PastChange;

domain::PastChanges read(std::string_view text, std::size_t part_size = 1'000'000) {
  HistoryLines lines;
  for (; !text.empty(); text.remove_prefix(std::min(part_size, text.size()))) lines.add(text.substr(0, part_size));
  return lines.finish();
}

// What is wrong with the only line.
std::string problems(const std::string& line) {
  const auto found = read(line).problems;
  if (found.empty()) return "nothing";
  const ParamErrors params = found.as_params();
  std::string all;
  for (const std::string& reason : params.entries()[0].second) all += (all.empty() ? "" : "; ") + reason;
  return all;
}

constexpr std::string_view kFile =
    R"({"user": "j@x.org", "at": "2024-01-01T00:00:00.250Z", "available": true, "actor": "zoe", "reason": "up"})"
    "\n\r\n"
    R"({"user": "j@x.org", "at": "2024-01-01T02:00:00+01:00", "custom_status_id": null, "reason": null, "actor": null})"
    "\r\n"
    R"({"at":"2024-01-02T00:00:00Z","user":"k@x.org","custom_status_id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1","reason":"up"})";

TEST(HistoryLines, Q7EachLineIsAnEntry) {
  const auto past = read(kFile);
  EXPECT_TRUE(past.problems.empty());
  ASSERT_EQ(past.changes.size(), 3U);
  const auto& [first, second, third] = std::tie(past.changes[0], past.changes[1], past.changes[2]);
  EXPECT_EQ(first.at, *Instant::parse("2024-01-01T00:00:00.250Z"));
  EXPECT_EQ(first.availability, PastChange::Availability::kAvailable);
  EXPECT_EQ(first.custom_status_kind, PastChange::CustomStatus::kKeep);
  EXPECT_EQ(past.actors.texts()[first.actor], "zoe");
  EXPECT_EQ(past.reasons.texts()[first.reason], "up");
  EXPECT_EQ(second.at, *Instant::parse("2024-01-01T01:00:00Z"));
  EXPECT_EQ(second.line, 3U);  // the second is blank
  EXPECT_EQ(second.user, first.user);
  EXPECT_EQ(second.availability, PastChange::Availability::kKeep);
  EXPECT_EQ(second.custom_status_kind, PastChange::CustomStatus::kClear);
  EXPECT_EQ(second.actor, domain::kNoText);
  EXPECT_EQ(second.reason, domain::kNoText);
  EXPECT_EQ(past.users.texts()[third.user], "k@x.org");
  EXPECT_EQ(past.custom_statuses.texts()[third.custom_status], "0d6041a2-8b88-49ec-a99b-a88a078a16c1");
  EXPECT_EQ(third.reason, first.reason);
}

TEST(HistoryLines, Q7PartsMayEndAnywhere) {
  for (std::size_t size = 1; size < kFile.size(); size += 3) {
    const auto past = read(kFile, size);
    EXPECT_TRUE(past.problems.empty());
    ASSERT_EQ(past.changes.size(), 3U) << size;
    EXPECT_EQ(past.changes[2].line, 4U);
  }
  EXPECT_TRUE(read("").changes.empty());
  EXPECT_TRUE(read("\n \n").changes.empty());
}

TEST(HistoryLines, Q7WhatIsWrongWithALineIsAllTold) {
  EXPECT_EQ(problems("{}"), "user is required; at is required; available or custom_status_id is required");
  EXPECT_EQ(problems(R"({"user": 5, "at": 5, "available": null, "actor": 1, "reason": 2, "custom_status_id": "x"})"),
            "user must be a string; at must be a string; available must be true or false; actor must be a string; "
            "reason must be a string; custom_status_id must be a uuid or null");
  EXPECT_EQ(problems(R"({"user": "a", "at": "2024-01-01T00:00:00", "available": true})"),
            "at must be an instant with an offset or Z, as 2026-03-29T09:00:00Z");
  EXPECT_EQ(problems(R"({"user": "a", "at": "2024-01-01T00:00:00Z", "available": true, "uuid": 1})"),
            "uuid is not a key of an entry");
  EXPECT_EQ(problems(R"({"user": "a", "at": "2024-01-01T00:00:00Z", "available": true, "available": true})"),
            "available is given twice");
  EXPECT_EQ(problems(R"({"user": "a", "at": "2024-01-01T00:00:00Z", "available": true, "actor": ""})"),
            "actor is empty");
  EXPECT_EQ(problems(R"({"user": "a", "at": "2024-01-01T00:00:00Z", "available": true, "reason": ")" +
                     std::string(201, 'x') + "\"}"),
            "reason is longer than 200 characters");
}

TEST(HistoryLines, Q7WhatIsNoJsonIsToldWithItsLine) {
  const auto past = read("\n{\"user\": \n[1]\n\xff\n" + std::string(70'000, ' ') + "x\n");
  EXPECT_TRUE(past.changes.empty());
  const auto params = past.problems.as_params();
  ASSERT_EQ(params.entries().size(), 4U);
  EXPECT_EQ(params.entries()[0].first, "line 2");
  EXPECT_EQ(params.entries()[0].second[0].rfind("is not a JSON object: its syntax is wrong, about column ", 0), 0U)
      << params.entries()[0].second[0];
  EXPECT_EQ(params.entries()[1].second[0], "is not a JSON object: its root is something else.");
  EXPECT_EQ(params.entries()[3], (ParamErrors::Entry{"line 5", {"is longer than 64 KiB"}}));
}

}  // namespace
}  // namespace onduty::json
