#include "os/platform/system_call_filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <vector>

namespace tatu::os {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#elif defined(__s390x__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_S390X;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

#if defined(__s390x__)
constexpr unsigned kFlagsOfClone = 1;
#else
constexpr unsigned kFlagsOfClone = 0;
#endif

/// Where the flag stands, system calls of x86-64 are those of another interface (x32).
constexpr std::uint32_t kForeignCalls = 0x40000000;

constexpr std::uint32_t kNamesOfMemory = 0x53564d41;  // PR_SET_VMA, by which the C library names what it maps

// Of Landlock; the same on all architectures.
constexpr int kCreateRuleset = 444;
constexpr int kAddRule = 445;
constexpr int kRestrictSelf = 446;

// Always allowed. Not all architectures have all of them.
constexpr std::array kAllowed {
  // descriptors
  SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_lseek, SYS_close, SYS_fcntl, SYS_dup,
      SYS_dup3, SYS_fstat, SYS_fstatfs, SYS_ftruncate, SYS_fsync, SYS_fdatasync, SYS_getdents64, SYS_pipe2,
      // what stands where; Landlock does not ask either
      SYS_newfstatat, SYS_statx, SYS_statfs, SYS_readlinkat, SYS_faccessat, SYS_getcwd,
      // memory
      SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk, SYS_mincore, SYS_membarrier,
      SYS_memfd_create,
      // threads and signals of this process
      SYS_futex, SYS_sched_yield, SYS_sched_getaffinity, SYS_getpid, SYS_gettid, SYS_set_robust_list, SYS_rseq,
      SYS_set_tid_address, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigsuspend, SYS_sigaltstack,
      SYS_restart_syscall, SYS_exit, SYS_exit_group,
      // time, randomness, waiting
      SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_getrandom,
      SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2,
      // the process itself
      SYS_getrusage, SYS_uname, SYS_sysinfo, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
      // a narrower confinement
      SYS_seccomp, kCreateRuleset, kAddRule, kRestrictSelf,
#if defined(SYS_poll)
      SYS_poll, SYS_epoll_wait, SYS_readlink, SYS_access, SYS_dup2, SYS_time,
#endif
};

constexpr std::array kOpening {
  SYS_openat, SYS_openat2, SYS_mkdirat, SYS_unlinkat, SYS_renameat2,
#if defined(SYS_renameat)
      SYS_renameat,
#endif
};

constexpr std::array kOnSockets{SYS_connect,     SYS_bind,       SYS_listen,     SYS_accept4,  SYS_getsockname,
                                SYS_getpeername, SYS_setsockopt, SYS_getsockopt, SYS_sendto,   SYS_recvfrom,
                                SYS_sendmsg,     SYS_recvmsg,    SYS_sendmmsg,   SYS_recvmmsg, SYS_shutdown};

/// A program of the kernel's filter machine. Each piece deals with one call and ends, or leaves it to the next; the
/// number of the call stands in the accumulator between them.
class FilterProgram {
 public:
  void begin() {
    load(offsetof(seccomp_data, arch));
    orElse(BPF_JEQ, kArchitecture, SECCOMP_RET_KILL_PROCESS);
    load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    add(BPF_JMP | BPF_JGE | BPF_K, kForeignCalls, 0, 1);
    end(SECCOMP_RET_KILL_PROCESS);
#endif
  }

  void answer(long call, std::uint32_t with) {
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1);
    end(with);
  }
  void allow(long call) { answer(call, SECCOMP_RET_ALLOW); }
  void refuse(long call, int code) { answer(call, SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(code)); }

