#include "domain/status_decision.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace onduty::domain {
namespace {

const Uuid kUser = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");
const Uuid kLunch = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000001");
const Uuid kSick = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000002");
const Uuid kUnknown = *Uuid::parse("aaaaaaaa-0000-0000-0000-00000000000f");
constexpr Instant kCreated{1000};
constexpr Instant kNow{5000};

class MapCatalogue final : public Catalogue {
 public:
  std::optional<std::int64_t> find_tag(std::string_view name) const override {
    return name == "VIP" ? std::optional<std::int64_t>(21) : std::nullopt;
  }
  std::optional<std::int64_t> find_custom_status(const Uuid& id) const override {
    const auto found = ids_.find(id);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<Uuid, std::int64_t> ids_{{kLunch, 11}, {kSick, 12}};
};

class StatusDecisionTest : public ::testing::Test {
 protected:
  Result<StatusDecision> decide(const UserState& before, const StatusUpdate& update, Instant now = kNow) const {
    return decide_status(before, kUser, update, if_version_, catalogue_, now);
  }

  const UserState fresh_ = initial_state(7, kCreated);
  std::optional<IfVersion> if_version_;
  MapCatalogue catalogue_;
};

StatusUpdate set_available(bool available) {
  StatusUpdate update;
  update.available = available;
  return update;
}

StatusUpdate assign(const Uuid& id) {
  StatusUpdate update;
  update.custom_status = CustomStatusUpdate::assign(id);
  return update;
}

TEST_F(StatusDecisionTest, U6NobodyHasSetMeansAwayWithClocksAtCreation) {
  EXPECT_FALSE(fresh_.available);
  EXPECT_EQ(fresh_.custom_status_id, std::nullopt);
  EXPECT_EQ(fresh_.available_at, kCreated);
  EXPECT_EQ(fresh_.custom_status_at, kCreated);
  EXPECT_EQ(fresh_.version, 0);
}

TEST_F(StatusDecisionTest, S3U1AvailabilityMovesItsClockAlone) {
  const auto decision = decide(fresh_, set_available(true));
  ASSERT_TRUE(decision.ok());
  EXPECT_TRUE(decision.value().changed);
  UserState expected = fresh_;
  expected.available = true;
  expected.available_at = kNow;
  expected.version = 1;
  EXPECT_EQ(decision.value().after, expected);
}

TEST_F(StatusDecisionTest, S4U1CustomStatusMovesItsClockAlone) {
  const auto decision = decide(fresh_, assign(kLunch));
  ASSERT_TRUE(decision.ok());
  UserState expected = fresh_;
  expected.custom_status_id = 11;
  expected.custom_status_at = kNow;
  expected.version = 1;
  EXPECT_EQ(decision.value().after, expected);
}

TEST_F(StatusDecisionTest, S1BothHalvesInOneStepRaiseTheVersionOnce) {
  StatusUpdate update = assign(kSick);
  update.available = true;
  const auto decision = decide(fresh_, update);
  ASSERT_TRUE(decision.ok());
  EXPECT_TRUE(decision.value().after.available);
  EXPECT_EQ(decision.value().after.custom_status_id, 12);
  EXPECT_EQ(decision.value().after.version, 1);  // U7
}

TEST_F(StatusDecisionTest, S4ClearUnassignsAndKeepLeavesAlone) {
  UserState before = fresh_;
  before.custom_status_id = 11;
  StatusUpdate clear;
  clear.custom_status = CustomStatusUpdate::clear();
  const auto cleared = decide(before, clear);
  ASSERT_TRUE(cleared.ok());
  EXPECT_EQ(cleared.value().after.custom_status_id, std::nullopt);
  EXPECT_EQ(cleared.value().after.custom_status_at, kNow);
  const auto kept = decide(before, set_available(true));
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept.value().after.custom_status_id, 11);  // U3
  EXPECT_EQ(kept.value().after.custom_status_at, kCreated);
}

TEST_F(StatusDecisionTest, U2TheSameValueAgainChangesNothing) {
  UserState before = fresh_;
  before.available = true;
  before.custom_status_id = 11;
  before.version = 4;
  StatusUpdate update = assign(kLunch);
  update.available = true;
  const auto decision = decide(before, update);
  ASSERT_TRUE(decision.ok());
  EXPECT_FALSE(decision.value().changed);
  EXPECT_EQ(decision.value().after, before);
}

TEST_F(StatusDecisionTest, U3NothingAskedForIsRefused) {
  StatusUpdate update;
  update.user = kUser;
  update.reason = "why not";
  for (const StatusUpdate& empty : {StatusUpdate(), update}) {
    const auto decision = decide(fresh_, empty);
    ASSERT_FALSE(decision.ok());
    EXPECT_EQ(decision.error().code, ErrorCode::kInvalidParams);
    EXPECT_EQ(decision.error().params.entries()[0].first, "body");
  }
}

TEST_F(StatusDecisionTest, S4U4U5EveryRefusalIsNamedInOneAnswer) {
  StatusUpdate update = assign(kUnknown);
  update.available = true;
  update.user = kLunch;                   // S2
  update.reason = std::string(201, 'x');  // U9
  update.refused.add("colour", "is not a parameter of this request");
  const auto decision = decide(fresh_, update);
  ASSERT_FALSE(decision.ok());
  std::vector<std::string> named;
  for (const auto& entry : decision.error().params.entries()) named.push_back(entry.first);
  EXPECT_EQ(named, (std::vector<std::string>{"colour", "uuid", "reason", "custom_status_uuid"}));
}

TEST_F(StatusDecisionTest, S2TheSameUserInTheBodyIsAccepted) {
  StatusUpdate update = set_available(true);
  update.user = kUser;
  EXPECT_TRUE(decide(fresh_, update).ok());
}

TEST_F(StatusDecisionTest, U9AReasonOf200CharactersIsAccepted) {
  StatusUpdate update = set_available(true);
  for (int i = 0; i < 200; ++i) update.reason = update.reason.value_or("") + "ë";
  EXPECT_TRUE(decide(fresh_, update).ok());
}

TEST_F(StatusDecisionTest, U7AnotherVersionIsRefusedAlsoWhereNothingWouldChange) {
  if_version_ = IfVersion{false, {1, 2}};
  for (const bool available : {true, false}) {
    const auto decision = decide(fresh_, set_available(available));
    ASSERT_FALSE(decision.ok());
    EXPECT_EQ(decision.error().code, ErrorCode::kPreconditionFailed);  // E7
  }
}

TEST_F(StatusDecisionTest, U7OneOfAListOrStarMatches) {
  if_version_ = IfVersion{false, {5, 0}};
  EXPECT_TRUE(decide(fresh_, set_available(true)).ok());
  if_version_ = IfVersion{true, {}};
  EXPECT_TRUE(decide(fresh_, set_available(true)).ok());
  if_version_ = IfVersion{false, {}};
  EXPECT_FALSE(decide(fresh_, set_available(true)).ok());
}

TEST_F(StatusDecisionTest, E10InvalidParamsComeBeforeThePrecondition) {
  if_version_ = IfVersion{false, {9}};
  const auto decision = decide(fresh_, assign(kUnknown));
  ASSERT_FALSE(decision.ok());
  EXPECT_EQ(decision.error().code, ErrorCode::kInvalidParams);
}

TEST_F(StatusDecisionTest, U11TimeNeverRunsBackwards) {
  UserState before = fresh_;
  before.custom_status_at = Instant{9000};  // of an entry made while the clock was ahead
  const auto decision = decide(before, set_available(true), Instant{5000});
  ASSERT_TRUE(decision.ok());
  EXPECT_EQ(decision.value().after.available_at, Instant{9000});
  EXPECT_EQ(decision.value().after.last_at(), Instant{9000});
}

}  // namespace
}  // namespace onduty::domain
