#include "domain/user_state.h"

#include <gtest/gtest.h>

namespace onduty::domain {
namespace {

const Uuid kUser = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");

TEST(UserState, U6NobodyHasSetANewUserWhoIsAway) {
  const UserState state = initial_state(7, Instant{1000});
  EXPECT_EQ(state.user_id, 7);
  EXPECT_FALSE(state.available);
  EXPECT_EQ(state.custom_status_id, std::nullopt);
  EXPECT_EQ(state.last_at(), Instant{1000});
  EXPECT_EQ(state.version, 0);
}

TEST(UserState, U1TheLastChangeIsThatOfTheLaterClock) {
  UserState state = initial_state(7, Instant{1000});
  state.available_at = Instant{3000};
  EXPECT_EQ(state.last_at(), Instant{3000});
  state.custom_status_at = Instant{4000};
  EXPECT_EQ(state.last_at(), Instant{4000});
}

TEST(UserState, U1IsShownWithBothClocksAndItsCustomStatus) {
  const CustomStatus lunch{kUser, "Lunch", std::nullopt};
  const UserState state{7, true, 3, Instant{1000}, Instant{2000}, 5};
  const Status status = status_of(state, kUser, lunch);
  EXPECT_EQ(status, (Status{kUser, true, Instant{1000}, lunch, Instant{2000}, 5}));
}

}  // namespace
}  // namespace onduty::domain
