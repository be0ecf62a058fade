// How the host's numbers become the machine's: it has signed amounts, and counts handles with the standard streams.
#pragma once

#include <cstddef>
#include <cstdint>

struct tatu_guest;

namespace tatu::embedding {

[[nodiscard]] std::int64_t amountOf(std::uint64_t amount);
// With the streams that the guest was given.
[[nodiscard]] std::size_t handlesWithStreams(const tatu_guest& guest, std::uint64_t handles);

}  // namespace tatu::embedding
