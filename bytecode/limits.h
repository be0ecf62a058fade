// Every limit of the module format, in one place. A module beyond a limit is refused; none of them depends on the host.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tatu::bytecode {

inline constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;
// What a file may become in memory: so many bytes for each of its own, and so many in any case. Compiled programs need
// two to three.
inline constexpr std::size_t kDecodedBytesPerByte = 4;
inline constexpr std::size_t kFreeDecodedBytes = std::size_t{64} << 10;
inline constexpr std::size_t kMaxCodeBytes = std::size_t{16} << 20;  // of one function
inline constexpr std::uint32_t kMaxTableEntries = 1u << 24;          // of one table of a module
inline constexpr std::uint32_t kMaxParameters = 255;                 // of a function, the receiver included
inline constexpr std::uint32_t kMaxTypeParameters = 64;              // of a class and a function together
inline constexpr std::uint32_t kMaxLocals = 65535;                   // of a function, parameters included
inline constexpr std::uint32_t kMaxFields = 65535;                   // of a class, and of a case's payload: 255
inline constexpr std::uint32_t kMaxPayload = 255;
inline constexpr std::uint32_t kMaxCases = 65535;
inline constexpr std::uint32_t kMaxStackEntries = 1024;     // operand stack of one frame
inline constexpr std::uint32_t kMaxTypeDepth = 64;          // nesting of a type in a module's table
inline constexpr std::uint32_t kMaxTypeNodes = 256;         // size of a type in a module's table, as a tree
inline constexpr std::uint32_t kMaxDerivedTypeDepth = 128;  // the same after substitution
inline constexpr std::uint32_t kMaxDerivedTypeNodes = 4096;
inline constexpr std::uint32_t kMaxTypeWidth = 64;  // slots of a value; a type variable counts as one
inline constexpr std::uint32_t kMaxTupleParts = 6;
inline constexpr std::uint32_t kMaxSupertypes = 255;      // of a class, all superclasses and interfaces
inline constexpr std::uint32_t kMaxHandlerNesting = 255;  // handlers that cover one instruction
inline constexpr std::uint32_t kMaxMethods = 4096;        // of a class, inherited ones included
inline constexpr std::uint32_t kMaxNameBytes = 1024;      // names of packages, classes, functions, fields, …
inline constexpr std::uint32_t kMaxCountOperand = 255;

}  // namespace tatu::bytecode
