// PreparedCode: a method in the form that the fast interpreter runs.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "vm/link/method.h"

namespace tatu::vm {

struct PreparedCode {
  std::uint32_t localSlots = 0;
};

[[nodiscard]] const PreparedCode& unpreparedStub();

}  // namespace tatu::vm
