// SliceLength: how much fuel code gets at once.
//
// At the end of a slice the guest looks at requests from outside (Operations::poll), which takes as long as hundreds of
// instructions: so slices should not be short. But a guest that is asked to stop does so only where one ends, and what
// is hot is found there, too: so they should not be long. A unit of fuel takes machine code a fraction of a nanosecond,
// mostly; the interpreter, natives and whoever waits for memory take ten and a hundred times as long. So slices are
// long after one that was machine code and fast. Where they end is nothing that a program could notice: fuel is counted
// the same.
//
// They differ in length, by up to a quarter: a loop in which each takes as much as a whole number of turns would always
// be found at the same place.
#pragma once

#include <chrono>
#include <cstdint>

namespace tatu::vm {

class SliceLength {
 public:
  // Of the next slice, which begins now, by the host's clock, when so much fuel has been used in all, so much of it by
  // compiled code and what that has called.
  [[nodiscard]] std::int64_t next(std::int64_t fuel, std::int64_t compiled, std::chrono::nanoseconds now) {
    if (!isFixed_) length_ = isFast(fuel - fuel_, compiled - compiled_, now - began_) ? kLong : kShort;
    fuel_ = fuel;
    compiled_ = compiled;
    began_ = now;
    dice_ = dice_ * 6364136223846793005u + 1442695040888963407u;  // Knuth, MMIX
    return length_ - static_cast<std::int64_t>(dice_ >> 33) % (length_ / 4 + 1);
  }
  // From now on they are at most so long, whatever is done in them.
  void fix(std::int64_t length) {
    isFixed_ = true;
    length_ = length;
  }

 private:
  static constexpr std::int64_t kShort = 10'000;
  // Takes less than a tenth of a millisecond, or some three milliseconds where what was fast becomes slow.
  // An end costs some 450 instructions: half a percent of such a slice.
  static constexpr std::int64_t kLong = 100'000;

  // A slice, less than a nanosecond a unit. The host's own time between two calls counts, too.
  [[nodiscard]] static bool isFast(std::int64_t fuel, std::int64_t compiled, std::chrono::nanoseconds taken) {
    return compiled > fuel / 4 * 3 && taken.count() < fuel;
  }

  std::int64_t length_ = kShort;
  std::uint64_t dice_ = 1;
  std::int64_t fuel_ = 0;
  std::int64_t compiled_ = 0;
  std::chrono::nanoseconds began_{0};
  bool isFixed_ = false;
};

}  // namespace tatu::vm
