// Arguments as Python gives them, for signatures of methods. What is a wrong type is a TypeError; a wrong value is
// passed on for the core to refuse.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty::bindings {

// A str as UTF-8. Lone surrogates, for which UTF-8 has no form, become bytes that are not UTF-8, and those the core
// refuses or finds nothing by.
struct TextArgument : std::string {
  using std::string::string;
};

// The same, or a uuid.UUID.
struct UuidArgument : std::string {
  using std::string::string;
};

// The same, for whom it is: text that is no uuid is the nil uuid, which nobody has.
struct UserArgument {
  Uuid uuid;
};

// An int of any size; what is beyond 64 bits is the nearest number within.
struct NumberArgument {
  std::int64_t value = 0;
};

// An instant: a datetime with a time zone, or RFC 3339 text. `problem` says what is wrong with another one.
struct InstantArgument {
  Instant instant;
  const char* problem = nullptr;
};

using Text = std::optional<TextArgument>;
using InstantOption = std::optional<InstantArgument>;

// False when `argument` is no str.
bool load_text(pybind11::handle argument, std::string& text);
bool load_uuid(pybind11::handle argument, std::string& text);
bool load_user(pybind11::handle argument, Uuid& user);
// Whether it is a uuid.UUID.
bool is_uuid(pybind11::handle value);
bool load_number(pybind11::handle argument, std::int64_t& number);
// False when `argument` is neither a datetime nor a str.
bool load_instant(pybind11::handle argument, InstantArgument& instant);

// The instant, if one is given and right; what is wrong with it goes to `refused`.
std::optional<Instant> instant_or_refuse(const char* param, const InstantOption& argument, ParamErrors& refused);
// The uuid, in the same way.
std::optional<Uuid> uuid_or_refuse(const char* param, const std::optional<UuidArgument>& argument,
                                   ParamErrors& refused);

// The path of a file, from a str, bytes or os.PathLike. Raises InvalidParamsError for what no file can be called.
std::filesystem::path to_path(const pybind11::object& argument);

}  // namespace onduty::bindings

namespace pybind11::detail {

template <>
struct type_caster<onduty::bindings::TextArgument> {
  PYBIND11_TYPE_CASTER(onduty::bindings::TextArgument, const_name("str"));
  bool load(handle argument, bool /*convert*/) { return onduty::bindings::load_text(argument, value); }
  static handle cast(const onduty::bindings::TextArgument& text, return_value_policy /*policy*/, handle /*parent*/) {
    return pybind11::str(static_cast<const std::string&>(text)).release();
  }
};

template <>
struct type_caster<onduty::bindings::UuidArgument> {
  PYBIND11_TYPE_CASTER(onduty::bindings::UuidArgument, const_name("str | uuid.UUID"));
  bool load(handle argument, bool /*convert*/) { return onduty::bindings::load_uuid(argument, value); }
  static handle cast(const onduty::bindings::UuidArgument& text, return_value_policy /*policy*/, handle /*parent*/) {
    return pybind11::str(static_cast<const std::string&>(text)).release();
  }
};

template <>
struct type_caster<onduty::bindings::UserArgument> {
  PYBIND11_TYPE_CASTER(onduty::bindings::UserArgument, const_name("str | uuid.UUID"));
  bool load(handle argument, bool /*convert*/) { return onduty::bindings::load_user(argument, value.uuid); }
  static handle cast(const onduty::bindings::UserArgument& user, return_value_policy /*policy*/, handle /*parent*/) {
    return pybind11::str(user.uuid.hex()).release();
  }
};

template <>
struct type_caster<onduty::bindings::NumberArgument> {
  PYBIND11_TYPE_CASTER(onduty::bindings::NumberArgument, const_name("int"));
  bool load(handle argument, bool /*convert*/) { return onduty::bindings::load_number(argument, value.value); }
  static handle cast(onduty::bindings::NumberArgument number, return_value_policy /*policy*/, handle /*parent*/) {
    return pybind11::int_(number.value).release();
  }
};

template <>
struct type_caster<onduty::bindings::InstantArgument> {
  PYBIND11_TYPE_CASTER(onduty::bindings::InstantArgument, const_name("datetime.datetime | str"));
  bool load(handle argument, bool /*convert*/) { return onduty::bindings::load_instant(argument, value); }
  static handle cast(const onduty::bindings::InstantArgument& argument, return_value_policy /*policy*/,
                     handle /*parent*/) {
    return pybind11::str(argument.instant.with_offset()).release();
  }
};

}  // namespace pybind11::detail
