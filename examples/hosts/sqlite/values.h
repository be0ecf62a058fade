// What SQL and the language have in common, both ways:
//
//   NULL      null, of types with `?`; Unit as a result
//   INTEGER   Int, Int32, Byte; Float and Bool, where a function wants one
//   REAL      Float, Float32
//   TEXT      String; Char as a result
//   BLOB      Array<Byte>
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <vector>

#include <tatu/tatu.h>

// The types of a function's parameters, from its signature "(Float, Int?) -> Float", without their `?`.
[[nodiscard]] std::vector<std::string> parameterTypes(std::string_view signature);

// What SQLite gives, for a parameter of that type. Texts and blobs are good as long as `value`.
[[nodiscard]] tatu_value fromSql(sqlite3_value* value, std::string_view type);

// False: SQL has nothing of the kind, which is an array or a record.
[[nodiscard]] bool giveResult(sqlite3_context* context, const tatu_value& value);
