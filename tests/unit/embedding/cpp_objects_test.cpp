// The C++ interface: classes bound from C++, and their objects.
#include <gmock/gmock.h>

#include "include/tatu/compiler.hpp"
#include "include/tatu/tatu.hpp"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;

struct Named {
  std::string name;
  [[nodiscard]] std::string shout() const { return name + "!"; }
};

struct Door;

struct Entity : Named {
  std::int64_t x = 0;
  const std::int32_t id = 7;
  std::shared_ptr<Door> door;

  std::int64_t move(std::int64_t by) { return x += by; }
  [[nodiscard]] bool isAt(std::int64_t place) const noexcept { return x == place; }
};

struct Door {
  bool isOpen = false;
};

class CppObjects : public ::testing::Test {
 protected:
  void SetUp() override {
    HostModule game = runtime.host_module("game");
    auto door = game.bind_class<Door>("Door");
    auto entity = game.bind_class<Entity>("Entity");
    door.property("isOpen", &Door::isOpen);
    entity.method("move", {"by"}, &Entity::move)
        .method("isAt", &Entity::isAt)
        .method("shout", &Entity::shout)
        .method("greet",
                [](HostCall call, const Entity& self, const std::shared_ptr<Entity>& other) {
                  call.charge(10);
                  return self.name + " greets " + other->name;
                })
        .method("push", {"other", "by"}, [](Entity& self, Entity& other, std::int64_t by) { other.x = self.x + by; })
        .method("fail", [](Entity&) { throw Exception("NotFoundException", "nothing here"); })
        .property("name", &Entity::name)
        .property("id", &Entity::id)
        .property("x", &Entity::x)
        .property(
            "door", [](const Entity& self) { return self.door ? std::optional(self.door) : std::nullopt; },
            [](Entity& self, const std::optional<std::shared_ptr<Door>>& door) { self.door = door.value_or(nullptr); })
        .property("length", [](const Entity& self) { return static_cast<std::int64_t>(self.name.size()); })
        .function("named", {"name"}, [this](const std::string& name) -> std::optional<std::shared_ptr<Entity>> {
          for (const auto& each : all) {
            if (each->name == name) return each;
          }
          return std::nullopt;
        });
    game.function("all", [this] { return all; }).function("count", [](const std::vector<Object<Entity>>& entities) {
      return static_cast<std::int64_t>(entities.size());
    });
    options.import(game.finish());
  }
  Module program(std::string_view text) {
    const Compiled compiled = compile(text, options);
    EXPECT_TRUE(compiled) << compiled.messages();
    return runtime.load(compiled.bytes(), "program");
  }
  std::shared_ptr<Entity> add(const char* name) {
    all.push_back(std::make_shared<Entity>());
    all.back()->name = name;
    return all.back();
  }

  std::vector<std::shared_ptr<Entity>> all;
  Runtime runtime;
  CompileOptions options;
};

constexpr std::string_view kProgram = R"(
import game
var kept: game.Entity? = null
pub fun members(e: game.Entity): String {
  e.x = 3
  e.name += "y"
  return "${e.move(2)} ${e.isAt(5)} ${e.shout()} ${e.id} ${e.length}"
}
pub fun others(a: game.Entity): String {
  val b = game.Entity.named("Bob")!!
  a.push(b, 10)
  return "${a.greet(b)} ${b.x} ${game.Entity.named("none") == null} ${b === game.all()[1]} ${game.count(game.all())}"
}
pub fun door(e: game.Entity, d: game.Door): Bool {
  e.door = d
  e.door!!.isOpen = true
  return e.door === d
}
pub fun shut(e: game.Entity) { e.door = null }
pub fun fail(e: game.Entity): String = try { e.fail(); "" } catch e: NotFoundException { e.message }
pub fun keep(e: game.Entity): game.Entity { kept = e; return e }
pub fun useKept(): Int = kept!!.move(1)
pub fun same(e: game.Entity): Bool = e === kept
pub fun maybe(e: game.Entity?): game.Entity? = e
pub fun list(all: List<game.Entity>): List<game.Entity> = all
pub fun forget() { kept = null }
)";

TEST_F(CppObjects, HaveTheMembersOfTheirClass) {
  const Guest guest(program(kProgram));
  const auto ann = add("Ann");
  add("Bob");
  EXPECT_EQ(guest.call<std::string>("members", ann), "5 true Anny! 7 4");
  EXPECT_EQ(ann->name, "Anny");
  EXPECT_EQ(guest.call<std::string>("others", ann), "Anny greets Bob 15 true true 2");
  const auto door = std::make_shared<Door>();
  EXPECT_TRUE(guest.call<bool>("door", ann, door));
  EXPECT_TRUE(door->isOpen);
  EXPECT_EQ(ann->door, door);
  guest.call("shut", ann);
  EXPECT_EQ(ann->door, nullptr);
  EXPECT_EQ(guest.call<std::string>("fail", ann), "nothing here");
}

