#include "onduty/idempotency.h"

#include <gtest/gtest.h>

#include <set>

namespace onduty {
namespace {

TEST(Idempotency, U8MethodPathAndBodyMakeTheRequest) {
  const std::set<std::string> digests{
      Idempotency::of("k", "PUT", "/users/1/status", "{}").request_digest,
      Idempotency::of("k", "DELETE", "/users/1/status", "{}").request_digest,
      Idempotency::of("k", "PUT", "/users/2/status", "{}").request_digest,
      Idempotency::of("k", "PUT", "/users/1/status?contacts=1", "{}").request_digest,
      Idempotency::of("k", "PUT", "/users/1/status", "{ }").request_digest,
      Idempotency::of("k", "PUT", "/users/1/status{", "}").request_digest,
  };
  EXPECT_EQ(digests.size(), 6U);
  EXPECT_EQ(digests.begin()->size(), 32U);
  EXPECT_EQ(Idempotency::of("k", "PUT", "/a", "b").request_digest,
            Idempotency::of("j", "PUT", "/a", "b").request_digest);
}

TEST(Idempotency, U8AKeyIsPrintableAsciiOfOneTo255Characters) {
  const auto problem = [](const std::string& key) { return Idempotency::of(key, "PUT", "/", "").problem(); };
  EXPECT_EQ(problem("a"), std::nullopt);
  EXPECT_EQ(problem(" ~!"), std::nullopt);
  EXPECT_EQ(problem(std::string(255, 'x')), std::nullopt);
  EXPECT_EQ(problem(""), "is empty");
  EXPECT_EQ(problem(std::string(256, 'x')), "is longer than 255 characters");
  EXPECT_EQ(problem("a\tb"), "has other characters than printable ASCII");
  EXPECT_EQ(problem("ä"), "has other characters than printable ASCII");
  EXPECT_EQ(problem("\x7f"), "has other characters than printable ASCII");
}

}  // namespace
}  // namespace onduty
