// What programs and forged modules try with the classes of a host.
#include <gmock/gmock.h>

#include "bytecode/module_builder.h"
#include "bytecode/writer.h"
#include "things.h"

namespace tatu::embedding::test {
namespace {

using bytecode::FunctionFlag;
using bytecode::Opcode;
using bytecode::TypeKind;
using ::testing::HasSubstr;

constexpr std::uint32_t flag(FunctionFlag one) { return static_cast<std::uint32_t>(one); }

// A module that imports game.Thing as it says it is.
class Forgery {
 public:
  Forgery() {
    bytecode::Class row = named("Thing");
    row.package = package();
    thing = builder.addClass(std::move(row));
    type = builder.classType(thing, {});
  }
  bytecode::PackageIndex package() { return builder.package("game", "1"); }
  bytecode::Class named(const char* name) {
    bytecode::Class row;
    row.name = builder.string(name);
    row.isPublic = true;
    return row;
  }
  bytecode::Function function(const char* name, std::uint32_t flags) {
    bytecode::Function row;
    row.name = builder.string(name);
    row.flags = flags;
    row.result = builder.leaf(TypeKind::Unit);
    return row;
  }
  Outcome load(ThingHost& things) {
    const auto bytes = bytecode::writeModule(std::move(builder).finish());
    tatu_error* error = nullptr;
    tatu_module* module = nullptr;
    return outcomeOf(tatu_module_load(things.host.runtime(), bytes.data(), bytes.size(), "forged", &module, &error),
                     error);
  }

