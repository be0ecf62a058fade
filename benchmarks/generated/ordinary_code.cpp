#include "benchmarks/generated/ordinary_code.h"

#include <fmt/format.h>

namespace tatu::benchmarks {
namespace {

constexpr std::size_t kLinesPerUnit = 37;

std::string unitOfCode(std::size_t number, std::size_t previous) {
  return fmt::format(
      R"(/// Shape number {0}.
open class Shape{0}(val name: String, var width: Int, var height: Int) {{
  val cache = Map<String, List<Int>>()

  open fun area(): Int = width * height

  fun describe(prefix: String, items: List<Int>): String {{
    var total = 0
    for (index, item) in items.withIndex() {{
      if item % 2 == 0 && index > {0} {{
        total += item * index + {0}
      }} else if item < 0 {{
        total -= item.abs() / 2
      }} else {{
        total = total << 1
      }}
    }}
    val label = match total {{
      0 => "none"
      1..9 => "some"
      _ => "many of ${{total}}"
    }}
    return "${{prefix}} ${{name}}: ${{label}}"
  }}
}}

fun compute{0}(values: List<Int>, limit: Int): Int {{
  val doubled = values.map(x => x * 2).filter(x => x < limit)
  var best: Int? = null
  for value in doubled {{
    if best == null || value > best {{ best = value }}
  }}
  // The caller wants an answer in any case.
  val result = try {{ best ?? throw StateException("none") }} catch e: StateException {{ -1 }}
  return if limit < {0} {{ result + values[0] * (limit - 3) }} else {{ compute{1}(values, limit - 1) }}
}}

)",
      number, previous);
}

}  // namespace

std::string ordinaryCode(std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i * kLinesPerUnit < lines; ++i) text += unitOfCode(i, i == 0 ? 0 : i - 1);
  text += "fun main() { println(compute0([3, 4, 5], 7)) }\n";
  return text;
}

}  // namespace tatu::benchmarks
