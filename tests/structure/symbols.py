"""Which symbols each library may refer to, and which a linked program may hold. Includes can be right and a library
still reach the operating system through the C or C++ library, or the compiler through a forward declaration."""

import re
import subprocess

_SYSTEM_CALLS = (
    "open open64 openat openat64 openat2 creat close read write pread pwrite pread64 pwrite64 readv writev lseek lseek64"
    " mmap mmap64 munmap mprotect madvise fork vfork execve execv execvp system popen kill signal sigaction sigprocmask"
    " pthread_create pthread_kill stat stat64 lstat fstat fstat64 fstatat fstatat64 statx opendir readdir readdir64 mkdir"
    " mkdirat unlink unlinkat rename renameat rmdir getcwd chdir socket connect bind listen accept send recv sendto"
    " recvfrom getaddrinfo poll ppoll select epoll_wait nanosleep clock_nanosleep usleep sleep clock_gettime gettimeofday"
    " time getrandom getentropy getenv secure_getenv setenv isatty ioctl fcntl fcntl64 dup dup2 pipe pipe2 syscall"
    " fopen fopen64 freopen fdopen fread fgets getchar getline remove tmpfile dlopen sysconf getpid"
).split()

# In C++ names as nm prints them, mangled: the clock of the day, random devices, file streams and file systems.
_CXX_SYSTEM = (
    r"_ZNSt6chrono3_V212system_clock3now|_ZNSt13random_device|_ZNSt13basic_filebuf|_ZNSt14basic_ifstream"
    r"|_ZNSt14basic_ofstream|_ZNSt10filesystem.*"
)

OPERATING_SYSTEM = re.compile(r"(%s)(@.*)?$|%s" % ("|".join(_SYSTEM_CALLS), _CXX_SYSTEM))
# Threads and pauses: the collector has a thread of its own and measures its pauses, the other parts ask os/.
THREADS = re.compile(r"_ZNSt6thread.*_M_start_thread|_ZNSt6chrono3_V212steady_clock3now")
BOEHM = re.compile(r"GC_[a-z]")
ANTLR = re.compile(r"_Z.*(6antlr4|11antlrcpp)")
COMPILER = re.compile(r"_Z.*4tatu8compiler")
RUNTIME = re.compile(r"_Z.*4tatu(2vm|2gc|2os|3jit)")
ASMJIT = re.compile(r"_Z.*6asmjit")

# For each library: what it must not refer to, and what to call that.
FORBIDDEN_REFERENCES = {
    "tatu_bytecode": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"), (ANTLR, "ANTLR"),
                      (COMPILER, "the compiler"), (RUNTIME, "the runtime"), (ASMJIT, "asmjit")],
    "tatu_gc": [(OPERATING_SYSTEM, "the operating system"), (ANTLR, "ANTLR"), (COMPILER, "the compiler"),
                (re.compile(r"_Z.*4tatu(2vm|2os(?!5faultE|13mapLargePagesE)|3jit|8bytecode)"), "another part"), (ASMJIT, "asmjit")],
    "tatu_os": [(BOEHM, "Boehm"), (ANTLR, "ANTLR"), (COMPILER, "the compiler"),
                (re.compile(r"_Z.*4tatu(2vm|2gc|3jit|8bytecode)"), "another part"), (ASMJIT, "asmjit")],
    "tatu_vm": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"), (ANTLR, "ANTLR"),
                (COMPILER, "the compiler"), (ASMJIT, "asmjit")],
    "tatu_natives": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"), (ANTLR, "ANTLR"),
                    (COMPILER, "the compiler"), (ASMJIT, "asmjit")],
    "tatu_embedding": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"), (ANTLR, "ANTLR"),
                       (COMPILER, "the compiler"), (ASMJIT, "asmjit")],
    "tatu_embedding_compiler": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"),
                                (ANTLR, "ANTLR"), (RUNTIME, "the runtime"), (ASMJIT, "asmjit")],
    "tatu_compiler": [(OPERATING_SYSTEM, "the operating system"), (THREADS, "os/"), (BOEHM, "Boehm"), (RUNTIME, "the runtime"),
                      (ASMJIT, "asmjit")],
}

# For each probe program, which holds a whole library and all that it needs: what must not be in it.
FORBIDDEN_CONTENTS = {
    "runtime_only": [(ANTLR, "ANTLR"), (COMPILER, "the compiler")],
    "compiler_only": [(BOEHM, "Boehm"), (RUNTIME, "the runtime")],
}


def undefined_symbols(library):
    """The symbols that a library takes from elsewhere: undefined in some object of it and defined in none."""
    return _names(["nm", "--undefined-only", library]) - _names(["nm", "--defined-only", library])


def all_symbols(program):
    return _names(["nm", program])


def symbol_errors(symbols, forbidden):
    for symbol in sorted(symbols):
        for pattern, what in forbidden:
            if pattern.match(symbol):
                yield f"{symbol} belongs to {what}"


def _names(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in output.splitlines() if line.strip() and not line.endswith(":")}
