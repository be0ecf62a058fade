// Operation: everything that anyone can ask of the OS layer, one row each.
//
// The table is the single place that says which rights an operation needs, what it is called in
// messages, and whether it may block. `granted_system.cpp` asks the table; it has no rule of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "os/rights.h"

namespace tatu::os {

enum class Operation : std::uint8_t {
  // guests: standard streams
  ReadInput,
  WriteOutput,
  WriteError,
  FlushOutput,
  // guests: open handles
  ReadFile,
  WriteFile,
  SeekFile,
  SizeOfFile,
  ResizeFile,
  SyncFile,
  MetadataOfFile,
  NextEntries,
  CloseHandle,
  // guests: connections, listeners, lookups
  Receive,
  Send,
  EndSending,
  Accept,
  AddressOfSocket,
  Watch,
  AwaitReady,
  // guests: paths
  OpenFile,
  CreateTemporaryFile,
  Metadata,
  OpenDirectory,
  CreateDirectory,
  RemoveFile,
  RemoveDirectory,
  RenameFrom,
  RenameTo,
  // guests: the rest
  WallClock,
  MonotonicClock,
  Sleep,
  RandomBytes,
  ReadEnvironment,
  Resolve,
  Connect,
  Listen,
  // the VM and the command
  GrantCapability,
  RevokeCapability,
  ReadHostFile,
  WriteHostFile,
  ListHostDirectory,
  InspectHostPath,
  WriteHostStream,
  ReadHostStream,
  ReserveMemory,
  ProtectMemory,
  LoadHostLibrary,
  HandleInterrupts,
  ConfineThread,
};

/// What an operation is checked against.
enum class Area : std::uint8_t {
  Stream,  ///< a standard stream: needs the streams to be granted
  Handle,  ///< an open handle: the handle's own rights decide
  Path,    ///< a path: the rights of the granted directory above it decide
  Clock,
  Randomness,
  Environment,
  Network,
  Platform,  ///< not reachable by guests
};

struct OperationRow {
  Operation operation;
  std::string_view name;    ///< stable, for machines: "remove-file"
  std::string_view phrase;  ///< for people, after "cannot": "remove"
  Area area;
  Rights rights;  ///< for OpenFile this is the least; the flags add theirs (rights.h)
  bool mayBlock;  ///< the caller should be in a region where a collection need not wait for it
};

/// All rows, in the order of the enumeration.
[[nodiscard]] std::span<const OperationRow> operationTable();

[[nodiscard]] const OperationRow& rowOf(Operation operation);

}  // namespace tatu::os
