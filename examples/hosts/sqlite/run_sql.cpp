// Runs the statements of a file in a new database in memory, with an extension: host_sqlite EXTENSION FILE
//
// Prints rows as the command of SQLite does, and goes on behind an error.
#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace {

template <auto close>
struct Closer {
  template <typename T>
  void operator()(T* object) const {
    close(object);
  }
};
using Database = std::unique_ptr<sqlite3, Closer<sqlite3_close>>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer<sqlite3_finalize>>;

Database open(const char* extension) {
  sqlite3* raw = nullptr;
  sqlite3_open(":memory:", &raw);
  Database database(raw);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
  char* message = nullptr;
  if (sqlite3_load_extension(raw, extension, nullptr, &message) == SQLITE_OK) return database;
  std::fprintf(stderr, "%s: %s\n", extension, message);
  sqlite3_free(message);
  return nullptr;
}

std::string inDigits(const unsigned char* bytes, int count) {
  std::string digits = "x'";
  for (int i = 0; i < count; ++i) {
    char pair[3];
    std::snprintf(pair, sizeof pair, "%02x", bytes[i]);
    digits += pair;
  }
  return digits + "'";
}

std::string shown(sqlite3_stmt* statement, int column) {
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return "NULL";
  if (sqlite3_column_type(statement, column) == SQLITE_BLOB) {
    const auto* const bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
    return inDigits(bytes, sqlite3_column_bytes(statement, column));
  }
  return reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
}

void printRow(sqlite3_stmt* statement) {
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    std::printf("%s%s", column == 0 ? "" : "|", shown(statement, column).c_str());
  }
  std::printf("\n");
}

void run(sqlite3* database, const char* text) {
  while (*text != '\0') {
    sqlite3_stmt* raw = nullptr;
    const char* rest = text;
    int status = sqlite3_prepare_v2(database, text, -1, &raw, &rest);
    const Statement statement(raw);
    while (raw != nullptr && (status = sqlite3_step(raw)) == SQLITE_ROW) printRow(raw);
    if (status != SQLITE_OK && status != SQLITE_DONE) std::printf("error: %s\n", sqlite3_errmsg(database));
    if (rest == text) return;
    text = rest;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: host_sqlite EXTENSION FILE\n", stderr);
    return 2;
  }
  std::ifstream file(arguments[2]);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Database database = open(arguments[1]);
  if (database == nullptr) return 1;
  run(database.get(), text.c_str());
}
