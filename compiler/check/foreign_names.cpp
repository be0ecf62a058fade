#include "compiler/check/foreign_names.h"

#include <algorithm>

namespace tatu::compiler::check {
namespace {

constexpr std::string_view kPrinting = "text is printed by `println(…)` and `print(…)`";
constexpr std::string_view kFormatting = "values are put into a text: `println(\"${a} and ${b}\")`";
constexpr std::string_view kListLiteral = "a list is written `[1, 2, 3]`";
constexpr std::string_view kMapLiteral = "a map is written `[\"a\": 1]`, an empty one `[:]`";
constexpr std::string_view kSetLiteral = "write `val s: Set<Int> = [1, 2, 3]`, or `Set<Int>()`";
constexpr std::string_view kIntFromText = "a text is read by `Int.parse(text)`, a number converted by `x.toInt()`";
constexpr std::string_view kFloatFromText =
    "a text is read by `Float.parse(text)`, a number converted by `x.toFloat()`";

constexpr std::string_view kConnecting = "a connection is made by `TcpConnection.connect(host, port)`";
constexpr std::string_view kListening = "a server begins with `TcpListener.listen(host, port)`";

constexpr ForeignName kNames[] = {
    {"nil", "null", ""},
    {"None", "null", ""},
    {"NULL", "null", ""},
    {"nullptr", "null", ""},
    {"undefined", "null", ""},
    {"True", "true", ""},
    {"False", "false", ""},
    {"TRUE", "true", ""},
    {"FALSE", "false", ""},
    {"self", "this", ""},
    {"Self", "this", ""},
    {"console", "", kPrinting},
    {"System", "", kPrinting},
    {"Console", "", kPrinting},
    {"fmt", "", kPrinting},
    {"cout", "", kPrinting},
    {"puts", "println", ""},
    {"echo", "println", ""},
    {"writeln", "println", ""},
    {"printLine", "println", ""},
    {"printf", "", kFormatting},
    {"sprintf", "", kFormatting},
    {"format", "", kFormatting},
    {"input", "readLine", ""},
    {"gets", "readLine", ""},
    {"readln", "readLine", ""},
    {"len", "", "the length of a text is `x.length`, that of a collection `x.size`"},
    {"range", "", "a range is written `0..<n`, or `1..n` with its end"},
    {"str", "", "text of a value is `x.toString()` or `\"${x}\"`"},
    {"int", "", kIntFromText},
    {"parseInt", "", kIntFromText},
    {"float", "", kFloatFromText},
    {"parseFloat", "", kFloatFromText},
    {"it", "", "a lambda names its parameters: `x => x + 1`"},
    {"lambda", "", "a lambda is written `x => x + 1`"},
    {"scope", "",
     "before braces that belong to something else a scope stands in parentheses: `match (scope { … }) { … }`"},
    {"yieldAll", "", "they are yielded one by one: `for x in xs { yield x }`"},
    {"Socket", "", kConnecting},
    {"ServerSocket", "", kListening},
    {"socket", "", kConnecting},
    {"connect", "", kConnecting},
    {"listen", "", kListening},
    {"listOf", "", kListLiteral},
    {"mutableListOf", "", kListLiteral},
    {"arrayOf", "", "an array is written `val a: Array<Int> = [1, 2, 3]`"},
    {"mapOf", "", kMapLiteral},
    {"mutableMapOf", "", kMapLiteral},
    {"setOf", "", kSetLiteral},
    {"mutableSetOf", "", kSetLiteral},
};

constexpr ForeignName kTypes[] = {
    {"int", "Int", ""},
    {"Integer", "Int", ""},
    {"Long", "Int", "an `Int` has 64 bits"},
    {"long", "Int", "an `Int` has 64 bits"},
    {"i64", "Int", ""},
    {"i32", "Int32", ""},
    {"u8", "Byte", ""},
    {"char", "Char", ""},
    {"Character", "Char", ""},
    {"str", "String", ""},
    {"bool", "Bool", ""},
    {"boolean", "Bool", ""},
    {"Boolean", "Bool", ""},
    {"float", "Float", ""},
    {"double", "Float", "a `Float` has 64 bits"},
    {"Double", "Float", "a `Float` has 64 bits"},
    {"f64", "Float", ""},
    {"f32", "Float32", ""},
    {"void", "Unit", "a function without result is written without a result type"},
    {"Void", "Unit", "a function without result is written without a result type"},
    {"any", "Any", ""},
    {"object", "Any", ""},
    {"Object", "Any", ""},
    {"ArrayList", "List", ""},
    {"MutableList", "List", ""},
    {"Vec", "List", ""},
    {"vector", "List", ""},
    {"HashMap", "Map", ""},
    {"MutableMap", "Map", ""},
    {"Dictionary", "Map", ""},
    {"Dict", "Map", ""},
    {"dict", "Map", ""},
    {"HashSet", "Set", ""},
    {"MutableSet", "Set", ""},
    {"Queue", "Deque", ""},
    {"ArrayDeque", "Deque", ""},
    {"Error", "Exception", ""},
    {"Throwable", "Exception", ""},
    {"RuntimeException", "Exception", ""},
    {"Option", "", "what may be missing has the type `T?`"},
    {"Optional", "", "what may be missing has the type `T?`"},
};

constexpr std::string_view kIndexing =
    "offsets count bytes: `charAt(offset)`, `byteAt(offset)`, `slice(start, end)`; `for c in text` walks by characters";

constexpr ForeignMember kMembers[] = {
    {"length", "size", ""},
    {"len", "size", ""},
    {"Length", "size", ""},
    {"Count", "size", ""},
    {"size", "length", ""},
    {"len", "length", ""},
    {"isNotEmpty", "isEmpty", "write `!x.isEmpty`"},
    {"empty", "isEmpty", ""},
    {"isBlank", "trim", "write `x.trim().isEmpty`"},
    {"indices", "getOrNull", "write `0..<x.size`"},
    {"push", "add", ""},
    {"append", "add", ""},
    {"push_back", "add", ""},
    {"push", "addLast", ""},
    {"append", "addLast", ""},
    {"enqueue", "addLast", ""},
    {"dequeue", "removeFirst", ""},
    {"pop", "removeLast", ""},
    {"extend", "addAll", ""},
    {"delete", "remove", ""},
    {"discard", "remove", ""},
    {"removeIf", "removeWhere", ""},
    {"removeAll", "removeWhere", ""},
    {"includes", "contains", ""},
    {"has", "containsKey", ""},
    {"has", "contains", ""},
    {"contains", "containsKey", ""},
    {"hasKey", "containsKey", ""},
    {"put", "getOrPut", "write `map[key] = value`"},
    {"insert", "getOrPut", "write `map[key] = value`"},
    {"entries", "getOrPut", "a map gives its pairs itself: `for (key, value) in map`"},
    {"items", "getOrPut", "a map gives its pairs itself: `for (key, value) in map`"},
    {"getOrElse", "getOrDefault", ""},
    {"each", "forEach", ""},
    {"join", "joinToString", ""},
    {"some", "any", ""},
    {"every", "all", ""},
    {"foldl", "fold", ""},
    {"inject", "fold", ""},
    {"collect", "toList", ""},
    {"sum", "sumOf", "write `sumOf(x => x)`, for floats `sumOfFloat(x => x)`"},
    {"average", "sumOfFloat", "write `xs.sumOfFloat(x => x.toFloat()) / xs.size.toFloat()`"},
    {"filterNotNull", "mapNotNull", "write `mapNotNull(x => x)`"},
    {"flatten", "flatMap", "write `flatMap(x => x)`"},
    {"enumerate", "withIndex", ""},
    {"sortWith", "sortedWith", ""},
    {"subList", "slice", ""},
    {"substring", "slice", ""},
    {"substr", "slice", ""},
    {"chars", "charAt", kIndexing},
    {"charCodeAt", "byteAt", ""},
    {"codePointAt", "charAt", ""},
    {"get", "charAt", kIndexing},
    {"toUpperCase", "toUpper", ""},
    {"uppercase", "toUpper", ""},
    {"upper", "toUpper", ""},
    {"toLowerCase", "toLower", ""},
    {"lowercase", "toLower", ""},
    {"lower", "toLower", ""},
    {"strip", "trim", ""},
    {"find", "indexOf", ""},
    {"parse", "charAt", "a text is read by `Int.parse(text)` and `Float.parse(text)`"},
    {"toInt", "charAt", "a text is read by `Int.parse(text)`, or `Int.parseOrNull(text)`"},
    {"toFloat", "charAt", "a text is read by `Float.parse(text)`"},
    {"toDouble", "charAt", "a text is read by `Float.parse(text)`"},
    {"toDouble", "toFloat", ""},
    {"toLong", "toInt", ""},
    {"intValue", "toInt", ""},
    {"ceil", "ceiling", ""},
    {"code", "toInt", ""},
    {"str", "toString", ""},
    {"to_string", "toString", ""},
    {"getMessage", "message", ""},
    {"what", "message", ""},
};

constexpr ForeignMember kStatics[] = {
    {"MAX_VALUE", "max", ""},
    {"MIN_VALUE", "min", ""},
    {"MaxValue", "max", ""},
    {"MinValue", "min", ""},
    {"PI", "pi", ""},
    {"E", "e", ""},
    {"log", "ln", ""},
    {"parseInt", "parse", ""},
    {"parseFloat", "parse", ""},
    {"valueOf", "parse", ""},
    {"floor", "sqrt", "it is a method of the number: `x.floor()`"},
    {"ceil", "sqrt", "it is a method of the number: `x.ceiling()`"},
    {"round", "sqrt", "it is a method of the number: `x.round()`"},
    {"random", "sqrt", "random numbers come from `Random(seed)` or `Random.fromHost()`"},
};

const ForeignName* find(std::span<const ForeignName> rows, std::string_view word) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const ForeignName& row) { return row.word == word; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const ForeignName* findForeignName(std::string_view word) { return find(kNames, word); }
const ForeignName* findForeignType(std::string_view word) { return find(kTypes, word); }
std::span<const ForeignMember> foreignMembers() { return kMembers; }
std::span<const ForeignMember> foreignStatics() { return kStatics; }

}  // namespace tatu::compiler::check
