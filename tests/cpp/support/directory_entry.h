// Reads one entry of a directory document from its JSON text.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "json/document_value.h"

namespace onduty::testing {

using EntryProblems = std::vector<std::string>;  // "pointer: reason" each

template <class Entry>
struct EntryRead {
  Entry entry;
  EntryProblems problems;
};

// What `read_entry` gives for the entry at /0.
template <class Entry>
EntryRead<Entry> read(Entry (*read_entry)(const json::DocumentValue&), const std::string& text) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  EXPECT_EQ(parser.parse(text).get(element), simdjson::SUCCESS) << text;
  ParamErrors problems;
  EntryRead<Entry> found{read_entry({element, domain::DocumentPlace().item(0), problems}), {}};
  for (const auto& [pointer, reasons] : problems.entries()) {
    for (const std::string& reason : reasons) found.problems.push_back(pointer + ": " + reason);
  }
  return found;
}

}  // namespace onduty::testing
