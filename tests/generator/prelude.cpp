// What generated programs may use without declaring it: helpers that say a value's type, and the like.
#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

struct Piece {
  const char* call;  // how a use of it looks
  const char* text;
};

constexpr Piece kPieces[] = {
    {"same<", "fun same<T>(x: T): T = x\n"},
    {"some<", "fun some<T>(x: T): T? = x\n"},
    {"absent<", "fun absent<T>(): T? = null\n"},
    {"short(", "fun short(s: String): String = if s.length > 24 { \"#\" + s.length.toString() } else { s }\n"},
    {"isOne<", "fun isOne<T>(x: Any): Bool = x is T\n"},
    {"asOne<", "fun asOne<T>(x: Any): T = x as T\n"},
    {"firstOf<",
     "fun firstOf<T>(xs: List<Any>): T? {\n  for x in xs {\n    if x is T { return x }\n  }\n  return null\n}\n"},
    {"most<", "fun most<T: Comparable<T>>(a: T, b: T): T = if a > b { a } else { b }\n"},
    {"equal<", "fun equal<T: Equatable<T>>(a: T, b: T): Bool = a == b\n"},
    {"picked(", "fun picked(a: Array<Int>, i: Int): Int {\n  var k = i\n  if k > 9 { k -= 7 }\n  return a[k]\n}\n"},
    {"taken(", "fun taken(a: Array<Int>, i: Int): Int = a[i]\n"},
    {"stepped(", "fun stepped(n: Int): Int {\n  if n % 3 == 0 { return n / 3 }\n  return n - 1\n}\n"},
    {"Sprout(",
     "class Sprout(val key: Int) {\n  var less: Sprout? = null\n  var more: Sprout? = null\n  fun grow(k: Int) {\n"
     "    if k < key {\n      val found = less\n      if found == null { less = Sprout(k) } else { found.grow(k) }\n"
     "    } else {\n      val found = more\n      if found == null { more = Sprout(k) } else { found.grow(k) }\n    "
     "}\n  }\n"
     "  fun size(): Int = 1 + (less?.size() ?? 0) + (more?.size() ?? 0)\n}\n"},
    {"called<", "fun called<A, B>(f: (A) -> B, x: A): B = f(x)\n"},
};

}  // namespace

std::string Maker::preludeFor(const std::string& text) {
  std::string prelude;
  for (const Piece& piece : kPieces) {
    if (text.find(piece.call) != std::string::npos) prelude += piece.text;
  }
  return prelude;
}

}  // namespace tatu::generator
