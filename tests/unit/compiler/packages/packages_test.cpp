// Programs that import packages: what of a package can be used, what the module says of it, and that it runs.
#include <gtest/gtest.h>

#include "bytecode/assembler.h"
#include "tests/unit/compiler/packages/package_machine.h"

namespace tatu::compiler::testing {
namespace {

const std::string kGeometry = R"(
pub const DIMENSIONS = 2
pub val unit = 1
pub val origin = Point(0, 0)
pub var made = 0
pub fun madeSoFar(): Int = made
pub lazy val table = [DIMENSIONS, unit]
const SECRET = 7
val secret = SECRET
pub fun area(width: Int, height: Int = width * 2): Int = width * height
pub fun sum(numbers: Int...): Int {
  var total = 0
  for n in numbers { total += n }
  return total
}
pub fun same<T: Equatable<T>>(a: T, b: T): Bool = a == b
pub fun at<K, V>(values: Array<V>, index: Int): V = values[index]
fun hidden(): Int = secret
pub data class Point(pub val x: Int, pub val y: Int = 1) {
  pub static val zero = 0
  pub static const WIDTH = 16
  pub static fun diagonal(n: Int): Point = Point(n, n)
  pub val length: Int get() = x + y
  pub fun moved(by: Int = 1): Point = Point(x + by, y + by)
  pub operator fun plus(other: Point): Point = Point(x + other.x, y + other.y)
  fun concealed(): Int = 1
}
pub interface Shape {
  val corners: Int
  fun name(): String
  fun describe(): String = "${name()} with ${corners} corners"
}
pub class Square(pub val side: Int) : Shape {
  override pub val corners = 4
  override pub fun name(): String = "square"
}
pub open class Animal(pub val name: String) {
  pub var age = 0
  pub lazy val tag = "tag of ${name}"
  pub open fun sound(): String = "…"
  pub open fun isIt(other: Animal): Bool = this === other
  pub fun speak(): String = "${name}: ${sound()}"
}
pub enum Colour {
  Red, Green, Mixed(parts: List<Colour>)
  pub fun isPlain(): Bool = match this {
    Mixed(_) => false
    _ => true
  }
}
pub sealed interface Event
pub data class Key(pub val code: Int) : Event
pub data class Click(pub val at: Point) : Event
pub class Stack<T> {
  val items: List<T> = []
  pub fun push(item: T) { items.add(item) }
  pub fun pop(): T? = if items.isEmpty { null } else { items.removeLast() }
  pub val size: Int get() = items.size
}
pub class Failure(message: String) : Exception(message)
pub fun fail(): Never { throw Failure("it failed") }
pub fun Int.doubled(): Int = this * 2
pub val String.shout: String get() = this.toUpper() + "!"
pub fun List<T>.second<T>(): T = this[1]
fun Int.tripled(): Int = this * 3
)";

class Packages : public ::testing::Test {
 protected:
  Packages() { machine_.add("geometry", kGeometry); }
  // What the body of `main` prints.
  std::string run(const std::string& body, const std::string& before = "import geometry\n") {
    return machine_.output(before + "fun main() {\n" + body + "\n}\n");
  }
  PackageMachine machine_;
};

TEST_F(Packages, FunctionsHaveDefaultsNamesAndAnyNumberOfValues) {
  EXPECT_EQ(run(R"(
  println(geometry.area(2))
  println(geometry.area(height = 3, width = 2))
  println(geometry.sum(1, 2, 3) + geometry.sum())
  println(geometry.same("a", "a"))
  println(geometry.at<String, Int>([1, 2].toArray(), 1))
  val f = geometry.area
  println(f(2, 2)))"),
            "8\n6\n6\ntrue\n2\n4\n");
}

TEST_F(Packages, ClassesHaveTheirMembers) {
  EXPECT_EQ(run(R"(
  val p = geometry.Point(3)
  println(p + geometry.Point.diagonal(2))
  println(p.moved().moved(by = 2).length)
  println(p.copy(y = 9))
  println(p == geometry.Point(3, 1))
  println([p: 1])
  println(geometry.Point.zero + geometry.Point.WIDTH)
  val (x, y) = p
  println(x + y)
  val stack = geometry.Stack<Int>()
  stack.push(1)
  println("${stack.size} ${stack.pop() ?? 9} ${stack.pop() ?? 9}"))"),
            "Point(5, 3)\n10\nPoint(3, 9)\ntrue\n{Point(3, 1): 1}\n16\n4\n1 1 9\n");
}

TEST_F(Packages, VariablesAreThoseOfThePackage) {
  EXPECT_EQ(run(R"(
  geometry.made += 5
  println("${geometry.made} ${geometry.madeSoFar()} ${geometry.unit} ${geometry.origin} ${geometry.table}")
  println(match 2 { geometry.DIMENSIONS => "two"; _ => "other" }))",
                "import geometry\nval here = geometry.origin\n"),
            "5 5 1 Point(0, 0) [2, 1]\ntwo\n");
}