TEST_F(CppObjects, ArePassedBothWays) {
  const Guest guest(program(kProgram));
  const auto ann = add("Ann");
  add("Bob");
  EXPECT_EQ(guest.call<std::shared_ptr<Entity>>("keep", ann), ann);
  EXPECT_TRUE(guest.call<bool>("same", ann));
  EXPECT_FALSE(guest.call<bool>("same", all[1]));
  const auto object = guest.call<Object<Entity>>("keep", ann);
  EXPECT_EQ(object.get(), ann);
  EXPECT_EQ(object.raw(), runtime.object(ann).raw());
  EXPECT_TRUE(guest.call<bool>("same", object));
  using Maybe = std::optional<std::shared_ptr<Entity>>;
  EXPECT_EQ(guest.call<Maybe>("maybe", nullptr), std::nullopt);
  EXPECT_EQ(guest.call<Maybe>("maybe", ann), ann);
  using List = std::vector<std::shared_ptr<Entity>>;
  EXPECT_EQ(guest.call<List>("list", all), all);
  const auto failure = [](const auto& result) { return result ? TATU_OK : result.error().status(); };
  EXPECT_EQ(failure(guest.try_call("keep", std::make_shared<Door>())), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("keep", std::shared_ptr<Entity>())), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("keep", std::make_shared<Named>())), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call<std::shared_ptr<Door>>("keep", ann)), TATU_MISUSE);
}

TEST_F(CppObjects, BelongToWhoeverHasThem) {
  std::weak_ptr<Entity> brief;
  {
    const Guest guest(program(kProgram));
    const auto entity = std::make_shared<Entity>();
    brief = entity;
    guest.call("keep", entity);
    EXPECT_GT(entity.use_count(), 1);
    guest.call("forget");
    EXPECT_EQ(tatu_guest_release_objects(guest.raw(), nullptr), TATU_OK);
    EXPECT_EQ(entity.use_count(), 1);
    guest.call("keep", entity);  // another object for the same entity
  }
  EXPECT_TRUE(brief.expired());
}

TEST_F(CppObjects, AreRevoked) {
  const Guest guest(program(kProgram));
  const auto ann = add("Ann");
  guest.call("keep", ann);
  const Object<Entity> object = runtime.object(ann);
  const Object<Entity> copy = object;
  object.revoke();
  EXPECT_TRUE(copy.is_revoked());
  EXPECT_EQ(copy.get(), nullptr);
  EXPECT_EQ(ann.use_count(), 2);
  const auto result = guest.try_call<int>("useKept");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().exception(), "StateException");
  EXPECT_THAT(result.error().what(), HasSubstr("the host has revoked this game.Entity"));
  EXPECT_EQ(ann->x, 0);
  // Given again, it is a new object.
  EXPECT_FALSE(guest.call<bool>("same", ann));
  guest.call("keep", ann);
  EXPECT_EQ(guest.call<int>("useKept"), 1);
}

TEST_F(CppObjects, ReturnedWithTheirLastReferenceReachTheGuest) {
  HostModule doors = runtime.host_module("doors");
  doors.bind_class<Named>("Door").method("shout", &Named::shout);
  doors.function("make", [this] { return runtime.object(std::make_shared<Named>(Named{"oak"})); });
  CompileOptions options;
  options.import(doors.finish());
  const auto program = compile("import doors\npub fun shout(): String = doors.make().shout()", options);
  Guest own(runtime.load(program.bytes(), "doors"));
  EXPECT_EQ(own.call<std::string>("shout"), "oak!");
}

TEST_F(CppObjects, SayWhatCannotBeBound) {
  struct Unbound {};
  HostModule late = runtime.host_module("late");
  late.function("use", [](Unbound&) {});
  EXPECT_THAT(late.try_finish().error().what(),
              HasSubstr("has not been bound (bind_class, channel) before it is used"));
  HostModule twice = runtime.host_module("twice");
  twice.bind_class<Unbound>("A").method("f", [](Unbound&) {}).method("f", [](Unbound&) {});
  EXPECT_THAT(twice.try_finish().error().what(), HasSubstr("A.f already"));
  HostModule names = runtime.host_module("names");
  names.bind_class<Unbound>("Int");
  EXPECT_THAT(names.try_finish().error().what(), HasSubstr("cannot have the name \"Int\""));
  HostModule count = runtime.host_module("count");
  count.bind_class<Unbound>("A").method("f", {"a", "b"}, [](Unbound&, bool) {});
  EXPECT_THAT(count.try_finish().error().what(), HasSubstr("A.f has not as many parameters"));
  EXPECT_THROW((void)runtime.object(std::make_shared<Unbound>()), Error);
}

}  // namespace
}  // namespace tatu::embedding::test
