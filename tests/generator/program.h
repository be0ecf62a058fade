// Random programs: always accepted by the compiler, always ending by themselves, and showing what they compute.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace tatu::generator {

// Equal seeds give equal programs on every host.
// The first line in the block of a function that is nothing but a sequence.
inline constexpr const char* kSequenceMark = "// whole";

[[nodiscard]] std::string makeProgram(std::uint64_t seed);

// Leaves out statements and declarations, one after the other, as long as the rest still shows the fault.
[[nodiscard]] std::string shrinkProgram(const std::string& program,
                                        const std::function<bool(const std::string&)>& isFaulty);

}  // namespace tatu::generator
