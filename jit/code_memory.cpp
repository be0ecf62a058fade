#include "jit/code_memory.h"

#include <mutex>
#include <unordered_map>

#include <asmjit/core.h>

namespace tatu::jit {

namespace {

asmjit::JitAllocator::CreateParams parameters() {
  asmjit::JitAllocator::CreateParams created;
  created.options = asmjit::JitAllocatorOptions::kUseDualMapping;
  created.blockSize = 4u << 20;
  return created;
}

}  // namespace

struct CodeMemory::Implementation {
  explicit Implementation(std::size_t mostBytes) : limit(mostBytes), created(parameters()), runtime(&created) {}
  const std::size_t limit;
  asmjit::JitAllocator::CreateParams created;
  asmjit::JitRuntime runtime;
  mutable std::mutex mutex;  // guards used and sizes
  std::size_t used = 0;
  std::unordered_map<const void*, std::size_t> sizes;
};

CodeMemory::CodeMemory(std::size_t limit) : implementation_(std::make_unique<Implementation>(limit)) {}
CodeMemory::~CodeMemory() = default;

const asmjit::Environment& CodeMemory::environment() const { return implementation_->runtime.environment(); }

const void* CodeMemory::add(asmjit::CodeHolder& code) {
  Implementation& self = *implementation_;
  const std::scoped_lock lock(self.mutex);
  if (code.flatten() != asmjit::kErrorOk || code.resolveUnresolvedLinks() != asmjit::kErrorOk) return nullptr;
  if (code.hasUnresolvedLinks() || self.used + code.codeSize() > self.limit) return nullptr;
  void* address = nullptr;
  if (self.runtime.add(&address, &code) != asmjit::kErrorOk) return nullptr;
  self.used += code.codeSize();
  self.sizes.emplace(address, code.codeSize());
  return address;
}

void CodeMemory::release(const void* code) {
  Implementation& self = *implementation_;
  const std::scoped_lock lock(self.mutex);
  const auto found = self.sizes.find(code);
  if (found == self.sizes.end()) return;
  self.used -= found->second;
  self.sizes.erase(found);
  self.runtime.release(const_cast<void*>(code));
}

std::size_t CodeMemory::usedBytes() const {
  const std::scoped_lock lock(implementation_->mutex);
  return implementation_->used;
}

}  // namespace tatu::jit
