// MethodRecords: what the baseline compiler knows of each method, and so when it is worth compiling.
//
// A method is compiled when it has been found running so often: its threshold. Code that is discarded costs work to
// make again. So from the first time on that there was no room for all, thresholds are higher and grow with the
// method, and each time that a method's code is discarded its own is twice what it was: however methods follow each
// other, at most a small part of the time goes into compiling.
//
// Threads: the functions may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <unordered_map>

#include "vm/link/method.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::jit {

class MethodRecords {
 public:
  // `mostDoublings`: of the threshold.
  MethodRecords(std::uint32_t threshold, std::uint32_t mostDoublings)
      : threshold_(threshold), mostDoublings_(mostDoublings) {}

  // The method has been found running. Whether it is to be compiled: once, until the attempt has an end.
  [[nodiscard]] bool noteSample(const vm::Method& method);
  // The same of one whose code is outdated. Whether that is to be made anew: the more often it has been, the less
  // often.
  [[nodiscard]] bool noteOutdated(const vm::Method& method);
  // Somebody wants it compiled at its first call; the same. Once discarded it must be found running, too.
  [[nodiscard]] bool noteCall(const vm::Method& method);

  // The ends of an attempt.
  void noteCompiled(const vm::Method& method) { setState(method, State::Compiled); }
  void noteFailed(const vm::Method& method) { setState(method, State::Failed); }
  // It needs so many bytes, for which there is no room yet. It is tried again when it has been found a few more times.
  void notePostponed(const vm::Method& method, std::size_t bytes);

  // Its code is gone, and it may be compiled again.
  void noteDiscarded(std::span<const vm::Method* const> methods);
  // As far as that is known from an attempt before; otherwise 0.
  [[nodiscard]] std::size_t bytesNeeded(const vm::Method& method) const;

 private:
  enum class State : std::uint8_t { Interpreted, UnderWay, Compiled, Failed };
  struct Record {
    State state = State::Interpreted;
    std::uint32_t discards = 0;
    std::uint32_t renewals = 0;
    std::uint32_t samples = 0;
    std::size_t bytes = 0;
  };

  [[nodiscard]] std::uint32_t thresholdOf(const Record& record, const vm::Method& method) const;
  void setState(const vm::Method& method, State state);

  const std::uint32_t threshold_;
  const std::uint32_t mostDoublings_;
  mutable std::mutex mutex_;  // guards what follows
  bool isCrowded_ = false;    // code has been discarded
  std::unordered_map<const vm::Method*, Record> records_;
};

}  // namespace tatu::jit
