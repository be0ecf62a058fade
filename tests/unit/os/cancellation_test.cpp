// The token by which guests are told to come back.
#include "os/cancellation.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "os/platform/clock.h"

namespace tatu::os {
namespace {

using namespace std::chrono_literals;

TEST(Cancellation, ATimeLimitBeginsWhenSomebodyAsks) {
  Cancellation token;
  token.setTimeLimit(50ms);
  EXPECT_TRUE(token.hasDeadline());
  std::this_thread::sleep_for(20ms);
  const auto before = monotonicNow();
  const auto deadline = token.deadline();
  EXPECT_GE(deadline, before + 50ms);
  EXPECT_LE(deadline, monotonicNow() + 50ms);
  EXPECT_EQ(token.deadline(), deadline);
  EXPECT_EQ(token.stopReason(deadline - 1ns), StopReason::None);
  EXPECT_EQ(token.stopReason(deadline), StopReason::DeadlinePassed);
}

TEST(Cancellation, ATimeLimitBeginsWhenTimePasses) {
  Cancellation token;
  token.setTimeLimit(1ms);
  token.beginTime();
  std::this_thread::sleep_for(2ms);
  EXPECT_EQ(token.stopReason(monotonicNow()), StopReason::DeadlinePassed);
  token.setTimeLimit(1h);
  token.beginTime();
  EXPECT_EQ(token.stopReason(monotonicNow()), StopReason::None);
  token.clearDeadline();
  EXPECT_FALSE(token.hasDeadline());
  token.beginTime();
  EXPECT_FALSE(token.hasDeadline());
}

TEST(Cancellation, TimeLimitsOfNothingAndOfCenturies) {
  Cancellation token;
  token.setTimeLimit(0ns);
  token.beginTime();
  EXPECT_EQ(token.stopReason(monotonicNow()), StopReason::DeadlinePassed);
  token.setTimeLimit(std::chrono::nanoseconds::max());
  EXPECT_FALSE(token.hasDeadline());
}

TEST(Cancellation, AllWhoAskAtATimeGetTheSameDeadline) {
  for (int round = 0; round < 50; ++round) {
    Cancellation token;
    token.setTimeLimit(1s);
    std::vector<std::chrono::nanoseconds> seen(4);
    std::vector<std::thread> threads;
    for (auto& deadline : seen) threads.emplace_back([&] { deadline = token.deadline(); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_THAT(seen, testing::Each(token.deadline()));
  }
}

}  // namespace
}  // namespace tatu::os