  bytecode::ModuleBuilder builder{"forged", "1"};
  bytecode::ClassIndex thing;
  bytecode::TypeIndex type;
};

TEST(HostileClasses, HaveNoConstructorToCall) {
  ThingHost things;
  Forgery forgery;
  bytecode::Function constructor = forgery.function("constructor", flag(FunctionFlag::Constructor));
  constructor.package = forgery.package();
  constructor.owner = forgery.thing;
  constructor.parameters.push_back({forgery.builder.string("this"), forgery.type});
  (void)forgery.builder.addFunction(std::move(constructor));
  const Outcome outcome = forgery.load(things);
  EXPECT_EQ(outcome.status, TATU_REJECTED);
  EXPECT_THAT(outcome.details, HasSubstr("no such function"));
}

// A module's own constructor of an imported class, and its own method.
TEST(HostileClasses, TakeNoMembersFromElsewhere) {
  for (const FunctionFlag kind : {FunctionFlag::Constructor, FunctionFlag::Public, FunctionFlag::Static}) {
    ThingHost things;
    Forgery forgery;
    bytecode::Function member = forgery.function("constructor", flag(kind));
    member.owner = forgery.thing;
    member.parameters.push_back({forgery.builder.string("this"), forgery.type});
    const auto index = forgery.builder.addFunction(std::move(member));
    bytecode::CodeBuilder& code = forgery.builder.codeOf(index);
    code.emit(Opcode::PushUnit);
    code.emit(Opcode::Return);
    const Outcome outcome = forgery.load(things);
    EXPECT_EQ(outcome.status, TATU_REJECTED);
    EXPECT_THAT(outcome.details, HasSubstr("different packages"));
  }
}

TEST(HostileClasses, ShowNoNumber) {
  for (const bool isPublic : {false, true}) {
    for (const bool isMutable : {false, true}) {
      ThingHost things;
      Forgery forgery;
      bytecode::Field field;
      field.isPublic = isPublic;
      field.isMutable = isMutable;
      field.name = forgery.builder.string("host object");
      field.type = forgery.builder.leaf(TypeKind::Int);
      forgery.builder.at(forgery.thing).fields.push_back(field);
      const Outcome outcome = forgery.load(things);
      EXPECT_EQ(outcome.status, TATU_REJECTED);
      EXPECT_THAT(outcome.details, HasSubstr("is not public"));
    }
  }
}

TEST(HostileClasses, AreNotExtended) {
  ThingHost things;
  Forgery forgery;
  bytecode::Class below = forgery.named("Below");
  below.superclass = forgery.type;
  (void)forgery.builder.addClass(std::move(below));
  const Outcome outcome = forgery.load(things);
  EXPECT_EQ(outcome.status, TATU_REJECTED);
  EXPECT_THAT(outcome.details, HasSubstr("not an open or abstract class"));
}

TEST(HostileClasses, AreWhatTheHostSaysTheyAre) {
  for (int lie = 0; lie < 4; ++lie) {
    ThingHost things;
    Forgery forgery;
    bytecode::Class& row = forgery.builder.at(forgery.thing);
    if (lie == 0) row.isOpen = true;
    if (lie == 1) row.isData = true;
    if (lie == 2) row.isAbstract = true;
    if (lie == 3) row.kind = bytecode::ClassKind::Interface;
    EXPECT_EQ(forgery.load(things).status, TATU_REJECTED) << lie;
  }
}

// Members of other shapes than the host's: other types would make numbers of pointers.
TEST(HostileClasses, HaveTheMembersOfTheHostOnly) {
  for (int lie = 0; lie < 4; ++lie) {
    ThingHost things;
    Forgery forgery;
    bytecode::Function add = forgery.function("add", flag(FunctionFlag::Public));
    add.package = forgery.package();
    add.owner = forgery.thing;
    const auto integer = forgery.builder.leaf(TypeKind::Int);
    add.parameters.push_back({forgery.builder.string("this"), lie == 0 ? integer : forgery.type});
    add.parameters.push_back({forgery.builder.string("n"), lie == 1 ? forgery.type : integer});
    add.result = lie == 2 ? forgery.type : integer;
    if (lie == 3) add.flags |= flag(FunctionFlag::Open);
    (void)forgery.builder.addFunction(std::move(add));
    EXPECT_EQ(forgery.load(things).status, TATU_REJECTED) << lie;
  }
}

TEST(HostileClasses, AreOfTheirModuleOnly) {
  ThingHost things;
  bytecode::ModuleBuilder builder("other", "1");
  bytecode::Class row;
  row.name = builder.string("Thing");
  row.isPublic = true;
  const auto own = builder.addClass(std::move(row));
  bytecode::Function add;
  add.name = builder.string("add");
  add.owner = own;
  add.flags = flag(FunctionFlag::Public) | flag(FunctionFlag::Native);
  add.nativeName = builder.string("game.Thing.add@1");
  add.parameters.push_back({builder.string("this"), builder.classType(own, {})});
  add.parameters.push_back({builder.string("n"), builder.leaf(TypeKind::Int)});
  add.result = builder.leaf(TypeKind::Int);
  (void)builder.addFunction(std::move(add));
  const auto bytes = bytecode::writeModule(std::move(builder).finish());
  tatu_module* module = nullptr;
  EXPECT_EQ(tatu_package_load(things.host.runtime(), bytes.data(), bytes.size(), "other", &module, nullptr),
            TATU_REJECTED);
}

TEST(HostileClasses, TheCompilerSaysWhatCannotBeDone) {
  const ThingHost things;
  const auto said = [&](const char* body) {
    return things.host.messagesOf("import game\n" + std::string(body) + "\n");
  };
  const std::string made = said("pub fun f(): game.Thing = game.Thing(5)");
  EXPECT_THAT(made, HasSubstr("only the host makes objects of `Thing`"));
  EXPECT_THAT(made, HasSubstr("from a function of `game` that gives one"));
  EXPECT_THAT(said("class Mine : game.Thing()"), HasSubstr("cannot be extended"));
  EXPECT_THAT(said("pub fun f(t: game.Thing): Int = t.missing"), HasSubstr("missing"));
  EXPECT_THAT(said("pub fun f(t: game.Thing) { t.add = 5 }"), HasSubstr("error[E"));
  EXPECT_THAT(said("pub fun f(t: game.Thing) { t.number = \"five\" }"), HasSubstr("Int"));
  EXPECT_THAT(said("pub fun f(t: game.Thing): Bool = t == t"), HasSubstr("==="));
  EXPECT_THAT(said("pub fun f(t: game.Thing): Int = t.add(1, 2)"), HasSubstr("add"));
  EXPECT_THAT(said("pub fun f(t: game.Other) { t.add(1) }"), HasSubstr("add"));
}

TEST(HostileClasses, DeclarationsAreRefusedThatMakeNoSense) {
  Host host;
  tatu_host_module* builder = nullptr;
  ASSERT_EQ(tatu_host_module_create(host.runtime(), "game", &builder, nullptr), TATU_OK);
  const auto addClass = [&](const char* name) {
    return tatu_host_module_add_class(builder, name, nullptr, nullptr, nullptr, nullptr);
  };
  const auto add = [&](const char* declaration) {
    const tatu_host_function nothing = [](tatu_host_call*, const tatu_value*, std::size_t, tatu_value*, void*) {
      return TATU_OK;
    };
    return tatu_host_module_add(builder, declaration, nothing, nullptr, nullptr);
  };
  EXPECT_EQ(addClass("Entity"), TATU_OK);
  for (const char* name : {"", "Entity", "a b", "Int", "String", "Array", "1a", "a.b"}) {
    EXPECT_EQ(addClass(name), TATU_MISUSE) << name;
  }
  EXPECT_EQ(add("var Entity.name: String"), TATU_OK);
  EXPECT_EQ(add("fun Entity.move(x: Int, y: Int): (Entity, Array<Entity?>)"), TATU_OK);
  EXPECT_EQ(add("static fun Entity.any(): Entity"), TATU_OK);
  EXPECT_EQ(add("fun named(name: String): Entity?"), TATU_OK);
  for (const char* declaration :
       {"fun Entity", "fun Entity.", "fun Entity.()", "fun Entity.name()", "val Entity.move: Int", "val Entity.size",
        "val Entity.size: ", "val size: Int", "var Entity.size: Int = 5", "static Entity.f()", "static fun f()",
        "static val Entity.size: Int", "fun Other.f()", "fun f(other: Other)", "fun Entity.f(this: Int)",
        "fun Entity.f.g()", "fun Entity(name: String): Entity", "val Entity.a: Entity<Int>", "fun Entity.f(): Map"}) {
    EXPECT_EQ(add(declaration), TATU_MISUSE) << declaration;
  }
  EXPECT_EQ(addClass("named"), TATU_MISUSE);
  EXPECT_EQ(tatu_host_module_finish(builder, nullptr, nullptr), TATU_OK);
}

}  // namespace
}  // namespace tatu::embedding::test
