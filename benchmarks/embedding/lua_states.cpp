// What hosts of Lua and LuaJIT pay for the same: a state's whole life with a function that was compiled before, a call
// of it, a call of the host from it. Built once with each of the two libraries.
#include <benchmark/benchmark.h>

#include <lua.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr const char* kProgram = R"(
function one(n) return n + 1 end
function calls(n)
  local sum = 0
  for i = 0, n - 1 do sum = sum + twice(i) end
  return sum
end
)";

int twice(lua_State* state) {
  lua_pushinteger(state, luaL_checkinteger(state, 1) * 2);
  return 1;
}

void check(lua_State* state, int status) {
  if (status == 0) return;
  std::fprintf(stderr, "%s\n", lua_tostring(state, -1));
  std::exit(1);
}

int append(lua_State*, const void* bytes, std::size_t size, void* text) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return 0;
}

std::string compiled() {
  lua_State* const state = luaL_newstate();
  check(state, luaL_loadstring(state, kProgram));
  std::string bytes;
#if LUA_VERSION_NUM > 502
  (void)lua_dump(state, append, &bytes, 1);
#else
  (void)lua_dump(state, append, &bytes);
#endif
  lua_close(state);
  return bytes;
}

lua_State* makeState(const std::string& bytes) {
  lua_State* const state = luaL_newstate();
  luaL_openlibs(state);
  lua_register(state, "twice", twice);
  check(state, luaL_loadbuffer(state, bytes.data(), bytes.size(), "program"));
  check(state, lua_pcall(state, 0, 0, 0));
  return state;
}

lua_Integer call(lua_State* state, const char* function, lua_Integer argument) {
  lua_getglobal(state, function);
  lua_pushinteger(state, argument);
  check(state, lua_pcall(state, 1, 1, 0));
  const lua_Integer result = lua_tointeger(state, -1);
  lua_pop(state, 1);
  return result;
}

void life(benchmark::State& state) {
  const std::string bytes = compiled();
  for (auto _ : state) {
    lua_State* const guest = makeState(bytes);
    benchmark::DoNotOptimize(call(guest, "one", 1));
    lua_close(guest);
  }
}
BENCHMARK(life)->Unit(benchmark::kMicrosecond);

void callGuest(benchmark::State& state) {
  lua_State* const guest = makeState(compiled());
  lua_Integer value = 0;
  for (auto _ : state) value = call(guest, "one", value);
  benchmark::DoNotOptimize(value);
  lua_close(guest);
}
BENCHMARK(callGuest);

void callHost(benchmark::State& state) {
  lua_State* const guest = makeState(compiled());
  (void)call(guest, "calls", 1'000'000);
  for (auto _ : state) benchmark::DoNotOptimize(call(guest, "calls", 1000));
  lua_close(guest);
}
BENCHMARK(callHost);

}  // namespace

BENCHMARK_MAIN();
