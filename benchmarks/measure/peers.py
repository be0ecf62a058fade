"""The other languages: how each runs a program of benchmarks/kernels or benchmarks/programs, or a single file."""
import shutil
from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    name: str
    program: str
    suffix: str
    options: tuple = ()

    def command(self, source, classes):
        """The words that run a source file; `classes` is where Java's were compiled to."""
        if self.suffix == ".java":
            return [self.program, *self.options, "-cp", str(classes), source.stem]
        return [self.program, *self.options, str(source)]


PEERS = (
    Peer("lua5.4", "lua5.4", ".lua"),
    Peer("luajit-joff", "luajit", ".lua", ("-joff",)),
    Peer("luajit", "luajit", ".lua"),
    Peer("node", "node", ".js"),
    Peer("java", "java", ".java"),
    Peer("pypy3", "pypy3", ".py"),
)


def installed_peers():
    return [peer for peer in PEERS if shutil.which(peer.program) and (peer.suffix != ".java" or shutil.which("javac"))]