TEST_F(Packages, ClassesOfTheProgramExtendThoseOfThePackage) {
  EXPECT_EQ(run(R"(
  val d = Dog("Rex")
  d.age = 3
  println("${d.speak()} ${d.age} ${d.tag} ${d.isIt(d)}")
  val a: geometry.Animal = d
  println("${a.isIt(a)} ${geometry.Animal("x").isIt(a)} ${a is Dog}")
  println(Cube().describe())
  val s: geometry.Shape = geometry.Square(3)
  println(s.describe())
  if s is geometry.Square { println(s.side) })",
                R"(import geometry
class Dog(name: String) : geometry.Animal(name) {
  override fun sound(): String = "woof, " + super.sound()
  override fun isIt(other: geometry.Animal): Bool = false
}
class Cube : geometry.Shape {
  override val corners = 8
  override fun name(): String = "cube"
}
)"),
            "Rex: woof, … 3 tag of Rex false\nfalse false true\ncube with 8 corners\nsquare with 4 corners\n3\n");
}

TEST_F(Packages, EnumsAndSealedTypesAreToldApart) {
  EXPECT_EQ(run(R"(
  for c in [geometry.Colour.Red, geometry.Colour.Mixed([geometry.Colour.Green])] {
    println(match c { Red => "r"; Green => "g"; Mixed(parts) => "m${parts.size}${c.isPlain()}" })
  }
  for e in [geometry.Key(4), geometry.Click(geometry.Point(3))] {
    println(match e { geometry.Key(c) => "key ${c}"; geometry.Click(geometry.Point(x, _)) => "click ${x}" })
  }
  try { geometry.fail() } catch e: geometry.Failure { println(e.message) })"),
            "r\nm1false\nkey 4\nclick 3\nit failed\n");
}

TEST_F(Packages, ExtensionsComeAlong) {
  const std::string body = "println(3.doubled())\nprintln(\"a\".shout)\nprintln([1, 2].second())";
  EXPECT_EQ(run(body), "6\nA!\n2\n");
  EXPECT_EQ(run(body, "import geometry.{doubled, shout, second}\n"), "6\nA!\n2\n");
}

TEST_F(Packages, AreRenamedAndTakenApart) {
  EXPECT_EQ(run("println(g.area(1) + surface(1) + Point(1, 1).length)",
                "import geometry as g\nimport geometry.{area as surface, Point}\n"),
            "6\n");
}

TEST_F(Packages, TheModuleImportsOnlyWhatItUses) {
  EXPECT_EQ(run("println(geometry.area(1, 1))"), "1\n");
  EXPECT_EQ(machine_.imported(), (std::vector<std::string>{"geometry.area"}));
  EXPECT_EQ(run("println(geometry.area(1))"), "2\n");
  EXPECT_EQ(machine_.imported(), (std::vector<std::string>{"geometry.area(height)", "geometry.area"}));
  EXPECT_EQ(run("println(geometry.origin.x)"), "0\n");
  EXPECT_EQ(machine_.imported(), (std::vector<std::string>{"geometry.Point", "geometry.origin"}));
}

TEST_F(Packages, AreInitialisedBeforeTheProgramAndBehindWhatTheyStandOn) {
  machine_.add("zero", "fun told(name: String): Int { println(name)\nreturn 1 }\npub val one = told(\"zero\")\n");
  machine_.add("second",
               "import zero as _zero\npub val two = 2\nval told = () => println(\"second\")\n"
               "val _done = [told()].size\n");
  machine_.add("third", "val _told = [println(\"third\")].size\n");
  EXPECT_EQ(run("println(\"main\")", "import third as _third\nimport second as _second\n"),
            "zero\nsecond\nthird\nmain\n");
}

