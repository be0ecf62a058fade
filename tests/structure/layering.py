"""Which part may include what. Dependencies point one way (docs/architecture.md): bytecode knows nothing of ours, the
compiler knows no runtime and the runtime no compiler; each third-party library and the operating system have one home."""

import re

# For each part, the parts whose headers it may include besides its own.
ALLOWED_PARTS = {
    "bytecode": set(),
    "gc": {"os"},
    "os": set(),
    "compiler": {"bytecode"},
    "vm": {"bytecode", "gc", "os"},
    "jit": {"bytecode", "os", "vm"},
    "stdlib": {"bytecode", "gc", "os", "vm"},
    "include": set(),
    "embedding": {"bytecode", "gc", "os", "vm", "jit", "stdlib", "include"},
    "embedding_compiler": {"bytecode", "compiler", "stdlib", "include"},
    "cli": {"bytecode", "gc", "os", "vm", "jit", "stdlib", "compiler"},
}

# Tools that run while Tatu is built, not parts of it: they may use the compiler.
BUILD_TOOLS = re.compile(r"^stdlib/(tool|tools|build|builder)/")

# Headers that have one home each. The pattern is matched against what stands between < and >.
HOMES = [
    ("Boehm's collector", r"gc(/.*|\.h|_cpp\.h|_allocator\.h)$", {"gc"}),
    ("ANTLR", r"antlr4-runtime.*|antlr4.*", {"compiler"}),
    ("asmjit", r"asmjit.*", {"jit"}),
    ("the command-line parser", r"CLI/.*", {"cli"}),
    ("JSON for tools", r"nlohmann/.*", {"cli", "compiler"}),
    (
        "the operating system",
        r"(unistd|fcntl|dirent|signal|pthread|poll|netdb|sched|dlfcn|termios|spawn|pwd|grp|glob|ftw|syscall|semaphore"
        r"|ucontext|ifaddrs|syslog)\.h$|csignal$|(sys|netinet|arpa|linux|net|asm)/.*",
        {"os"},
    ),
    ("files and streams of the C++ library", r"(fstream|iostream|filesystem|syncstream)$", {"os"}),
    ("threads", r"thread$", {"gc", "jit", "os"}),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def part_of(path):
    part = path.split("/", 1)[0]
    return part if part in ALLOWED_PARTS else None


def own_include_error(path, part, target):
    wanted = target.split("/", 1)[0]
    if wanted == part:
        return None
    if wanted not in ALLOWED_PARTS:
        return f'"{target}" is not named from the root of the project; write "{part}/..."'
    if wanted in ALLOWED_PARTS[part] or (wanted == "compiler" and BUILD_TOOLS.match(path)):
        return None
    return f'{part}/ must not include "{target}": it may use {", ".join(sorted(ALLOWED_PARTS[part])) or "nothing of ours"}'


def system_include_error(path, part, target):
    for what, pattern, homes in HOMES:
        if re.match(pattern, target) and part not in homes and not BUILD_TOOLS.match(path):
            return f"<{target}> is {what}, which only {' and '.join(f'{home}/' for home in sorted(homes))} may see"
    return None


def include_errors(path, text):
    """The wrong includes of one file, as (line, message). A generated file of the compiler includes ANTLR's way."""
    part = part_of(path)
    if part is None:
        return
    for match in INCLUDE.finditer(text):
        own = match[1] == '"' and not match[2].startswith("antlr4-runtime")
        if own and "generated/" in path:
            continue
        error = (own_include_error if own else system_include_error)(path, part, match[2])
        if error:
            yield text.count("\n", 0, match.start()) + 1, error
