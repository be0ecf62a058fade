// A game whose entities are scripts: a loop of frames in which each script gets so much fuel and no more.
//
//   host_game FOLDER     plays 60 frames with the scripts of the folder
//
// A script that has not come to an end when its fuel is used up stands where it is, and goes on in the next frame. So
// one that never ends costs its share of each frame, until the game has seen enough of it.
//
// Scripts have the entities themselves, their own and each other's, as objects of a class of the game's. When one
// leaves the game, its object is revoked: those who still have it are told so when they use it.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <tatu/compiler.hpp>
#include <tatu/tatu.hpp>

namespace {

constexpr std::uint64_t kFuelPerFrame = 50'000;
constexpr int kFrames = 60;
constexpr int kPatience = 20;  // frames that one call may take

struct Entity {
  std::string name;
  double x = 0;
  double y = 0;
  tatu::Guest guest;     // runs its script
  int framesOfCall = 0;  // how many the call under way has taken so far; 0: none is under way
  bool isAlive = true;

  void move(double byX, double byY) {
    x += byX;
    y += byY;
  }
  void say(const std::string& text) const { std::printf("%s: %s\n", name.c_str(), text.c_str()); }
  std::size_t write(int, std::string_view text) const {
    say(std::string(text));
    return text.size();
  }
};

using Entities = std::vector<std::shared_ptr<Entity>>;

// What scripts can do: `import world`.
tatu::Module makeWorld(tatu::Runtime& runtime, const Entities& entities) {
  tatu::HostModule world = runtime.host_module("world");
  world.bind_class<Entity>("Entity")
      .method("move", {"x", "y"}, &Entity::move)
      .method("say", {"text"}, &Entity::say)
      .property("name", [](const Entity& entity) { return entity.name; })
      .property("x", [](const Entity& entity) { return entity.x; })
      .property("y", [](const Entity& entity) { return entity.y; })
      .function("named", {"name"}, [&entities](const std::string& name) {
        for (const auto& entity : entities) {
          if (entity->name == name) return entity;
        }
        throw tatu::Exception("NotFoundException", "nobody is called " + name);
      });
  return world.finish();
}

tatu::Module loadScript(tatu::Runtime& runtime, const tatu::Module& world, const std::string& folder,
                        const std::string& name) {
  std::ifstream file(folder + "/" + name + ".tatu");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::string fileName = name + ".tatu";
  tatu::CompileOptions options;
  options.name = fileName.c_str();
  options.import(world);
  const tatu::Compiled script = tatu::compile(text, options);
  if (!script) throw tatu::Error(script.status(), script.messages());
  return runtime.load(script.bytes(), name.c_str());
}

std::shared_ptr<Entity> makeEntity(tatu::Module script, const std::string& name) {
  auto entity = std::make_shared<Entity>();
  entity->name = name;
  tatu::GuestOptions limits;
  limits.fuel = 0;  // given frame by frame
  limits.memory_bytes = 1 << 20;
  limits.owned_by(*entity);
  entity->guest = tatu::Guest(script, limits);
  return entity;
}

// Begins the entity's frame, or goes on with an earlier one that is not over yet.
tatu::Result<void> step(const std::shared_ptr<Entity>& entity, int frame) {
  const tatu::Guest& guest = entity->guest;
  guest.set_limit(TATU_LIMIT_FUEL, kFuelPerFrame);  // what is left of the last frame is not kept
  return entity->framesOfCall++ == 0 ? guest.try_call("frame", entity, frame) : guest.try_resume();
}

// Whether it goes on.
bool play(const std::shared_ptr<Entity>& entity, int frame) {
  const tatu::Result<void> result = step(entity, frame);
  if (result) {
    entity->framesOfCall = 0;
    return true;
  }
  if (result.error().limit() != TATU_LIMIT_FUEL) {
    entity->say("is out of the game at frame " + std::to_string(frame) + ": " + result.error().what());
    return false;
  }
  if (entity->framesOfCall < kPatience) return true;
  entity->say("still dreams after " + std::to_string(kPatience) + " frames, and is left alone");
  entity->guest.drop_call();
  return false;
}

void playAll(const std::string& folder) {
  tatu::Runtime runtime;
  Entities entities;
  const tatu::Module world = makeWorld(runtime, entities);
  for (const char* name : {"hare", "armadillo", "thinker", "clumsy", "dreamer"}) {
    entities.push_back(makeEntity(loadScript(runtime, world, folder, name), name));
  }
  for (int frame = 0; frame < kFrames; ++frame) {
    for (const auto& entity : entities) {
      if (!entity->isAlive || play(entity, frame)) continue;
      entity->isAlive = false;
      runtime.object(entity).revoke();
    }
  }
  for (const auto& entity : entities) {
    std::printf("%s ends at (%.2f, %.2f)\n", entity->name.c_str(), entity->x, entity->y);
    entity->guest = tatu::Guest();  // whose program holds the entity, which holds the guest
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: host_game FOLDER-OF-SCRIPTS\n", stderr);
    return 2;
  }
  try {
    playAll(arguments[1]);
  } catch (const tatu::Error& error) {
    std::fprintf(stderr, "%s\n", error.details().c_str());
    return 1;
  }
  return 0;
}
