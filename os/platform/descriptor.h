// Descriptor: an owned file descriptor of the host. Never leaves os/.
#pragma once

#include <unistd.h>

#include <utility>

namespace tatu::os {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const noexcept { return number_; }
  [[nodiscard]] bool valid() const noexcept { return number_ >= 0; }
  int release() noexcept { return std::exchange(number_, -1); }

  /// The result of close is 0 or an errno. The number is gone either way, as Linux defines it.
  int reset() noexcept;

 private:
  int number_ = -1;
};

}  // namespace tatu::os
