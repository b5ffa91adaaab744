#include "engine/tag_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

class TagImportTest : public testing::ImportFixture {
 protected:
  std::string tags() { return text("SELECT name || iif(removed_at IS NULL, '', '!') FROM tag ORDER BY id"); }
};

TEST_F(TagImportTest, I1TagsMatchByExactName) {
  EXPECT_EQ(imported(R"("tags": ["VIP", {"name": "vip"}])").tags, (ImportCounts{2, 0, 0, 0}));
  EXPECT_EQ(tags(), "VIP vip");
  expect_unchanged(R"("tags": ["vip", "VIP"])");
  EXPECT_EQ(imported(R"("tags": ["VIP", "Lead"])").tags, (ImportCounts{1, 0, 1, 0}));
}

TEST_F(TagImportTest, I1RemovedTagsComeBackOnTheirContacts) {
  imported(
      R"("tags": ["VIP"], "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "tags": ["VIP"]}])");
  const std::string removal = R"("tags": [{"name": "VIP", "removed": true}, {"name": "Unknown", "removed": true}])";
  EXPECT_EQ(imported(removal).tags, (ImportCounts{0, 0, 1, 1}));
  EXPECT_EQ(tags(), "VIP!");
  EXPECT_EQ(catalogue_version(), 2);
  expect_unchanged(removal);
  EXPECT_EQ(imported(R"("tags": ["VIP"])").tags, (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(tags(), "VIP");
  EXPECT_EQ(text("SELECT tag_id FROM contact_tag"), "1");
}

}  // namespace
}  // namespace onduty::engine
