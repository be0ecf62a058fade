// The other side of a Worker: what its process runs.
#pragma once

// The program calls itself with these: kWorkerArgument, and how many bytes of addresses the process may have. The
// channel to the host is at kWorkerDescriptor.
inline constexpr const char* kWorkerArgument = "--worker";
inline constexpr int kWorkerDescriptor = 3;

// Serves the host until it closes the channel. Returns what main() returns.
int runWorker(const char* processBytes);
