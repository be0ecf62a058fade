#include "jit/baseline_compiler.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "jit/code_memory.h"
#include "jit/compilation_counter.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/stubs.h"
#include "vm/link/linker.h"

namespace tatu::jit {

namespace {

// Larger methods stay interpreted: what the compiler needs meanwhile is a multiple of the method's size, and is on no
// guest's account.
constexpr std::uint32_t kMostWords = 400'000;

class BaselineCompiler final : public vm::MethodCompiler {
 public:
  explicit BaselineCompiler(const BaselineOptions& options) : options_(options) {}

  ~BaselineCompiler() override {
    {
      const std::scoped_lock lock(mutex_);
      isEnding_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  void attach(vm::Linker& linker) override { linker_ = &linker; }

  void compile(vm::Method& method) override {
    const std::scoped_lock lock(emitting_);
    emit(method);
  }

  void noteHot(vm::Method& method) override {
    {
      const std::scoped_lock lock(mutex_);
      if (++samples_[&method] != options_.threshold) return;
      if (options_.inBackground) return enqueue(method);
    }
    compile(method);
  }

  vm::CompiledExit enter(vm::ExecutionState& state, const void* address) override {
    return static_cast<vm::CompiledExit>(stubs_.enter(&state, address));
  }

  vm::CompilationStatistics compilations() const override { return counter_.read(); }

 private:
  // Under mutex_. Without a thread the program stays interpreted.
  void enqueue(vm::Method& method) {
    waiting_.push_back(&method);
    wake_.notify_one();
    if (thread_.joinable()) return;
    try {
      thread_ = std::thread([this] { work(); });
    } catch (const std::system_error&) {
      waiting_.clear();
    }
  }

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

  // With the first method comes what all share, so that a program that needs none does not pay for it.
  [[nodiscard]] bool isReady() {
    if (memory_ != nullptr) return stubs_.enter != nullptr;
    memory_ = std::make_unique<CodeMemory>(options_.codeLimit);
    const auto isAnonymous = [](const auto& observer) { return observer->needsAnonymousMemory(); };
    if (std::ranges::any_of(options_.observers, isAnonymous) && !memory_->leaveFiles()) return false;
    if (!x64::makeStubs(*memory_, stubs_)) return false;
    linker_->setUncompiledEntry(stubs_.leaveForCall);
    for (const PublishedCode& stub : stubs_.pieces) announce(stub);
    return true;
  }

  // Once per method, whether it succeeds or not.
  void emit(vm::Method& method) {
    const vm::PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
    if (code.info == nullptr || code.wordCount > kMostWords || !tried_.insert(&method).second || !isReady()) return;
    const CompilationCounter::Timer timer(counter_);
    x64::MethodEmitter emitter(method, code, stubs_, *memory_);
    std::unique_ptr<x64::EmittedCode> emitted = emitter.run();
    if (!emitter.encodingError().empty() && options_.failed) options_.failed(emitter.encodingError());
    if (emitted == nullptr) return;
    counter_.note(method, code, emitted->code.bytes);
    if (!options_.observers.empty())
      announce({vm::nameOf(method), emitted->memory, emitted->code.bytes, &method, &code, emitted->places});
    emitted->places = {};
    const vm::CompiledCode* const compiled = &emitted->code;
    kept_.push_back(std::move(emitted));
    code.compiled.store(compiled, std::memory_order_release);
    method.compiledEntry.store(compiled->callEntry, std::memory_order_release);
  }

  void announce(const PublishedCode& code) const {
    for (const auto& observer : options_.observers) observer->published(code);
  }

  const BaselineOptions options_;
  vm::Linker* linker_ = nullptr;
  CompilationCounter counter_;

  std::mutex emitting_;  // one method at a time; guards what follows up to kept_
  std::unique_ptr<CodeMemory> memory_;
  x64::Stubs stubs_;  // not changed any more once code is published
  std::unordered_set<const vm::Method*> tried_;
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
  return std::make_unique<BaselineCompiler>(options);
}

}  // namespace tatu::jit
