"""Running the command as a process: what every test of it needs."""

import ctypes
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("TATU_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
TATU = os.environ.get("TATU", str(SOURCE / "build" / "release" / "tatu"))

# A sanitizer needs more address space than a limit on it leaves, and makes all slow.
HAS_SANITIZER = any(mark in pathlib.Path(TATU).read_bytes() for mark in (b"__asan_init", b"__tsan_init"))

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1

# Colours and the like must not depend on who runs the tests.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR_FORCE", "TERM")}


class Result:
    """How a process ended: `code` is negative for a signal; `out` and `err` are text, `raw` is what it wrote in bytes."""

    def __init__(self, code, out, err):
        self.code = code
        self.raw = out or b""
        self.out = self.raw.decode("utf-8", "replace")
        self.err = (err or b"").decode("utf-8", "replace")

    def __repr__(self):
        return f"code {self.code}\n--- output\n{self.out[-2000:]}\n--- messages\n{self.err[-2000:]}"


class CommandTest(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tatu-command-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def start(self, *arguments, **options):
        """A process in the test's folder. Signals are as a shell gives them to a foreground command."""
        before = options.pop("before", lambda: None)

        def prepare():
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a test that is killed leaves nothing running
            before()

        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        options.setdefault("env", ENVIRONMENT)
        process = subprocess.Popen([TATU, *arguments], cwd=self.folder, preexec_fn=prepare, **options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()

    def tatu(self, *arguments, input=None, timeout=120, **options):
        if input is not None:
            options["stdin"] = subprocess.PIPE
            input = input if isinstance(input, bytes) else input.encode()
        process = self.start(*arguments, **options)
        out, err = process.communicate(input, timeout=timeout)
        return Result(process.returncode, out, err)

    def finish(self, process, timeout=60):
        out, err = process.communicate(timeout=timeout)
        return Result(process.returncode, out, err)

    def expect(self, result, code, message=""):
        """The code, and a piece of the messages. A crash is shown with everything that was written."""
        self.assertEqual(result.code, code, result)
        self.assertIn(message, result.err, result)

    def module(self, text="fun main() { println(\"hi\") }\n"):
        """The bytes of a built module."""
        source = self.write("module_source.tatu", text)
        result = self.tatu("build", source, "-o", "-")
        self.expect(result, 0)
        return result.raw


def wait_for_output(process, text):
    """Reads the process's output until it contains the text."""
    seen = b""
    while text not in seen:
        more = os.read(process.stdout.fileno(), 4096)
        if not more:
            raise AssertionError(f"the process ended after {seen!r}")
        seen += more


def wait_until_asleep(process):
    """Returns when the process waits for something (state S) and has done so for a moment."""
    calm = 0
    deadline = time.monotonic() + 30
    while calm < 5 and time.monotonic() < deadline:
        state = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        calm = calm + 1 if state == "S" else 0
        time.sleep(0.01)
