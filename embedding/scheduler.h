// What a tatu_scheduler is: threads that run the calls of guests by turns.
//
// A call is ready (in the queue), running (on a thread), or waiting, until it has ended. A guest that has one belongs
// to the scheduler (tatu_guest::user), but for the time that a thread runs it.
//
// Of the threads that have nothing to run, one watches: it waits for what the guests wait for, and for stops. What
// comes it runs itself, and another one watches (leaders and followers: Schmidt and others, "Leader/Followers", 2000),
// so that one thread is woken, not two. The rest sleep. While all are busy, each looks between two turns, now and then.
// Who takes a call and sees that there are more wakes another thread, which does the same.
//
// Threads: any. `mutex_` guards everything that is not const, but the guests: a running one is its thread's, a waiting
// one nobody's. It is never held while a guest runs or a function of the host is called. News of a guest come from the
// thread that posts them, with its Arrivals locked; so nothing of those is called with `mutex_` held.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "embedding/guest.h"
#include "embedding/run_queue.h"
#include "embedding/runtime.h"
#include "embedding/sleepers.h"
#include "embedding/stop_bell.h"
#include "include/tatu/scheduler.h"
#include "include/tatu/tatu.h"
#include "os/platform/readiness_poll.h"
#include "os/platform/thread_group.h"

struct tatu_scheduler {
 public:
  tatu_scheduler(tatu_runtime& runtime, const tatu_scheduler_options& options);
  ~tatu_scheduler();
  tatu_scheduler(const tatu_scheduler&) = delete;
  tatu_scheduler& operator=(const tatu_scheduler&) = delete;

  // Nothing: it runs. Otherwise why it cannot.
  [[nodiscard]] std::optional<std::string> start();
  // What the guest is to do has been prepared (guest.h).
  void add(tatu_guest& guest, tatu_ended_function ended, void* data);
  void waitForAll();

  [[nodiscard]] bool hasCalls();
  [[nodiscard]] bool isOwnThread() const { return threads_.contains(); }
  [[nodiscard]] std::size_t threads() const { return options_.threads; }
  // The mark of guests that it has (tatu_guest::user).
  [[nodiscard]] std::uintptr_t mark() const { return reinterpret_cast<std::uintptr_t>(this); }

 private:
  using Moment = std::chrono::nanoseconds;
  using Lock = std::unique_lock<std::mutex>;
  using Timers = std::set<std::pair<Moment, std::uint64_t>>;
  enum class State : std::uint8_t { Ready, Running, Waiting };

  struct Call {
    tatu_guest& guest;
    tatu_ended_function ended;
    void* data;
    const std::uint64_t key;
    tatu::embedding::QueuedCall queued{};      // Ready: as it is in the queue
    tatu::embedding::RunQueue::Place place{};  // otherwise: its place there
    Timers::node_type timer{};                 // while it is not among the timers: its place there
    State state = State::Waiting;
    bool hasNews = false;            // something has come while it was running
    std::optional<Moment> moment{};  // Waiting: when it goes on at the latest, as it is among the timers
  };
  // What a step has come to.
  struct Step {
    tatu_status status = TATU_OK;
    tatu_value result{};
    tatu_error* error = nullptr;
    bool waits = false;            // not ready, and goes on
    std::optional<Moment> moment;  // at the latest then,
    int descriptor = -1;           // or when this is readable
  };

  // ---- The threads
  void work(std::uint32_t number);
  void run(Call& call, tatu::vm::Worker& worker, Moment& threadTime, Lock& lock);
  [[nodiscard]] Step step(tatu_guest& guest, tatu::vm::Worker& worker) const;
  void keep(Call& call, const Step& step, Lock& lock);
  void end(Call& call, const Step& step, Lock& lock);

  // ---- Whose turn it is
  [[nodiscard]] Call* next(std::uint32_t thread, Lock& lock);
  void makeReady(Call& call);
  void putIntoQueue(Call& call);
  void announce(std::int32_t thread);
  void wakeIdle();
  void lookAgain(Call& call);
  void noteNews(std::uint64_t key);

  // ---- What calls wait for
  void watch(std::uint32_t thread, Lock& lock);
  void lookIfLate();
  void takeNews(std::span<const std::uint64_t> keys);
  void wait(Call& call, const Step& step);
  void setTimer(Call& call, Moment moment);
  void clearTimer(Call& call);
  void wakeReady(std::span<const std::uint64_t> keys);
  void wakeDue();
  void wakeStopped();

  tatu_runtime& runtime_;
  const tatu_scheduler_options options_;
  tatu::embedding::StopBell& bell_;
  tatu::os::ReadinessPoll poll_;

  std::mutex mutex_;
  std::condition_variable idle_;  // there are no calls
  tatu::embedding::RunQueue queue_;
  tatu::embedding::Sleepers sleepers_;
  std::optional<std::uint32_t> watcher_;  // the thread that watches
  bool isLooking_ = false;  // who has the lock is a thread that looks into the queue as soon as it gives it back
  std::unordered_map<std::uint64_t, std::unique_ptr<Call>> calls_;
  std::size_t unended_ = 0;  // of them, and of those whose end is being told
  Timers timers_;
  Moment watchedUntil_ = Moment::max();  // when the thread that watches wakes at the latest
  Moment lastLook_{};                    // of one that does not
  std::uint64_t lastKey_ = 0;
  bool isEnding_ = false;
  tatu::os::ThreadGroup threads_;
};
