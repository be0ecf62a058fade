#include "os/operation.h"

#include <array>
#include <cstddef>

namespace tatu::os {
namespace {

using enum Operation;
using enum Area;
constexpr Rights kNone = Rights::none();
constexpr Rights kRead = Rights::read();
constexpr Rights kWrite = Rights::write();
constexpr bool kBlocks = true;
constexpr bool kQuick = false;

constexpr std::array kOperations{
    OperationRow{ReadInput, "read-input", "read", Stream, kRead, kBlocks},
    OperationRow{WriteOutput, "write-output", "write to", Stream, kWrite, kBlocks},
    OperationRow{WriteError, "write-error", "write to", Stream, kWrite, kBlocks},
    OperationRow{FlushOutput, "flush-output", "flush", Stream, kWrite, kBlocks},

    OperationRow{ReadFile, "read-file", "read", Area::Handle, kRead, kBlocks},
    OperationRow{WriteFile, "write-file", "write to", Area::Handle, kWrite, kBlocks},
    OperationRow{SeekFile, "seek-file", "seek in", Area::Handle, kNone, kQuick},
    OperationRow{SizeOfFile, "size-of-file", "get the size of", Area::Handle, kNone, kQuick},
    OperationRow{ResizeFile, "resize-file", "resize", Area::Handle, kWrite, kBlocks},
    OperationRow{SyncFile, "sync-file", "sync", Area::Handle, kWrite, kBlocks},
    OperationRow{MetadataOfFile, "metadata-of-file", "inspect", Area::Handle, kRead, kQuick},
    OperationRow{NextEntries, "next-entries", "list", Area::Handle, kRead, kQuick},
    OperationRow{CloseHandle, "close-handle", "close", Area::Handle, kNone, kBlocks},

    OperationRow{Receive, "receive", "receive from", Area::Handle, kRead, kQuick},
    OperationRow{Send, "send", "send to", Area::Handle, kWrite, kQuick},
    OperationRow{EndSending, "end-sending", "end the sending to", Area::Handle, kWrite, kQuick},
    OperationRow{Accept, "accept", "accept a connection at", Area::Handle, kNone, kQuick},
    OperationRow{AddressOfSocket, "address-of-socket", "get the address of", Area::Handle, kNone, kQuick},
    OperationRow{Watch, "watch", "watch", Area::Handle, kNone, kQuick},
    OperationRow{AwaitReady, "await-ready", "wait for", Area::Handle, kNone, kBlocks},

    OperationRow{OpenFile, "open-file", "open", Path, kNone, kBlocks},
    OperationRow{CreateTemporaryFile, "create-temporary-file", "create a temporary file in", Path, kWrite, kBlocks},
    OperationRow{Operation::Metadata, "metadata", "inspect", Path, kRead, kBlocks},
    OperationRow{OpenDirectory, "open-directory", "list", Path, kRead, kBlocks},
    OperationRow{CreateDirectory, "create-directory", "create the directory", Path, kWrite, kBlocks},
    OperationRow{RemoveFile, "remove-file", "remove", Path, kWrite, kBlocks},
    OperationRow{RemoveDirectory, "remove-directory", "remove the directory", Path, kWrite, kBlocks},
    OperationRow{RenameFrom, "rename-from", "rename", Path, kWrite, kBlocks},
    OperationRow{RenameTo, "rename-to", "rename something to", Path, kWrite, kBlocks},

    OperationRow{WallClock, "wall-clock", "read", Clock, kRead, kQuick},
    OperationRow{MonotonicClock, "monotonic-clock", "read", Clock, kRead, kQuick},
    OperationRow{Sleep, "sleep", "sleep by", Clock, kRead, kBlocks},
    OperationRow{RandomBytes, "random-bytes", "get", Randomness, kRead, kQuick},
    OperationRow{ReadEnvironment, "read-environment", "read the environment variable", Environment, kRead, kQuick},
    OperationRow{Resolve, "resolve", "look up", Network, kRead, kQuick},
    OperationRow{Connect, "connect", "connect to", Network, kWrite, kQuick},
    OperationRow{Listen, "listen", "listen on", Network, kWrite, kQuick},

    OperationRow{GrantCapability, "grant-capability", "grant", Platform, kNone, kBlocks},
    OperationRow{RevokeCapability, "revoke-capability", "take back", Platform, kNone, kQuick},
    OperationRow{ReadHostFile, "read-host-file", "read", Platform, kRead, kBlocks},
    OperationRow{WriteHostFile, "write-host-file", "write", Platform, kWrite, kBlocks},
    OperationRow{ListHostDirectory, "list-host-directory", "list", Platform, kRead, kBlocks},
    OperationRow{InspectHostPath, "inspect-host-path", "inspect", Platform, kRead, kBlocks},
    OperationRow{WriteHostStream, "write-host-stream", "write to", Platform, kWrite, kBlocks},
    OperationRow{ReadHostStream, "read-host-stream", "read", Platform, kRead, kBlocks},
    OperationRow{ReserveMemory, "reserve-memory", "reserve", Platform, kNone, kQuick},
    OperationRow{ProtectMemory, "protect-memory", "change the protection of", Platform, kNone, kQuick},
    OperationRow{LoadHostLibrary, "load-host-library", "load", Platform, kNone, kBlocks},
    OperationRow{HandleInterrupts, "handle-interrupts", "handle", Platform, kNone, kQuick},
    OperationRow{ConfineThread, "confine-thread", "confine", Platform, kNone, kQuick},
};

constexpr bool rowsStandInOrder() {
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    if (static_cast<std::size_t>(kOperations[i].operation) != i) return false;
  }
  return kOperations.size() == static_cast<std::size_t>(ConfineThread) + 1;
}
static_assert(rowsStandInOrder(), "one row per operation, in the order of the enumeration");

}  // namespace

std::span<const OperationRow> operationTable() { return kOperations; }

const OperationRow& rowOf(Operation operation) { return kOperations[static_cast<std::size_t>(operation)]; }

}  // namespace tatu::os
