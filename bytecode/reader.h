// Reads the bytes of a .tbc file.
//
// Proves the container: right magic, version, features and content hash; all sections present, in order and of their
// length; every number in its one encoding; every string well-formed UTF-8; every kind and flag known. It follows that
// writeModule() of the result is the same bytes. It does not prove that indices are inside their tables: that is the
// verifier's work.
//
// Memory: nothing is reserved by an announced count beyond what the remaining bytes can hold, and nothing beyond
// kDecodedBytesPerByte times the file's size (limits.h), of which each block is taken off before it is allocated.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <tl/expected.hpp>

#include "bytecode/module.h"
#include "bytecode/reject.h"

namespace tatu::bytecode {

// `file` is used in messages only.
[[nodiscard]] tl::expected<Module, Reject> readModule(std::span<const std::uint8_t> bytes, std::string_view file = {});

// A module that is part of this program (VerifyOptions::isBuiltIn): the build read it with readModule() before it put
// it there, and kept the `positions` of its bodies (read/body_positions.h). Neither the hash of the bytes nor the
// inside of the bodies is looked at again.
[[nodiscard]] tl::expected<Module, Reject> readBuiltInModule(std::span<const std::uint8_t> bytes,
                                                             std::span<const std::uint8_t> positions,
                                                             std::string_view file);

// Whether the bytes begin like a module file, in whatever version.
[[nodiscard]] bool looksLikeModule(std::span<const std::uint8_t> bytes);

[[nodiscard]] bool isWellFormedUtf8(std::string_view text);

}  // namespace tatu::bytecode
