// How the host's numbers become the machine's: it has signed amounts, and counts handles with the standard streams.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tatu::embedding {

[[nodiscard]] std::int64_t amountOf(std::uint64_t amount);
[[nodiscard]] std::size_t handlesWithStreams(std::uint64_t handles);

}  // namespace tatu::embedding