TEST_F(Packages, ComeBeforeFilesOfTheirName) {
  EXPECT_EQ(
      machine_.messages("import geometry\nfun main() { println(geometry.area(1)) }\n", {{"geometry", "val x = 1"}}),
      "");
  EXPECT_EQ(machine_.messages("import more.geometry\nfun main() { println(geometry.x) }\n",
                              {{"more/geometry", "pub val x = 1"}}),
            "");
}

TEST_F(Packages, OfThePackagesOwnFilesTheFirstNamesIt) {
  machine_.add("tools", "import parts\npub fun helped(): Int = help() + parts.help()\npub fun help(): Int = 1\n",
               {{"parts", "pub fun help(): Int = 20\npub fun other(): Int = 300\n"}});
  EXPECT_EQ(run("println(tools.helped() + tools.help() + tools.other())", "import tools\n"), "322\n");
}

// Types of one package in another one, and of the same name in both.
TEST_F(Packages, StandOnOthers) {
  machine_.add("drawing", R"(import geometry
pub class Point(pub val name: String)
pub fun named(p: geometry.Point): Point = Point("${p.x}/${p.y}")
pub open class Cat : geometry.Animal("cat")
pub fun describe(shape: geometry.Shape): String = shape.describe()
pub fun geometry.Point.drawn(): String = "<${x}>"
)");
  EXPECT_EQ(run(R"(
  println(drawing.named(geometry.origin).name)
  println(Tiger().speak())
  println(drawing.describe(geometry.Square(1)))
  println(geometry.origin.drawn())
  val all: List<Any> = [geometry.origin, drawing.Point("a"), Point()]
  for p in all {
    println(match p { is geometry.Point => "g"; is drawing.Point => "d"; is Point => "own"; _ => "?" })
  })",
                "import drawing\nimport geometry\nclass Point\n"
                "class Tiger : drawing.Cat() { override fun sound(): String = \"roar\" }\n"),
            "0/0\ncat: roar\nsquare with 4 corners\n<0>\ng\nd\nown\n");
  EXPECT_EQ(run("println(Lion().speak())",
                "import drawing\nclass Lion : drawing.Cat() { override fun sound(): String = \"roar\" }\n"),
            "cat: roar\n")
      << "what it stands on need not be imported";
}

TEST_F(Packages, NeedWhatTheyStandOn) {
  PackageMachine other;
  machine_.add("drawing", "import geometry\npub fun origin(): geometry.Point = geometry.origin\n");
  other.add(machine_.last());
  EXPECT_EQ(other.messages("import drawing\nimport drawing as d\nfun main() { println(drawing.origin()) }\n"),
            "program.tatu:1:1: error[E0701]: the package `drawing` needs the package `geometry` 0.0.0, which was not "
            "given\n");
}

// As a host makes one: the module has no source.
TEST(HostPackages, HaveNativeFunctions) {
  PackageMachine machine;
  machine.addNative("game.enemy@1", "(Int) -> Int", [](vm::NativeCall& call) { return call.returnInt(7); });
  const auto module = bytecode::assemble(
      "module \"game\" \"2.1\"\n"
      "function enemy pub\n  parameter level: Int\n  result Int\n  native \"game.enemy@1\"\nend\n");
  ASSERT_TRUE(module.has_value()) << module.error().message;
  auto verified = bytecode::verifyModule(*module, {&machine.core(), 1}, {"game", false});
  ASSERT_TRUE(verified.has_value()) << verified.error().text();
  machine.add(*verified);
  EXPECT_EQ(machine.output("import game\nimport game.{enemy as make}\n"
                           "fun main() { println(game.enemy(level = 1) + make(2)) }\n"),
            "14\n");
  EXPECT_EQ(machine.messages("import game\nfun main() { println(game.enemy()) }\n").substr(0, 26),
            "program.tatu:2:32: error[E");
}

}  // namespace
}  // namespace tatu::compiler::testing
