#include "support/dump.h"

#include <vector>

namespace onduty::testing {
namespace {

std::vector<std::string> texts(store::Connection& connection, const std::string& sql) {
  std::vector<std::string> found;
  store::Statement statement(connection, sql);
  while (statement.step()) found.push_back(statement.text(0));
  return found;
}

// A SELECT of one text a row: every column quoted, so that NULL, numbers, text and blobs differ.
std::string row_query(store::Connection& connection, const std::string& table) {
  std::string columns;
  for (const std::string& column : texts(connection, "SELECT name FROM pragma_table_info('" + table + "')")) {
    columns += (columns.empty() ? "" : "||'|'||") + ("quote(" + column + ")");
  }
  return "SELECT " + columns + " AS row FROM " + table + " ORDER BY row";
}

}  // namespace

std::string dump(store::Connection& connection) {
  std::string all;
  for (const std::string& table : texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")) {
    for (const std::string& row : texts(connection, row_query(connection, table))) all += table + ": " + row + "\n";
  }
  return connection.failure() ? std::string() : all;
}

std::string dump_file(const std::string& path) {
  auto connection = store::Connection::open(path, store::Connection::Mode::kReadOnly);
  return connection.ok() ? dump(*connection.value()) : std::string();
}

}  // namespace onduty::testing
