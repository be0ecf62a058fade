// An extension of SQLite by which queries call functions of programs that somebody else has written:
//
//   SELECT tatu_load('shop', 'pub fun discount(price: Float, quantity: Int): Float = ...');
//   SELECT item, tatu('shop.discount', price, quantity) FROM orders;
//
//   tatu_load(name, code)     takes source text (TEXT), or a compiled module (BLOB)
//   tatu(function, ...)       calls "program.function"; values.h says which types go with which
//   tatu_limit(name, most)    'fuel' and 'milliseconds' of each call, bytes of 'memory' of each program
//
// Programs have no rights and cannot be seen from outside the connection. Whatever they do, a query that calls them
// ends with a result or with an error, and the connection can be used as before.
#include <sqlite3ext.h>

#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "programs.h"
#include "values.h"

SQLITE_EXTENSION_INIT1

namespace {

using Arguments = std::span<sqlite3_value*>;

std::string_view textOf(sqlite3_value* value) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void load(sqlite3_context* context, Programs& programs, Arguments arguments) {
  const std::string name(textOf(arguments[0]));
  if (name.empty() || name.find('.') != std::string::npos) {
    throw tatu::Error(TATU_MISUSE, "the name of a program must not be empty or have dots");
  }
  if (sqlite3_value_type(arguments[1]) == SQLITE_BLOB) {
    const auto* const bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(arguments[1]));
    programs.loadModule(name, {bytes, static_cast<std::size_t>(sqlite3_value_bytes(arguments[1]))});
  } else {
    programs.loadText(name, textOf(arguments[1]));
  }
  sqlite3_result_text64(context, name.data(), name.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void call(sqlite3_context* context, Programs& programs, Arguments arguments) {
  if (arguments.empty())
    throw tatu::Error(TATU_MISUSE, "tatu needs the name of a function: tatu('program.function', ...)");
  const std::string_view path = textOf(arguments[0]);
  Program& program = programs.programOf(path);
  const Callable* const callable = program.find(std::string(path.substr(path.find('.') + 1)));
  if (callable == nullptr) throw tatu::Error(TATU_MISUSE, "there is no public function `" + std::string(path) + "`");
  std::vector<tatu_value> values;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const bool isKnown = i <= callable->parameters.size();
    values.push_back(fromSql(arguments[i], isKnown ? std::string_view(callable->parameters[i - 1]) : ""));
  }
  auto result = program.call(*callable, values, programs.limits().fuel);
  if (!result) throw tatu::Error(result.error().status(), std::string(path) + ": " + result.error().what());
  if (!giveResult(context, *result)) {
    throw tatu::Error(TATU_MISUSE, std::string(path) + ": what it returns is nothing that SQL has");
  }
}

void limit(sqlite3_context* context, Programs& programs, Arguments arguments) {
  const sqlite3_int64 most = sqlite3_value_int64(arguments[1]);
  if (most < 0) throw tatu::Error(TATU_MISUSE, "a limit must not be negative");
  programs.setLimit(textOf(arguments[0]), static_cast<std::uint64_t>(most));
  sqlite3_result_int64(context, most);
}

// Each function of SQL holds the connection's programs; they go with the last of them.
using Held = std::shared_ptr<Programs>;

template <auto function>
void guarded(sqlite3_context* context, int count, sqlite3_value** arguments) noexcept {
  try {
    function(context, **static_cast<Held*>(sqlite3_user_data(context)), {arguments, static_cast<std::size_t>(count)});
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  } catch (const std::exception& error) {
    sqlite3_result_error(context, error.what(), -1);
  }
}

struct Registered {
  const char* name;
  int arguments;  // -1: any number
  int flags;
  void (*function)(sqlite3_context*, int, sqlite3_value**);
};

// What loads and limits programs is for queries, not for the views and triggers of a database from somebody else.
constexpr Registered kFunctions[] = {
    {"tatu_load", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, guarded<load>},
    {"tatu", -1, SQLITE_UTF8, guarded<call>},
    {"tatu_limit", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, guarded<limit>},
};

int registerFunctions(sqlite3* database) {
  const auto programs = std::make_shared<Programs>();
  for (const Registered& entry : kFunctions) {
    auto held = std::make_unique<Held>(programs);
    const int status =
        sqlite3_create_function_v2(database, entry.name, entry.arguments, entry.flags, held.release(), entry.function,
                                   nullptr, nullptr, [](void* data) { delete static_cast<Held*>(data); });
    if (status != SQLITE_OK) return status;  // it has called the destructor
  }
  return SQLITE_OK_LOAD_PERMANENTLY;  // the runtime is used by all connections
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int sqlite3_tatusqlite_init(sqlite3* database, char** message,
                                                                              const sqlite3_api_routines* api) {
  SQLITE_EXTENSION_INIT2(api);
  try {
    return registerFunctions(database);
  } catch (const std::exception& error) {
    *message = sqlite3_mprintf("%s", error.what());
    return SQLITE_ERROR;
  }
}
