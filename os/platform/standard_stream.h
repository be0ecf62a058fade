// The command's own standard streams: messages, listings, "-" as a file name. Guests use `System`.
//
// Writes are whole or an error: interruptions and short counts are dealt with here. Nothing is buffered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "os/error.h"

namespace tatu::os {

enum class StandardStream : std::uint8_t { Input = 0, Output = 1, Error = 2 };

/// Everything, or an error: `ClosedPipe` when nobody reads any more.
[[nodiscard]] Result<void> writeStandard(StandardStream stream, std::string_view text);

/// Standard input to its end; more than `limit` bytes is an error of kind Limit.
[[nodiscard]] Result<std::string> readStandardInput(std::size_t limit);

[[nodiscard]] bool isTerminal(StandardStream stream) noexcept;

/// Columns of the terminal; nothing if the stream is none or does not tell.
[[nodiscard]] std::optional<unsigned> terminalWidth(StandardStream stream) noexcept;

enum class ColorChoice : std::uint8_t { Auto, Always, Never };

/// Auto: CLICOLOR_FORCE (not "0") says yes; then NO_COLOR (not empty), TERM=dumb or no terminal say no.
[[nodiscard]] bool wantsColor(StandardStream stream, ColorChoice choice);

}  // namespace tatu::os
