#include "jit/baseline_compiler.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "jit/code_cache.h"
#include "jit/code_memory.h"
#include "jit/compilation_counter.h"
#include "jit/method_records.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/stubs.h"
#include "os/platform/signals_blocked.h"
#include "vm/link/linker.h"

namespace tatu::jit {

namespace {

// Larger methods stay interpreted: what the compiler needs meanwhile is a multiple of the method's size, and is on no
// guest's account.
constexpr std::uint32_t kMostWords = 400'000;
constexpr std::size_t kMostBytes = 16 << 20;

class BaselineCompiler final : public vm::MethodCompiler {
 public:
  explicit BaselineCompiler(const BaselineOptions& options)
      : options_(options), records_(options.threshold, options.mostDoublings) {}

  ~BaselineCompiler() override {
    {
      const std::scoped_lock lock(mutex_);
      isEnding_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  void attach(vm::Linker& linker) override { linker_ = &linker; }

  void compile(vm::Method& method, const vm::ModuleImage& program) override {
    const Request request{method, accountFor(method, program)};
    if (isAllowed(request) && records_.noteCall(method)) compileNow(request);
  }

  void noteHot(vm::Method& method, const vm::ModuleImage& program) override {
    const Request request{method, accountFor(method, program)};
    if (isAllowed(request) && records_.noteSample(method)) compileSoon(request);
  }

  void noteOutdated(vm::Method& method, const vm::ModuleImage& program) override {
    const Request request{method, accountFor(method, program)};
    if (request.account.hasRoomFor(1) && records_.noteOutdated(method)) compileSoon(request);
  }

  vm::CompiledExit enter(vm::ExecutionState& state, const void* address) override {
    return static_cast<vm::CompiledExit>(stubs_.enter(&state, address));
  }

  vm::CompilationStatistics compilations() const override { return counter_.read(); }

  // Whoever is compiling does it when that is done.
  void freeWithdrawn() override {
    const std::unique_lock lock(emitting_, std::try_to_lock);
    if (lock.owns_lock() && cache_) cache_->freeWithdrawn();
  }

  vm::CodeStatistics statistics() const override {
    const std::scoped_lock lock(emitting_);
    return cache_ ? cache_->statistics() : vm::CodeStatistics();
  }

 private:
  struct Request {
    vm::Method& method;
    vm::CodeAccount& account;
  };

  // As far as that can be known before. What is not allowed leaves no record: for another program it may be.
  [[nodiscard]] static bool isAllowed(const Request& request) {
    if (request.account.hasRoomFor(1)) return true;
    ++request.account.refused;
    return false;
  }

  [[nodiscard]] bool fails(CompilationStep step) const { return options_.fails && options_.fails(step); }

  void compileSoon(const Request& request) {
    if (options_.inBackground) return enqueue(request);
    compileNow(request);
  }

  // Without a thread the method stays as it is.
  void enqueue(const Request& request) {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(request);
    wake_.notify_one();
    if (thread_.joinable() || startThread()) return;
    for (const Request& each : waiting_) records_.noteFailed(each.method);
    waiting_.clear();
  }

  // Under mutex_.
  [[nodiscard]] bool startThread() {
    if (fails(CompilationStep::Thread)) return false;
    const os::SignalsBlocked blocked;
    try {
      thread_ = std::thread([this] { work(); });
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return isEnding_ || !waiting_.empty(); });
      if (isEnding_) return;
      const Request request = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      compileNow(request);
      lock.lock();
    }
  }

  void compileNow(const Request& request) {
    const std::scoped_lock lock(emitting_);
    if (!emit(request)) records_.noteFailed(request.method);
    if (cache_) cache_->freeWithdrawn();
  }

  // With the first method comes what all share, so that a program that needs none does not pay for it.
  [[nodiscard]] bool isReady() {
    if (memory_ != nullptr) return cache_.has_value();
    memory_ = std::make_unique<CodeMemory>(options_.codeLimit, [this] { return fails(CompilationStep::Memory); });
    const auto isAnonymous = [](const auto& observer) { return observer->needsAnonymousMemory(); };
    if (std::ranges::any_of(options_.observers, isAnonymous) && !memory_->leaveFiles()) return false;
    if (!x64::makeStubs(*memory_, stubs_)) return false;
    linker_->setUncompiledEntry(stubs_.leaveForCall);
    cache_.emplace(*memory_, users(), stubs_.leaveForCall);
    for (const PublishedCode& stub : stubs_.pieces) announce(stub);
    return true;
  }

