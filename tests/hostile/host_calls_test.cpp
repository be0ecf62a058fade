// Hostile and careless uses of the host interface: wrong types, calls in the middle of calls, use after the end,
// garbage from host functions. Each ends with a status and changes nothing else, and the witness is what it is alone:
// beside it, behind it, and in the middle of it.
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "bytecode/writer.h"
#include "tests/hostile/stage.h"
#include "tests/hostile/witness.h"

namespace tatu::hostile {
namespace {

using host::intValue;
using host::textValue;
using Arguments = std::span<const tatu_value>;

tatu_value oddValue(std::uint32_t kind, std::size_t size) {
  tatu_value value{};
  value.kind = kind;
  value.size = size;
  return value;
}

// One of each kind, and some that are none.
std::vector<tatu_value> allValues(tatu_object* thing) {
  static const std::vector<tatu_value> numbers{intValue(1), intValue(2)};
  static const std::uint8_t bytes[] = {1, 2, 3};
  tatu_value array = oddValue(TATU_BYTES, 3);
  array.as.bytes = bytes;
  return {oddValue(TATU_UNIT, 0),
          host::nullValue(),
          host::boolValue(true),
          intValue(1),
          intValue(INT64_MIN),
          intValue(1000),
          host::floatValue(1.5),
          host::charValue('a'),
          host::charValue(0xD800),
          host::charValue(0xFFFFFFFF),
          textValue("text"),
          textValue("\xC3"),
          oddValue(TATU_STRING, 5),
          oddValue(TATU_STRING, SIZE_MAX),
          array,
          oddValue(TATU_BYTES, SIZE_MAX),
          oddValue(TATU_ARRAY, 3),
          host::listValue(TATU_ARRAY, numbers),
          host::listValue(TATU_RECORD, numbers),
          oddValue(TATU_RECORD, SIZE_MAX / 32),
          host::objectValue(thing),
          oddValue(TATU_OBJECT, 0),
          oddValue(11, 0),
          oddValue(UINT32_MAX, SIZE_MAX)};
}

void wrongArguments(Stage& stage) {
  tatu_object* const thing = stage.makeThing();
  int accepted = 0;
  for (const char* function :
       {"twice", "greet", "real", "flag", "letterOf", "small", "narrow", "bytes", "texts", "pair", "maybe", "things"}) {
    for (const tatu_value& value : allValues(thing)) {
      const host::Outcome outcome = stage.guest().call(function, {value});
      EXPECT_TRUE(outcome.status == TATU_OK || outcome.status == TATU_MISUSE) << function << outcome.details;
      accepted += outcome.status == TATU_OK ? 1 : 0;
    }
    stage.live();
  }
  EXPECT_EQ(accepted, 17);
  tatu_object_release(thing);
}

void wrongCounts(Stage& stage) {
  const std::vector<tatu_value> many(300, intValue(1));
  for (const std::size_t count : {0, 2, 3, 300}) {
    const std::vector<tatu_value> some(many.begin(), many.begin() + static_cast<std::ptrdiff_t>(count));
    EXPECT_EQ(stage.guest().call("twice", some).status, TATU_MISUSE);
  }
  const tatu_function* const twice = stage.guest().function("twice");
  const tatu_value one = intValue(1);
  EXPECT_EQ(tatu_guest_call(stage.guest().get(), twice, nullptr, 1, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_call(nullptr, twice, &one, 1, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_call(stage.guest().get(), nullptr, &one, 1, nullptr, nullptr), TATU_MISUSE);
  for (const char* name : {"", "private", "Node", "number ", "\xFF", "core"}) {
    EXPECT_EQ(tatu_module_function(stage.module(), name), nullptr) << name;
  }
  tatu_module* const other = stage.street.host().program("pub fun twice(n: Int): Int = n * 3\n");
  const tatu_function* const foreign = tatu_module_function(other, "twice");
  EXPECT_EQ(tatu_guest_call(stage.guest().get(), foreign, &one, 1, nullptr, nullptr), TATU_MISUSE);
}

// Whatever a host function gives: the program meets an exception, or the call ends, and the next one is well.
void wrongResults(Stage& stage) {
  tatu_object* const thing = stage.makeThing();
  tatu_object* other = nullptr;
  EXPECT_EQ(tatu_object_create(stage.otherClass, nullptr, nullptr, &other, nullptr), TATU_OK);
  std::vector<tatu_value> values = allValues(thing);
  values.push_back(host::objectValue(other));
  for (const tatu_value& value : values) {
    const host::Body gives = [&](tatu_host_call*, Arguments, tatu_value& result) {
      stage.live();
      result = value;
      return TATU_OK;
    };
    stage.number = stage.text = stage.list = stage.letter = stage.byte = stage.thing = gives;
    for (const char* function : {"number", "text", "list", "letter", "byte", "thing"}) {
      const host::Outcome outcome = stage.guest().call(function, {intValue(1)});
      EXPECT_NE(outcome.status, TATU_NO_MEMORY) << function;
      EXPECT_NE(outcome.status, TATU_LIMIT) << function << outcome.details;
      EXPECT_EQ(host::called(stage.guest(), "twice", {intValue(4)}), "8");
    }
  }
  tatu_object_release(other);
  tatu_object_release(thing);
}

void wrongStatuses(Stage& stage) {
  for (const int status : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 77, -1}) {
    stage.number = [&](tatu_host_call*, Arguments, tatu_value& result) {
      result = intValue(5);
      return static_cast<tatu_status>(status);
    };
    const host::Outcome outcome = stage.guest().call("guarded", {intValue(1)});
    EXPECT_TRUE(outcome.status == TATU_OK || outcome.status == TATU_UNCAUGHT) << status << outcome.details;
    EXPECT_EQ(host::called(stage.guest(), "twice", {intValue(4)}), "8") << status;
  }
}

void wrongExceptions(Stage& stage) {
  const std::string wide(1 << 20, 'x');
  for (const char* exception : {"", "Nothing", "Int", "core.StateException", "\xFF", "List", wide.c_str()}) {
    stage.number = [&](tatu_host_call* call, Arguments, tatu_value&) {
      EXPECT_EQ(tatu_host_call_throw(call, exception, "why"), TATU_MISUSE);
      return TATU_FAILED;
    };
    EXPECT_EQ(host::called(stage.guest(), "caught", {intValue(1)}), "-1");
  }
  for (const char* message : {"", "\xFF\xFE", "\x1B[2J", wide.c_str()}) {
    stage.number = [&](tatu_host_call* call, Arguments, tatu_value&) {
      (void)tatu_host_call_throw(call, "StateException", "first");
      return tatu_host_call_throw(call, "ArgumentException", message);
    };
    EXPECT_EQ(host::called(stage.guest(), "caught", {intValue(1)}), "-1");
    EXPECT_EQ(stage.guest().call("number", {intValue(1)}).status, TATU_UNCAUGHT);
  }
}

void callsAtEveryDepth(Stage& stage) {
  const tatu_function* const down = stage.guest().function("down");
  int refused = 0;
  stage.number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const host::Outcome inner = host::callAgain(call, down, {intValue(arguments[0].as.integer - 1)});
    if (inner.status == TATU_MISUSE) {
      ++refused;
      stage.live();
    }
    result = inner.status == TATU_OK ? inner.result : intValue(-1000);
    return TATU_OK;
  };
  EXPECT_EQ(host::called(stage.guest(), "down", {intValue(30)}), "30");
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(host::called(stage.guest(), "down", {intValue(1'000'000)}), "-967");
  EXPECT_EQ(refused, 1);
}

void useInTheMiddle(Stage& stage) {
  int calls = 0;
  stage.number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    tatu_guest* const self = tatu_host_call_guest(call);
    EXPECT_EQ(tatu_guest_destroy(self), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_drop_call(self), TATU_MISUSE);
    EXPECT_EQ(host::resumeAgain(call).status, TATU_MISUSE);
    EXPECT_EQ(tatu_runtime_destroy(stage.runtime()), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_release_objects(self, nullptr), TATU_MISUSE);
    EXPECT_EQ(tatu_scheduler_call(
                  stage.street.scheduler(), self, stage.guest().function("twice"), &arguments[0], 1,
                  [](tatu_guest*, tatu_status, const tatu_value*, const tatu_error*, void*) {}, nullptr, nullptr),
              TATU_MISUSE);
    stage.live();
    ++calls;
    result = intValue(1);
    return TATU_OK;
  };
  EXPECT_EQ(host::called(stage.guest(), "many", {intValue(10)}), "10");
  EXPECT_EQ(calls, 10);
}

void limitsInTheMiddle(Stage& stage) {
  for (const char* inner : {"spin", "leave", "fail", "stuck"}) {
    const tatu_function* const function = stage.guest().function(inner);
    EXPECT_EQ(tatu_guest_set_limit(stage.guest().get(), TATU_LIMIT_FUEL, 100'000), TATU_OK);
    stage.number = [&](tatu_host_call* call, Arguments, tatu_value& result) {
      (void)host::callAgain(call, function, {intValue(3)});
      stage.live();
      result = intValue(7);
      return TATU_OK;
    };
    const host::Outcome outcome = stage.guest().call("guarded", {intValue(1)});
    const bool isCaught = outcome.status == TATU_OK;
    EXPECT_EQ(isCaught, std::string(inner) == "fail" || std::string(inner) == "stuck") << outcome.details;
    (void)tatu_guest_drop_call(stage.guest().get());
  }
  EXPECT_EQ(stage.guest().output(), "finally\nfinally\n");
  EXPECT_EQ(tatu_guest_set_limit(stage.guest().get(), TATU_LIMIT_FUEL, 1'000'000'000), TATU_OK);
}

void useBehindTheEnd(Stage& stage) {
  const auto expectOver = [&](const char* function) {
    (void)stage.guest().call(function, {intValue(3)});
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(stage.guest().resume().status, TATU_MISUSE) << function;
      EXPECT_EQ(tatu_guest_drop_call(stage.guest().get()), TATU_MISUSE) << function;
    }
    stage.live();
  };
  EXPECT_EQ(stage.guest().resume().status, TATU_MISUSE);
  for (const char* function : {"twice", "fail", "leave", "stuck"}) expectOver(function);
  EXPECT_EQ(tatu_guest_set_limit(stage.guest().get(), TATU_LIMIT_FUEL, 10'000), TATU_OK);
  EXPECT_EQ(stage.guest().call("spin", {intValue(1)}).status, TATU_LIMIT);
  EXPECT_EQ(stage.guest().call("twice", {intValue(1)}).status, TATU_MISUSE);
  EXPECT_EQ(stage.guest().resume().status, TATU_LIMIT);
  EXPECT_EQ(tatu_guest_drop_call(stage.guest().get()), TATU_OK);
  EXPECT_EQ(tatu_guest_drop_call(stage.guest().get()), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_set_limit(stage.guest().get(), TATU_LIMIT_FUEL, 1'000'000'000), TATU_OK);
}

void otherThreads(Stage& stage) {
  stage.number = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    tatu_guest* const self = tatu_host_call_guest(call);
    std::thread([&] {
      const tatu_value one = intValue(1);
      EXPECT_EQ(tatu_guest_call(self, stage.guest().function("twice"), &one, 1, nullptr, nullptr), TATU_MISUSE);
      EXPECT_EQ(tatu_guest_resume(self, nullptr, nullptr), TATU_MISUSE);
      EXPECT_EQ(tatu_guest_drop_call(self), TATU_MISUSE);
      EXPECT_EQ(tatu_guest_destroy(self), TATU_MISUSE);
      EXPECT_EQ(tatu_guest_set_limit(self, TATU_LIMIT_FUEL, 1), TATU_MISUSE);
      stage.live();
    }).join();
    result = intValue(6);
    return TATU_OK;
  };
  EXPECT_EQ(host::called(stage.guest(), "number", {intValue(1)}), "6");
}

void stormOfStops(Stage& stage) {
  std::atomic<bool> isOver{false};
  std::thread stopper([&] {
    while (!isOver) {
      tatu_guest_stop(stage.guest().get());
      std::this_thread::yield();
    }
  });
  host::Outcome outcome = stage.guest().call("count", {intValue(300'000)});
  int stops = 0;
  for (; outcome.limit == TATU_LIMIT_STOP; outcome = stage.guest().resume()) {
    if (++stops % 100 == 1) stage.live();
    if (stops == 1'000) isOver = true;
  }
  isOver = true;
  stopper.join();
  EXPECT_EQ(host::show(outcome.result), "899998") << outcome.details;
  if (stage.guest().call("twice", {intValue(1)}).status == TATU_LIMIT) {
    EXPECT_EQ(tatu_guest_drop_call(stage.guest().get()), TATU_OK);
  }
}

void chargesBeyondAll(Stage& stage) {
  stage.number = [](tatu_host_call* call, Arguments, tatu_value&) {
    for (int i = 0; i < 5; ++i) tatu_host_call_charge(call, UINT64_MAX);
    return TATU_OK;
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(stage.guest().call("guarded", {intValue(1)}).limit, TATU_LIMIT_FUEL);
    EXPECT_EQ(tatu_guest_drop_call(stage.guest().get()), TATU_OK);
    stage.live();
    EXPECT_EQ(tatu_guest_set_limit(stage.guest().get(), TATU_LIMIT_FUEL, 1'000'000), TATU_OK);
  }
  EXPECT_EQ(stage.guest().output(), "");
}

void limitsOfNothing(Stage& stage) {
  constexpr tatu_limit kLimits[] = {TATU_LIMIT_FUEL,        TATU_LIMIT_MEMORY, TATU_LIMIT_CODE,   TATU_LIMIT_OUTPUT,
                                    TATU_LIMIT_OUTPUT_RATE, TATU_LIMIT_FIBERS, TATU_LIMIT_STACKS, TATU_LIMIT_HANDLES};
  for (const tatu_limit limit : kLimits) {
    const auto guest = stage.another(host::Guest::defaults());
    stage.number = [&](tatu_host_call* call, Arguments, tatu_value& result) {
      EXPECT_EQ(tatu_guest_set_limit(tatu_host_call_guest(call), limit, 0), TATU_OK);
      result = intValue(1);
      return TATU_OK;
    };
    for (const char* function : {"guarded", "many", "twice", "greet"}) {
      const host::Outcome outcome =
          guest->call(function, {std::string(function) == "greet" ? textValue("who") : intValue(3)});
      EXPECT_TRUE(outcome.status == TATU_OK || outcome.limit == limit) << function << outcome.details;
      (void)tatu_guest_drop_call(guest->get());
    }
    stage.live();
  }
}

void garbledOptions(Stage& stage) {
  std::mt19937_64 random(20261122);
  const std::uint64_t odd[] = {0, 1, 7, 100, 1 << 16, std::uint64_t{1} << 32, std::uint64_t{1} << 63, UINT64_MAX};
  for (int i = 0; i < 200; ++i) {
    tatu_guest_options options = host::Guest::defaults();
    for (std::uint64_t* field : {&options.fuel, &options.memory_bytes, &options.stack_bytes, &options.code_units,
                                 &options.handles, &options.output_bytes, &options.milliseconds, &options.fibers,
                                 &options.all_stacks_bytes, &options.output_rate}) {
      if (random() % 3 == 0) *field = odd[random() % std::size(odd)];
    }
    if (random() % 8 == 0) options.size = odd[random() % std::size(odd)];
    if (options.stack_bytes > 1 << 20) options.stack_bytes = 1 << 20;  // it is taken as a whole, and there is enough
    tatu_guest* guest = nullptr;
    if (tatu_guest_create(stage.module(), &options, &guest, nullptr) != TATU_OK) {
      EXPECT_EQ(guest, nullptr);
      continue;
    }
    const tatu_value three = intValue(3);
    (void)tatu_guest_call(guest, tatu_module_function(stage.module(), "many"), &three, 1, nullptr, nullptr);
    EXPECT_EQ(tatu_guest_destroy(guest), TATU_OK);
  }
}

void garbledModules(Stage& stage) {
  const std::vector<std::uint8_t> whole = bytecode::writeModule(witnessModule()->module());
  std::mt19937_64 random(20261122);
  for (int i = 0; i < 300; ++i) {
    std::vector<std::uint8_t> bytes = whole;
    if (i % 3 == 0) bytes.resize(random() % bytes.size());
    if (i % 3 == 1) bytes[random() % bytes.size()] ^= static_cast<std::uint8_t>(1 + random() % 255);
    if (i % 3 == 2) std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(random()); });
    tatu_module* module = nullptr;
    EXPECT_EQ(tatu_module_load(stage.runtime(), bytes.data(), bytes.size(), "garbled", &module, nullptr),
              TATU_REJECTED);
    EXPECT_EQ(module, nullptr);
    if (i % 50 == 0) stage.live();
  }
}

void resultsWithoutEnd(Stage& stage) {
  const host::Outcome ring = stage.guest().call("ring", {intValue(1)});
  EXPECT_EQ(ring.status, TATU_FAILED) << ring.details;
  EXPECT_EQ(host::called(stage.guest(), "tower", {intValue(5)}), "[[[5]]]");
}

void answersOutOfTurn(Stage& stage) {
  std::vector<tatu_pending_call*> pending;
  stage.number = [&](tatu_host_call* call, Arguments, tatu_value&) {
    tatu_pending_call* second = nullptr;
    EXPECT_EQ(tatu_host_call_suspend(call, &pending.emplace_back()), TATU_OK);
    EXPECT_EQ(tatu_host_call_suspend(call, &second), TATU_MISUSE);
    return TATU_PENDING;
  };
  tatu_guest_options options = host::Guest::defaults();
  options.returns = TATU_RETURNS_TO_WAIT;
  auto guest = stage.another(options);
  EXPECT_EQ(guest->call("many", {intValue(5)}).status, TATU_WAITING);
  ASSERT_EQ(pending.size(), 5u);
  const tatu_value wrong = textValue("wrong");
  const tatu_value right = intValue(7);
  EXPECT_EQ(tatu_pending_call_return(pending[0], &wrong, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_pending_call_throw(pending[0], "Nothing", "at all"), TATU_MISUSE);
  EXPECT_EQ(tatu_pending_call_return(pending[0], &right, nullptr), TATU_OK);
  std::thread([&] { EXPECT_EQ(tatu_pending_call_return(pending[1], &right, nullptr), TATU_OK); }).join();
  stage.live();
  EXPECT_EQ(guest->resume().status, TATU_WAITING);
  EXPECT_EQ(tatu_guest_drop_call(guest->get()), TATU_OK);
  EXPECT_FALSE(tatu_pending_call_is_awaited(pending[2]));
  EXPECT_EQ(tatu_pending_call_return(pending[2], &right, nullptr), TATU_OK);
  guest.reset();
  EXPECT_EQ(tatu_pending_call_throw(pending[3], "StateException", "too late"), TATU_OK);
  tatu_pending_call_destroy(pending[4]);
}

void thingsBehindTheirEnd(Stage& stage) {
  tatu_object* const thing = stage.makeThing();
  stage.thing = [&](tatu_host_call*, Arguments, tatu_value& result) {
    result = host::objectValue(thing);
    return TATU_OK;
  };
  EXPECT_EQ(host::called(stage.guest(), "thing", {intValue(1)}), "1");
  EXPECT_EQ(host::called(stage.guest(), "use", {intValue(1)}), "0");
  tatu_object_revoke(thing);
  tatu_object_revoke(thing);
  EXPECT_EQ(stage.destroyed, 1);
  EXPECT_EQ(stage.guest().call("use", {intValue(1)}).exception, "StateException");
  stage.live();
  tatu_object_release(thing);
  EXPECT_EQ(stage.guest().call("use", {intValue(1)}).exception, "StateException");
  EXPECT_EQ(stage.destroyed, 1);
}

struct Scenario {
  const char* name;
  void (*play)(Stage& stage);
};
constexpr Scenario kScenarios[] = {
    {"WrongArguments", wrongArguments},     {"WrongCounts", wrongCounts},
    {"WrongResults", wrongResults},         {"WrongStatuses", wrongStatuses},
    {"WrongExceptions", wrongExceptions},   {"CallsAtEveryDepth", callsAtEveryDepth},
    {"UseInTheMiddle", useInTheMiddle},     {"LimitsInTheMiddle", limitsInTheMiddle},
    {"UseBehindTheEnd", useBehindTheEnd},   {"OtherThreads", otherThreads},
    {"StormOfStops", stormOfStops},         {"ChargesBeyondAll", chargesBeyondAll},
    {"LimitsOfNothing", limitsOfNothing},   {"GarbledOptions", garbledOptions},
    {"GarbledModules", garbledModules},     {"ResultsWithoutEnd", resultsWithoutEnd},
    {"AnswersOutOfTurn", answersOutOfTurn}, {"ThingsBehindTheirEnd", thingsBehindTheirEnd},
};

class HostileHosts : public testing::TestWithParam<Scenario> {};
INSTANTIATE_TEST_SUITE_P(In, HostileHosts, testing::ValuesIn(kScenarios),
                         [](const auto& scenario) { return scenario.param.name; });

TEST_P(HostileHosts, HarmNobodyInAnyTier) {
  const DiskWorld world;
  for (const tatu_tier tier : {TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO}) {
    Stage stage(tier);
    stage.expectWell();
    GetParam().play(stage);
    stage.expectWell();
  }
  EXPECT_TRUE(world.isUnharmed());
}

}  // namespace
}  // namespace tatu::hostile
