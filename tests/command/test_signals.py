"""Ctrl-C and its kin: the program stops wherever it is, says where that was, and the process ends by that signal."""

import signal
import subprocess
import time

from support import CommandTest, wait_for_output, wait_until_asleep

# Sleeping and reading pass on what was printed, so that the tests know how far a program is.
STATES = {
    "loop": 'fun main() {\n  println("start")\n  Time.sleep(1)\n  var n = 0\n  while true { n += 1 }\n}\n',
    "sleep": 'fun main() {\n  println("start")\n  Time.sleep(100000)\n}\n',
    "fibers": 'fun main() {\n  scope {\n    spawn Time.sleep(90000)\n    println("start")\n    Time.sleep(100000)\n  }\n}\n',
    "read": 'fun main() {\n  println("start")\n  println(readLine() ?? "")\n}\n',
}


# Without a warning about `n`: standard error is full in one test.
QUIET = 'fun main() {\n  println("start")\n  Time.sleep(1)\n  var n = 0\n  while n >= 0 { n += 1 }\n  println(n)\n}\n'


class Signals(CommandTest):
    def running(self, name, **options):
        process = self.start("run", self.write(name + ".tatu", STATES[name]), stdin=subprocess.PIPE, **options)
        wait_for_output(process, b"start\n")
        return process

    def test_each_signal_in_each_state(self):
        for name in STATES:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                process = self.running(name)
                if name != "loop":
                    wait_until_asleep(process)
                process.send_signal(number)
                process.wait(timeout=30)
                message = process.stderr.read().decode()
                self.assertEqual(process.returncode, -number, (name, message))
                self.assertIn("error: the program was interrupted\n", message, name)
                self.assertIn(f"  at main ({name}.tatu:", message, name)

    def test_neither_catch_nor_finally_runs(self):
        program = 'fun main() {\n  println("start")\n  Time.sleep(1)\n  try { while true {} } catch e: Exception { println("caught") } finally { println("finally") }\n}\n'
        process = self.start("run", self.write("tries.tatu", program))
        wait_for_output(process, b"start\n")
        process.send_signal(signal.SIGINT)
        result = self.finish(process)
        self.assertEqual((result.code, result.out), (-signal.SIGINT, ""))

    def test_blocked_by_a_reader_that_does_not_read(self):
        process = self.start("run", self.write("many.tatu", "fun main() {\n  while true { println(1) }\n}\n"))
        process.stdout.read(1)
        wait_until_asleep(process)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertIn("at main (many.tatu:2:", process.stderr.read().decode())

    def test_second_signal_ends_at_once(self):
        # Nobody reads the message about the first one, so that the command is stuck in writing it.
        read_end, write_end = subprocess.os.pipe()
        import fcntl
        fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, 4096)
        subprocess.os.write(write_end, b"x" * 4096)
        process = self.start("run", self.write("quiet.tatu", QUIET), stderr=write_end)
        wait_for_output(process, b"start\n")
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=30), -signal.SIGINT)
        subprocess.os.close(read_end)
        subprocess.os.close(write_end)

    def test_a_signal_that_is_ignored_stays_ignored(self):
        process = self.running("read", before=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        process.send_signal(signal.SIGINT)
        result_out, _ = process.communicate(b"line\n", timeout=30)
        self.assertEqual((process.returncode, result_out), (0, b"line\n"))

    def test_while_tests_run(self):
        path = self.write("tests.tatu", '@test fun a() { println("start"); Time.sleep(1) }\n@test fun b() {\n  while true {}\n}\n@test fun c() {}\n')
        process = self.start("test", path)
        wait_for_output(process, b"start\n")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertIn("at b (tests.tatu:3:", process.stderr.read().decode())
        self.assertIn(b"1 passed, 1 failed", process.stdout.read())
