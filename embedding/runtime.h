// What a tatu_runtime is: the machine with the core library in it, the modules that hosts have loaded, and workers for
// the threads that call guests.
//
// Threads: any. `mutex` guards the lists; modules and functions do not change once they are in them.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/verified_module.h"
#include "embedding/channel_type.h"
#include "embedding/host_object.h"
#include "embedding/stop_bell.h"
#include "embedding/worker_pool.h"
#include "include/tatu/tatu.h"
#include "vm/guest.h"
#include "vm/native.h"
#include "vm/runtime.h"

// A function of a loaded module that the host can call.
struct tatu_function {
  const tatu_module* module = nullptr;
  tatu::vm::Method* method = nullptr;
  std::string signature;
  std::string refusal;  // why the host cannot call it after all; empty: it can
};

struct tatu_module {
  tatu_runtime* runtime = nullptr;
  const tatu::vm::ModuleImage* image = nullptr;
  std::vector<std::uint8_t> bytes;  // of a host module
  std::unordered_map<std::string_view, tatu_function> functions;
};

namespace tatu::embedding {

// A function of a host module; its native leads to it.
struct HostFunction {
  std::string name;  // "game.plant"
  tatu_host_function function = nullptr;
  void* data = nullptr;
  HostMember member = nullptr;  // instead of `function`
};

// What the host wants to be told when nothing can call a host module any more: the last first.
class DestroyActions {
 public:
  DestroyActions() = default;
  DestroyActions(DestroyActions&&) = default;
  DestroyActions& operator=(DestroyActions&&) = default;
  ~DestroyActions() {
    for (; !actions_.empty(); actions_.pop_back()) actions_.back().destroy(actions_.back().data);
  }
  void add(tatu_destroy_function destroy, void* data) { actions_.push_back({destroy, data}); }

 private:
  struct Action {
    tatu_destroy_function destroy;
    void* data;
  };
  std::vector<Action> actions_;
};

// What a host module has in its runtime, whatever becomes of the module itself.
struct HostModuleParts {
  DestroyActions destroyActions;
  std::deque<HostFunction> functions;  // in the order of the module
  std::deque<tatu_class> classes;      // in the order of the module
  std::deque<ChannelType> channels;
};

}  // namespace tatu::embedding

struct tatu_runtime {
  using Verified = std::shared_ptr<const tatu::bytecode::VerifiedModule>;

  tatu_runtime(std::unique_ptr<tatu::vm::Runtime> made, tatu::vm::Tier guestTier)
      : machine(std::move(made)), tier(guestTier), workers(*machine) {}

  std::unique_ptr<tatu::vm::Runtime> machine;
  const tatu::vm::Tier tier;
  tatu::embedding::WorkerPool workers;  // goes before the machine
  tatu::embedding::StopBells bells;
  std::atomic<std::size_t> guests{0};

  std::mutex mutex;
  std::vector<Verified> packages;  // that programs can import; the core library is the first
  std::deque<tatu_module> modules;
  std::deque<tatu::embedding::HostModuleParts> hostModules;
  tatu::embedding::HostClasses classes;  // of all of them, found without the mutex
  tatu::embedding::HostObjects objects;  // last, so that they go first: they run code of the host
};

namespace tatu::embedding {

tatu_status createRuntime(const tatu_runtime_options& options, const gc::HeapOptions& heap, tatu_runtime** runtime,
                          tatu_error** error);

// Verifies the module against what is loaded, and loads it. The caller holds the runtime's mutex.
tatu_status loadModule(tatu_runtime& runtime, bytecode::Module module, std::string_view name,
                       const vm::LoadOptions& options, tatu_module** loaded, tatu_error** error);

}  // namespace tatu::embedding
