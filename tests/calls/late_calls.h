// Calls of host functions that are to be answered later: kept, and answered rightly, wrongly, by throwing, from another
// thread, or never.
//
// Threads: adding from any, the rest from the one that makes the calls.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "include/tatu/tatu.h"
#include "tests/calls/choices.h"
#include "tests/calls/findings.h"
#include "tests/calls/objects.h"

namespace tatu::calls {

class LateCalls {
 public:
  // What the function gives.
  enum class Result : std::uint8_t { Number, Text, Thing };

  LateCalls(Findings& findings, Objects& objects) : findings_(findings), objects_(objects) {}

  void add(tatu_pending_call* raw, Result result, tatu_runtime* runtime);
  // Does something to one of them, if there is one. Guests that other threads run may cease to wait meanwhile.
  void act(Choices& choices, bool othersRun);
  // Answers or gives up all of them. Their guests and runtime may be gone.
  void endAll(Choices& choices, bool isRuntimeThere);
  [[nodiscard]] int answered() const { return answered_; }

 private:
  struct Late {
    tatu_pending_call* raw;
    Result result;
    tatu_runtime* runtime;
    LateCalls* of;
    std::atomic<int> cancels{0};
    std::atomic<bool> hasEnded{false};
    bool hasCancel = false;
  };
  using Owned = std::unique_ptr<Late>;

  [[nodiscard]] Owned take(Choices& choices);
  void putBack(Owned late);
  // Each may end it: then true.
  [[nodiscard]] bool answer(Late& late, Choices& choices, bool isRight);
  [[nodiscard]] bool throwInto(Late& late, Choices& choices);
  [[nodiscard]] bool answerWhileAwaited(Late& late, Choices& choices);
  void listenForCancel(Late& late);
  [[nodiscard]] bool actOn(Late& late, Choices& choices);
  void end(Owned late);
  void checkCancels(const Late& late, bool wasAwaited);

  Findings& findings_;
  Objects& objects_;
  std::mutex mutex_;
  std::vector<Owned> calls_;
  std::vector<Owned> ended_;  // of which nobody may hear any more
  int answered_ = 0;
};

}  // namespace tatu::calls