  // False: the method cannot be compiled. All of these are under emitting_.
  [[nodiscard]] bool emit(const Request& request) {
    vm::Method& method = request.method;
    const vm::PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
    if (code.info == nullptr || code.wordCount > kMostWords || !isReady()) return false;
    if (const vm::CompiledCode* const old = codeOf(method); old != nullptr) {
      // Another thread may have asked for what has been done.
      if (!old->isOutdated() || !cache_->mayReplace()) return postpone(method, 0);
    }
    const CompilationCounter::Timer timer(counter_, request.account);
    // If it had to wait, there is no need to make the code in order to see that it has to wait longer.
    if (const std::size_t bytes = records_.bytesNeeded(method); bytes != 0) {
      if (!fits(request, bytes) || makeRoom(bytes) == Room::Later) return postpone(method, bytes);
    }
    x64::MethodEmitter emitter(method, code, {stubs_, options_.directNatives, *memory_});
    if (fails(CompilationStep::Encoding)) emitter.refuse();
    const bool isDone = emitter.run(std::min(kMostBytes, memory_->limit()));
    if (!emitter.encodingError().empty() && options_.failed) options_.failed(emitter.encodingError());
    return isDone && place(request, code, emitter);
  }

  // Whether the account has room for the code.
  [[nodiscard]] bool fits(const Request& request, std::size_t bytes) const {
    if (request.account.hasRoomFor(memory_->spaceFor(bytes))) return true;
    ++request.account.refused;
    return false;
  }

  // What has code keeps that.
  bool postpone(vm::Method& method, std::size_t bytes) {
    if (codeOf(method) != nullptr) {
      records_.noteCompiled(method);
    } else {
      records_.notePostponed(method, bytes);
    }
    return true;
  }

  [[nodiscard]] static const vm::CompiledCode* codeOf(const vm::Method& method) {
    return method.prepared.load(std::memory_order_acquire)->compiled.load(std::memory_order_relaxed);
  }

  [[nodiscard]] bool place(const Request& request, const vm::PreparedCode& code, x64::MethodEmitter& emitter) {
    vm::Method& method = request.method;
    if (!fits(request, emitter.bytes())) return postpone(method, emitter.bytes());
    const Room room = makeRoom(emitter.bytes());
    if (room == Room::Later) return postpone(method, emitter.bytes());
    if (room == Room::Never) return false;
    std::unique_ptr<x64::EmittedCode> emitted = emitter.place();
    if (emitted == nullptr) return false;
    counter_.note(method, code, emitted->code.bytes);
    if (!options_.observers.empty())
      announce({vm::nameOf(method), emitted->memory, emitted->code.bytes, &method, &code, emitted->places});
    emitted->places = {};
    records_.noteCompiled(method);
    cache_->keep(method, code, std::move(emitted), request.account);
    return true;
  }

  using Room = CodeCache::Room;
  [[nodiscard]] Room makeRoom(std::size_t bytes) {
    std::vector<const vm::Method*> discarded;
    const Room room = cache_->makeRoom(bytes, discarded);
    records_.noteDiscarded(discarded);
    return room;
  }

  void announce(const PublishedCode& code) const {
    for (const auto& observer : options_.observers) observer->published(code);
  }

  const BaselineOptions options_;
  vm::Linker* linker_ = nullptr;
  CompilationCounter counter_;
  MethodRecords records_;

  mutable std::mutex emitting_;  // one method at a time; guards what follows up to cache_
  std::unique_ptr<CodeMemory> memory_;
  x64::Stubs stubs_;  // not changed any more once code is published
  std::optional<CodeCache> cache_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<Request> waiting_;
  bool isEnding_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<vm::MethodCompiler> makeBaselineCompiler(const BaselineOptions& options) {
  return std::make_unique<BaselineCompiler>(options);
}

}  // namespace tatu::jit
