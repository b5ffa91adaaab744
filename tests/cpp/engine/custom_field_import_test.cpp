#include "engine/custom_field_import.h"

#include "support/import_fixture.h"

namespace onduty::engine {
namespace {

using Texts = std::vector<std::string>;

constexpr char kFields[] = R"("custom_fields": [{"name": "zip", "type": "text"},
    {"name": "Plan", "type": "dropdown", "options": ["Free", "Te\"am"]}])";

class CustomFieldImportTest : public testing::ImportFixture {
 protected:
  std::string fields() {
    return text(
        "SELECT name || ':' || type || options || iif(removed_at IS NULL, '', '!') FROM custom_field ORDER BY id");
  }
};

TEST_F(CustomFieldImportTest, C5KeepsTypesAndOptions) {
  EXPECT_EQ(imported(kFields).custom_fields, (ImportCounts{2, 0, 0, 0}));
  EXPECT_EQ(fields(), R"(zip:text[] Plan:dropdown["Free","Te\"am"])");
  expect_unchanged(kFields);
}

TEST_F(CustomFieldImportTest, I1AListOfOptionsReplacesAndAnAbsentOneStays) {
  imported(kFields);
  expect_unchanged(R"("custom_fields": [{"name": "Plan"}])");
  EXPECT_EQ(imported(R"("custom_fields": [{"name": "Plan", "options": ["Free"]}])").custom_fields,
            (ImportCounts{0, 1, 0, 0}));
  EXPECT_EQ(fields(), R"(zip:text[] Plan:dropdown["Free"])");
}

TEST_F(CustomFieldImportTest, I1AnotherTypeIsToldWhereContactsHaveValues) {
  imported(
      std::string(kFields) +
      R"(, "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "customFields": {"zip": "abc"}}])");
  const ImportReport report = imported(R"("custom_fields": [{"name": "zip", "type": "number"},
                                                            {"name": "Plan", "type": "date"}])");
  EXPECT_EQ(report.custom_fields, (ImportCounts{0, 2, 0, 0}));
  EXPECT_EQ(fields(), "zip:number[] Plan:date[]");
  EXPECT_EQ(report.notes,
            Texts{"The custom field \"zip\" is of type number now; 1 contacts keep the value that they had."});
}

TEST_F(CustomFieldImportTest, I2ANewFieldNeedsATypeAndItsValuesAreNotBlamed) {
  EXPECT_EQ(refused(R"("custom_fields": [{"name": "Age"}],
                       "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C",
                                     "customFields": {"Age": 5}}])"),
            Texts{"/custom_fields/0/type: is required for a new custom field"});
}

TEST_F(CustomFieldImportTest, I2OptionsForAFieldOfAnotherTypeAreRefused) {
  imported(kFields);
  EXPECT_EQ(refused(R"("custom_fields": [{"name": "zip", "options": ["a"]}])"),
            Texts{"/custom_fields/0/options: is for a dropdown or checkbox, not for a field of type text"});
}

TEST_F(CustomFieldImportTest, I1RemovedFieldsComeBackWithTheirValues) {
  imported(
      std::string(kFields) +
      R"(, "contacts": [{"uuid": "00000000000000000000000000000001", "name": "C", "customFields": {"zip": "abc"}}])");
  const std::string removal = R"("custom_fields": [{"name": "zip", "removed": true}, {"name": "?", "removed": true}])";
  EXPECT_EQ(imported(removal).custom_fields, (ImportCounts{0, 0, 1, 1}));
  EXPECT_EQ(fields(), R"(zip:text[]! Plan:dropdown["Free","Te\"am"])");
  expect_unchanged(removal);
  EXPECT_EQ(imported(kFields).custom_fields, (ImportCounts{0, 1, 1, 0}));
  EXPECT_EQ(fields(), R"(zip:text[] Plan:dropdown["Free","Te\"am"])");
  EXPECT_EQ(text("SELECT value FROM contact_field"), "\"abc\"");
}

}  // namespace
}  // namespace onduty::engine
