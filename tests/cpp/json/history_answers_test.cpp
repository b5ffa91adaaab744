#include "json/history_answers.h"

#include <gtest/gtest.h>

namespace onduty::json {
namespace {

TEST(HistoryAnswers, Q1AnEntryHasTheKeysOfTheApiInTheirOrder) {
  HistoryEntry entry;
  entry.seq = 7;
  entry.at = Instant{1'732'648'480'649};
  entry.user = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
  entry.after = {true, CustomStatus{*Uuid::parse("0d6041a28b8849eca99ba88a078a16c1"), "At \"sea\"", "🌴"}};
  entry.version = 2;
  entry.way = Way::kApi;
  entry.actor = "zoe";
  entry.api_key = "desk";
  entry.reason = "beach";
  entry.change_set = 15;
  EXPECT_EQ(history_answer({entry}, 7),
            R"({"entries":[{"seq":7,"at":"2024-11-26T19:14:40.649+00:00",)"
            R"("user_uuid":"414a6d692bd645ed803f2e7ce360d4c8",)"
            R"("before":{"available":false,"custom_status":null},)"
            R"("after":{"available":true,"custom_status":{"id":"0d6041a2-8b88-49ec-a99b-a88a078a16c1",)"
            R"("name":"At \"sea\"","emoji":"🌴"}},"version":2,"actor":"zoe","api_key":"desk","way":"api",)"
            R"("reason":"beach","change_set":15}],"meta":{"next":7}})");
}

TEST(HistoryAnswers, Q1WhatThereIsNotIsNull) {
  const std::string text = history_answer({HistoryEntry()}, std::nullopt);
  EXPECT_NE(text.find(R"("actor":null,"api_key":null,"way":"library","reason":null)"), std::string::npos) << text;
  EXPECT_EQ(history_answer({}, std::nullopt), R"({"entries":[],"meta":{"next":null}})");
}

TEST(HistoryAnswers, Q2APastStatusHasTheKeysOfTheApi) {
  PastStatus past;
  past.user = {*Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8"), "j@example.com", "J \"x\""};
  past.status = {true, CustomStatus{Uuid(), "Lunch", std::nullopt}};
  past.since = Instant{1};
  EXPECT_EQ(as_of_answer({Instant{2}, {{past}, 3, 4}}),
            R"({"at":"1970-01-01T00:00:00.002+00:00","users":[{"uuid":"414a6d692bd645ed803f2e7ce360d4c8",)"
            R"("email":"j@example.com","name":"J \"x\"","available":true,)"
            R"("custom_status":{"id":"00000000-0000-0000-0000-000000000000","name":"Lunch","emoji":null},)"
            R"("since":"1970-01-01T00:00:00.001+00:00"}],"meta":{"page":3,"pages":4}})");
}

}  // namespace
}  // namespace onduty::json
