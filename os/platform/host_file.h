// Files of the host, for the command and the compiler's driver: sources in, modules and reports out.
// Not for guests: nothing here asks for a capability. Paths are bytes as the user typed them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "os/error.h"
#include "os/guest/metadata.h"

namespace tatu::os {

/// The whole file. A directory, device, pipe that never ends, or more than `limit` bytes is an error that says so.
/// Pipes (`<(...)`) are read to their end.
[[nodiscard]] Result<std::string> readHostFile(const std::string& path, std::size_t limit);

/// Replaces `path` in one step: afterwards it holds either its old content or all of `content`, also if the process
/// dies or the disk is full. Writes a new file beside it (exclusive, random name), syncs it and renames it.
/// An existing file's permission bits are kept; a link is followed. Devices and pipes are written straight.
[[nodiscard]] Result<void> writeHostFileAtomically(const std::string& path, std::string_view content);

/// Sorted by the bytes of the names, without "." and "..".
[[nodiscard]] Result<std::vector<DirectoryEntry>> listHostDirectory(const std::string& path);

/// Follows links.
[[nodiscard]] Result<Metadata> inspectHostPath(const std::string& path);

/// Absolute, without links, "." and "..": the same file has the same text. The file must exist.
[[nodiscard]] Result<std::string> canonicalHostPath(const std::string& path);

/// `mkdir -p`. An existing directory is fine.
[[nodiscard]] Result<void> createHostDirectories(const std::string& path);

/// A new private directory under the host's place for temporary files; the caller removes it with `removeHostTree`.
[[nodiscard]] Result<std::string> createHostTemporaryDirectory(std::string_view prefix);

/// Removes a file or a directory with all it holds. Links are removed, never followed. Missing is fine.
[[nodiscard]] Result<void> removeHostTree(const std::string& path);

}  // namespace tatu::os
