#include "jit/baseline_compiler.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "jit/code_memory.h"
#include "jit/listing.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/stubs.h"

namespace tatu::jit {

namespace {

class BaselineCompiler final : public vm::MethodCompiler {
 public:
  explicit BaselineCompiler(const BaselineOptions& options) : options_(options), memory_(options.codeLimit) {}

  ~BaselineCompiler() override {
    {
      const std::scoped_lock lock(mutex_);
      isEnding_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  [[nodiscard]] bool start() {
    if (!x64::makeStubs(memory_, stubs_)) return false;
    if (options_.inBackground) thread_ = std::thread([this] { work(); });
    return true;
  }

  void compile(vm::Method& method) override {
    const std::scoped_lock lock(emitting_);
    emit(method);
  }

  void noteHot(vm::Method& method) override {
    {
      const std::scoped_lock lock(mutex_);
      if (++samples_[&method] != options_.threshold) return;
      if (options_.inBackground) waiting_.push_back(&method);
    }
    if (options_.inBackground) {
      wake_.notify_one();
    } else {
      compile(method);
    }
  }

  const void* uncompiledEntry() const override { return stubs_.leaveForCall; }

  vm::CompiledExit enter(vm::ExecutionState& state, const void* address) override {
    return static_cast<vm::CompiledExit>(stubs_.enter(&state, address));
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return isEnding_ || !waiting_.empty(); });
      if (isEnding_) return;
      vm::Method& method = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      compile(method);
      lock.lock();
    }
  }

  // Once per method, whether it succeeds or not.
  void emit(vm::Method& method) {
    const vm::PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
    if (code.info == nullptr || !tried_.emplace(&method, true).second) return;
    std::unique_ptr<x64::EmittedCode> emitted = x64::MethodEmitter(method, code, stubs_, memory_).run();
    if (emitted == nullptr) return;
    if (options_.list && vm::nameOf(method) == options_.listed) list(method, code, *emitted);
    emitted->places = {};
    const vm::CompiledCode* const compiled = &emitted->code;
    kept_.push_back(std::move(emitted));
    code.compiled.store(compiled, std::memory_order_release);
    method.compiledEntry.store(compiled->callEntry, std::memory_order_release);
  }

  void list(const vm::Method& method, const vm::PreparedCode& code, const x64::EmittedCode& emitted) const {
    options_.list(listing(method, code, static_cast<const std::byte*>(emitted.memory), emitted.code.bytes, emitted.places));
  }

  const BaselineOptions options_;
  CodeMemory memory_;
  x64::Stubs stubs_;

  std::mutex emitting_;  // one method at a time; guards the next two
  std::unordered_map<const vm::Method*, bool> tried_;
  std::vector<std::unique_ptr<x64::EmittedCode>> kept_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::unordered_map<const vm::Method*, std::uint32_t> samples_;
  std::deque<vm::Method*> waiting_;
  bool isEnding_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<vm::MethodCompiler> makeBaselineCompiler(const BaselineOptions& options) {
  auto compiler = std::make_unique<BaselineCompiler>(options);
  if (!compiler->start()) return nullptr;
  return compiler;
}

}  // namespace tatu::jit
