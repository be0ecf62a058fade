"""Programs whose fibers wait: how they end, and what they say about it."""

import json
import unittest

from support import CommandTest

WAITING = """fun main() {
  val never = Channel<Int>()
  scope {
    spawn { never.receive() }
    spawn Time.sleep(100_000)
    Time.sleep(50_000)
  }
}
"""

DEADLOCK = """fun main() {
  val never = Channel<Int>()
  scope {
    for _ in 1..5 { spawn never.receive() }
    never.send(never.receive())
  }
}
"""


class Waiting(CommandTest):
    def test_deadline_while_all_fibers_wait(self):
        result = self.tatu("run", "--deadline=200ms", self.write("waiting.tatu", WAITING))
        self.assertEqual(result.code, 124)
        self.assertIn("did not end within 200 ms", result.err)
        self.assertIn("at main (waiting.tatu:6:5)", result.err)  # the first fiber

    def test_deadlock_shows_each_place_once(self):
        result = self.tatu("run", self.write("deadlock.tatu", DEADLOCK))
        self.assertEqual((result.code, result.out), (1, ""))
        self.assertIn("error: deadlock: every fiber waits", result.err)
        self.assertIn("the first fiber waits:\n", result.err)
        self.assertIn("fiber 1 and 4 more wait:\n", result.err)
        self.assertEqual(result.err.count("at Channel.receive"), 2)

    def test_deadlock_for_machines(self):
        result = self.tatu("run", "--error-format=json", self.write("deadlock.tatu", DEADLOCK))
        verdict = json.loads(result.err.splitlines()[-1])
        self.assertEqual((verdict["verdict"], verdict["elsewhere"]), ("failure", 0))
        self.assertEqual([(fibers["first"], fibers["count"]) for fibers in verdict["fibers"]], [(0, 1), (1, 5)])
        self.assertIn("Channel.receive", [call["function"] for call in verdict["fibers"][1]["trace"]])

    def test_exit_in_a_fiber_ends_the_program(self):
        result = self.tatu("run", self.write("exit.tatu", """fun main() {
  try { scope { spawn exit(3); Time.sleep(50_000) } } finally { println("finally") }
}
"""))
        self.assertEqual((result.code, result.out, result.err), (3, "", ""))

    def test_exception_of_a_fiber(self):
        result = self.tatu("run", self.write("thrown.tatu", """fun fail() {
  throw StateException("in a fiber")
}
fun main() {
  scope { spawn fail(); Time.sleep(50_000) }
}
"""))
        self.assertEqual(result.code, 1)
        self.assertIn("error: StateException: in a fiber", result.err)
        self.assertIn("at fail (thrown.tatu:2:3)", result.err)


if __name__ == "__main__":
    unittest.main()
