// One value of a parsed document, read with the rules that apply to it.
//
// Reading never stops: what is wrong with a value is noted by its JSON pointer, and the reader goes on, so that one
// answer tells everything (I2). Of the layers, only json/ may include this header.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/directory.h"
#include "domain/document_place.h"
#include "domain/text_rule.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty::json {

class DocumentObject;

// Refers to the document's memory and to the list of problems: both must outlive it.
class DocumentValue {
 public:
  DocumentValue(simdjson::dom::element element, const domain::DocumentPlace& place, ParamErrors& problems)
      : element_(element), place_(place), problems_(&problems) {}

  void refuse(std::string_view reason) const { problems_->add(place_.pointer(), reason); }
  const domain::DocumentPlace& place() const { return place_; }
  simdjson::dom::element element() const { return element_; }

  // Each gives nothing when it refused the value.
  std::optional<bool> boolean() const;
  std::optional<std::string_view> text() const;
  std::optional<std::string> text(const domain::TextRule& rule) const;
  // The same without white space at its ends: what things are told apart by.
  std::optional<std::string> name(const domain::TextRule& rule) const;
  std::optional<std::string> url() const;  // http or https
  std::optional<std::string> email() const;
  std::optional<Uuid> uuid() const;        // not the nil one, which names nobody
  std::optional<Instant> instant() const;  // RFC 3339, or as the catalogue's dates: 2024-11-22 20:29:43 +0000
  std::optional<DocumentObject> object() const;
  // The items, each at its place.
  std::optional<std::vector<DocumentValue>> list() const;
  // Lists of texts or names, none of them twice; one that was refused is empty.
  std::optional<std::vector<std::string>> texts(const domain::TextRule& rule) const;
  std::optional<std::vector<std::string>> names(const domain::TextRule& rule) const;

  // What `read`, called with a value, gives; or null where the document has null.
  template <class Read>
  auto nullable(Read read) const -> std::optional<decltype(read(std::declval<const DocumentValue&>()))> {
    using Value = decltype(read(std::declval<const DocumentValue&>()));
    if (element_.is_null()) return std::optional<Value>(std::in_place, std::nullopt);
    DocumentValue value = *this;
    value.may_be_null_ = true;
    Value found = read(std::as_const(value));
    return found ? std::optional<Value>(std::move(found)) : std::nullopt;
  }

  // An entry a item, at the same index. `read` takes a value and gives an entry.
  template <class Entry>
  std::vector<Entry> entries(Entry (*read)(const DocumentValue&)) const;

 private:
  using ReadText = std::optional<std::string> (DocumentValue::*)(const domain::TextRule& rule) const;

  void refuse_type(std::string_view expected) const;
  std::optional<std::vector<std::string>> list_of(ReadText read, const domain::TextRule& rule) const;

  simdjson::dom::element element_;
  domain::DocumentPlace place_;
  ParamErrors* problems_;
  bool may_be_null_ = false;  // only for what a refusal says
};

// Refers to the document's memory and to the list of problems: both must outlive it.
class DocumentObject {
 public:
  DocumentObject(simdjson::dom::object object, const domain::DocumentPlace& place, ParamErrors& problems)
      : object_(object), place_(place), problems_(&problems) {}

  // Notes a problem with a key, which may be absent.
  void refuse(std::string_view key, std::string_view reason) const {
    problems_->add(place_.key(key).pointer(), reason);
  }
  bool has(std::string_view key) const { return object_.at_key(key).error() == simdjson::SUCCESS; }

  // Calls `visit` with each key and value, in order.
  template <class Visit>
  void each(Visit visit) const {
    for (const auto& [key, element] : object_) visit(key, DocumentValue(element, place_.key(key), *problems_));
  }

 private:
  simdjson::dom::object object_;
  domain::DocumentPlace place_;
  ParamErrors* problems_;
};

template <class Entry>
std::vector<Entry> DocumentValue::entries(Entry (*read)(const DocumentValue&)) const {
  std::vector<Entry> entries;
  simdjson::dom::array array;
  if (element_.get(array) != simdjson::SUCCESS) {
    refuse_type("a list");
    return entries;
  }
  entries.reserve(array.size());
  for (const auto element : array) {
    entries.push_back(read(DocumentValue(element, place_.item(entries.size()), *problems_)));
  }
  return entries;
}

}  // namespace onduty::json