  /// Allowed if the lower half of the argument is one of the values.
  void allowIfOneOf(long call, unsigned argument, const std::vector<std::uint32_t>& values, std::uint32_t otherwise) {
    const auto size = static_cast<std::uint8_t>(2 + 2 * values.size());
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, size);
    load(lowerHalf(argument));
    for (const std::uint32_t value : values) {
      add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
      end(SECCOMP_RET_ALLOW);
    }
    end(otherwise);
  }

  /// Allowed if of these bits of the argument exactly `wanted` are set.
  void allowIfBits(long call, unsigned argument, std::uint32_t bits, std::uint32_t wanted, std::uint32_t otherwise) {
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 5);
    load(lowerHalf(argument));
    add(BPF_ALU | BPF_AND | BPF_K, bits, 0, 0);
    add(BPF_JMP | BPF_JEQ | BPF_K, wanted, 0, 1);
    end(SECCOMP_RET_ALLOW);
    end(otherwise);
  }

  /// Allowed if the argument is null.
  void allowIfNull(long call, unsigned argument, std::uint32_t otherwise) {
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 6);
    load(lowerHalf(argument));
    add(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3);
    load(upperHalf(argument));
    add(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1);
    end(SECCOMP_RET_ALLOW);
    end(otherwise);
  }

  void end(std::uint32_t with) { add(BPF_RET | BPF_K, with, 0, 0); }

  [[nodiscard]] bool install() {
    const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
    return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
  }

 private:
  static std::uint32_t argumentAt(unsigned number) {
    return static_cast<std::uint32_t>(offsetof(seccomp_data, args) + number * sizeof(std::uint64_t));
  }
  static std::uint32_t lowerHalf(unsigned number) {
    return argumentAt(number) + (std::endian::native == std::endian::big ? 4 : 0);
  }
  static std::uint32_t upperHalf(unsigned number) {
    return argumentAt(number) + (std::endian::native == std::endian::big ? 0 : 4);
  }
  void load(std::size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset), 0, 0); }
  void orElse(unsigned comparison, std::uint32_t value, std::uint32_t with) {
    add(BPF_JMP | comparison | BPF_K, value, 1, 0);
    end(with);
  }
  void add(unsigned code, std::uint32_t value, std::uint8_t ifTrue, std::uint8_t ifFalse) {
    code_.push_back({static_cast<std::uint16_t>(code), ifTrue, ifFalse, value});
  }

  std::vector<sock_filter> code_;
};

constexpr std::uint32_t errorAnswer(int code) { return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(code); }

/// A call that can be used for one thing and must not be for others.
void allowForOnePurpose(FilterProgram& program) {
  constexpr std::uint32_t kOfProcesses = CLONE_THREAD | CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET |
                                         CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
  // Threads, no processes. Its flags cannot be seen in clone3, without which the C library takes clone.
  program.allowIfBits(SYS_clone, kFlagsOfClone, kOfProcesses, CLONE_THREAD, SECCOMP_RET_KILL_PROCESS);
  program.refuse(SYS_clone3, ENOSYS);
  program.allowIfOneOf(SYS_tgkill, 0, {static_cast<std::uint32_t>(::getpid())}, SECCOMP_RET_KILL_PROCESS);
  program.allowIfOneOf(SYS_prctl, 0, {PR_SET_NAME, PR_GET_NAME, kNamesOfMemory, PR_SET_NO_NEW_PRIVS},
                       errorAnswer(EPERM));
  program.allowIfOneOf(SYS_ioctl, 1, {TCGETS, FIONREAD}, errorAnswer(ENOTTY));
  // Limits can be asked for, not set. Whose they are does not matter then.
  program.allowIfNull(SYS_prlimit64, 2, errorAnswer(EPERM));
}

void decideOnSockets(FilterProgram& program, bool isAllowed) {
  if (!isAllowed) return;
  for (const long call : kOnSockets) program.allow(call);
  // Looking names up tries others, and can do without.
  program.allowIfOneOf(SYS_socket, 0, {AF_INET, AF_INET6}, errorAnswer(EAFNOSUPPORT));
}

}  // namespace

std::string_view whyNoSystemCallFilter() {
  if (kArchitecture == 0) return "system calls of this architecture cannot be filtered";
  const std::uint32_t action = SECCOMP_RET_KILL_PROCESS;
  if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0) return {};
  return "this kernel has no seccomp, or it may not be used here (system calls cannot be confined)";
}

bool filterSystemCalls(const Confinement& confinement) {
  FilterProgram program;
  program.begin();
  for (const std::int64_t call : confinement.moreCalls) program.allow(call);
  for (const long call : kAllowed) program.allow(call);
  const bool opens = !confinement.directories.empty() || confinement.names;
  for (const long call : kOpening) {
    if (opens) {
      program.allow(call);
    } else {
      program.refuse(call, EACCES);
    }
  }
  allowForOnePurpose(program);
  decideOnSockets(program, confinement.network);
  program.end(SECCOMP_RET_KILL_PROCESS);
  return program.install();
}

}  // namespace tatu::os
