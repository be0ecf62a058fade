#include "benchmarks/generated/ordinary_code.h"

#include <algorithm>
#include <string_view>

namespace tatu::benchmarks {
namespace {

// One unit of code. `#` stands for its number, `@` for that of the unit before it.
constexpr std::string_view kUnit = R"tatu(/// What a shop of kind # sells.
enum Item# {
  Book(title: String, pages: Int)
  Food(name: String, grams: Float)
  Voucher

  fun price(): Int = match this {
    Book(_, pages) if pages > 500 => 40
    Book(_, pages) => 10 + pages / 20
    Food(_, grams) => (grams * 0.5).toInt() + #
    Voucher => 25
  }
}

interface Priced# {
  fun total(): Int
  fun describe(): String = "costs ${total()}"
}

/// A customer's basket.
open class Basket#(pub val owner: String, var discount: Int) : Priced# {
  val items = List<Item#>()
  val counts = Map<String, Int>()

  fun add(item: Item#) {
    items.add(item)
    val name = match item {
      Book(title, _) => title
      Food(food, _) => food
      Voucher => "voucher"
    }
    counts[name] = (counts[name] ?? 0) + 1
  }

  override fun total(): Int {
    var sum = 0
    for item in items {
      sum += item.price()
    }
    if discount > 0 && sum > 100 {
      sum -= sum * discount / 100
    } else if sum < 0 {
      throw StateException("basket of ${owner} has a negative total")
    }
    return sum
  }

  open fun receipt(): String {
    val lines = items.map(item => "${item} ${item.price()}")
    return "${owner}: ${lines.joinToString(", ")}; ${describe()}"
  }
}

class GiftBasket#(owner: String, val message: String?) : Basket#(owner, 5) {
  override fun receipt(): String {
    val text = message ?? "with love"
    return super.receipt() + " (" + text + ")"
  }
}

data class Pair#<A, B>(first: A, second: B)

fun zipped#<A, B>(left: List<A>, right: List<B>): List<Pair#<A, B>> {
  val result = List<Pair#<A, B>>()
  var i = 0
  while i < left.size && i < right.size {
    result.add(Pair#(left[i], right[i]))
    i += 1
  }
  return result
}

fun cheapest#<T: Priced#>(baskets: List<T>): T? {
  var best: T? = null
  for basket in baskets {
    if best == null || basket.total() < best.total() { best = basket }
  }
  return best
}

fun simulate#(seed: Int, rounds: Int): Int {
  val baskets = List<Basket#>()
  var state = seed
  for round in 0..<rounds {
    state = (state * 1103515245 + 12345) % 2147483648
    val basket = if round % 3 == 0 { GiftBasket#("gift ${round}", null) } else { Basket#("customer ${round}", state % 20) }
    basket.add(Item#.Book("volume ${state % 7}", state % 900))
    basket.add(Item#.Food("apples", 250.0))
    baskets.add(basket)
  }
  val limit = 30 + seed
  val rich = baskets.filter(basket => basket.total() > limit)
  val pairs = zipped#(rich.toList(), [1, 2, 3])
  // The caller wants an answer in any case.
  val result = try {
    pairs.map(pair => pair.first.total() * pair.second).fold(0, (a, b) => a + b)
  } catch e: StateException {
    e.message.length
  }
  val name = cheapest#(baskets)?.owner ?? "nobody"
  return if rounds > 0 { result + name.length } else { simulate@(seed, rounds) }
}

)tatu";

void appendUnit(std::string& text, std::size_t number) {
  const std::string own = std::to_string(number);
  const std::string previous = std::to_string(number == 0 ? 0 : number - 1);
  for (const char c : kUnit) {
    if (c == '#') {
      text += own;
    } else if (c == '@') {
      text += previous;
    } else {
      text += c;
    }
  }
}

}  // namespace

std::string ordinaryCode(std::size_t lines) {
  const auto linesPerUnit = static_cast<std::size_t>(std::count(kUnit.begin(), kUnit.end(), '\n'));
  std::string text;
  for (std::size_t i = 0; i * linesPerUnit < lines; ++i) appendUnit(text, i);
  text += "fun main() { println(simulate0(7, 20)) }\n";
  return text;
}

}  // namespace tatu::benchmarks
