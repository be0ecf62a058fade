"""Programs that use the real network, on the loopback, and real standard input while other fibers go on."""

import resource
import signal
import socket
import struct
import subprocess
import threading
import unittest

from support import CommandTest, HAS_SANITIZER

ECHO = """fun serve(connection: TcpConnection) {
  defer connection.close()
  while true {
    val bytes = connection.read()
    if bytes.size == 0 { return }
    connection.write(bytes)
  }
}
fun main() {
  val listener = TcpListener.listen("127.0.0.1", 0)
  println(listener.address.port)
  flush()
  scope {
    while true {
      val connection = listener.accept()
      spawn {
        try { serve(connection) } catch e: ConnectionException { eprintln(e.message) }
      }
    }
  }
}
"""

LOOPBACK = "--allow-net=127.0.0.1:*"


class Server:
    """A program that says its port first."""

    def __init__(self, test, *options):
        self.process = test.start("run", *options, test.write("server.tatu", ECHO))
        self.port = int(self.process.stdout.readline())

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


def exchange(connection, data):
    connection.sendall(data)
    answer = b""
    while len(answer) < len(data):
        answer += connection.recv(65536)
    return answer


def send_for_ever(sender):
    data = bytes(1_000_000)
    try:
        while True:
            sender.sendall(data)
    except OSError:
        pass


class Network(CommandTest):
    def test_many_connections_at_once(self):
        server = Server(self, LOOPBACK)
        connections = [server.connect() for _ in range(200)]
        for turn in range(3):
            for number, connection in enumerate(connections):
                text = f"turn {turn} of {number}\n".encode() * 50
                self.assertEqual(exchange(connection, text), text)
        for connection in connections:
            connection.close()

    def test_a_peer_that_sends_all_before_it_reads(self):
        data = bytes(range(256)) * 40_000  # more than all buffers hold
        server = Server(self, LOOPBACK)
        with server.connect() as slow, server.connect() as other:
            sender = threading.Thread(target=lambda: (slow.sendall(data), slow.shutdown(socket.SHUT_WR)))
            sender.start()
            self.assertEqual(exchange(other, b"not held up"), b"not held up")
            answer = b"".join(iter(lambda: slow.recv(65536), b""))
            sender.join()
            self.assertEqual(answer, data)

    def test_a_peer_that_breaks_off_ends_its_fiber_only(self):
        server = Server(self, LOOPBACK)
        with server.connect() as other:
            broken = server.connect()
            broken.sendall(b"x" * 1_000_000)
            broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            broken.close()  # with a reset
            self.assertIn(b"cannot", server.process.stderr.readline())
            self.assertEqual(exchange(other, b"still here"), b"still here")

    def test_a_peer_that_always_sends_leaves_others_their_turn(self):
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(30)
        source = """fun main() {
  val connection = TcpConnection.connect("127.0.0.1", Int.parse(Environment.arguments()[0]))
  scope {
    var sum = 0
    spawn { while true { for byte in connection.read() { sum += byte.toInt() } } }
    Time.sleep(200)
    println("its turn")
    exit(0)
  }
}
"""
        process = self.start("run", "--tier=interp", "--deadline=20s", LOOPBACK, self.write("reader.tatu", source), str(listener.getsockname()[1]))
        with listener, listener.accept()[0] as sender:
            threading.Thread(target=send_for_ever, args=[sender]).start()
            self.assertEqual(process.communicate(timeout=90), (b"its turn\n", b""))

    @unittest.skipIf(HAS_SANITIZER, "UBSan itself needs descriptors to look at types")
    def test_descriptors_that_run_out_are_an_exception(self):
        result = self.tatu("run", LOOPBACK, self.write("many.tatu", """fun main() {
  val listener = TcpListener.listen("127.0.0.1", 0)
  val all = List<TcpConnection>()
  try {
    while true { all.add(TcpConnection.connect("127.0.0.1", listener.address.port)) }
  } catch e: IoException { println(e.message) }
  for connection in all { connection.close() }
  TcpConnection.connect("127.0.0.1", listener.address.port).close()
  println(all.size > 10)
}
"""), before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60)))
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(result.out, r"cannot connect to .*open.*\ntrue\n")

    @unittest.skipIf(HAS_SANITIZER, "UBSan itself needs descriptors to look at types")
    def test_accepting_waits_for_somebody_also_without_descriptors(self):
        result = self.tatu("run", LOOPBACK, self.write("full.tatu", """fun main() {
  val listener = TcpListener.listen("127.0.0.1", 0)
  val others = List<TcpListener>()
  try {
    while true { others.add(TcpListener.listen("127.0.0.1", 0)) }
  } catch e: IoException {}
  try { withTimeout(50, () => listener.accept()) } catch e: TimeoutException { println(e.message) }
}
"""), before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40)))
        self.assertEqual((result.code, result.out, result.err), (0, "not done within 50 ms\n", ""))

    def test_input_is_awaited_by_one_fiber_only(self):
        process = self.start("run", self.write("input.tatu", """fun main() {
  scope {
    val line = spawn readLine()
    for i in 1..3 { Time.sleep(1); println(i) }
    flush()
    println(line.await())
  }
}
"""), stdin=subprocess.PIPE)
        self.assertEqual([process.stdout.readline() for _ in range(3)], [b"1\n", b"2\n", b"3\n"])
        self.assertEqual(process.communicate(b"typed\n", timeout=30)[0], b"typed\n")
        self.assertEqual(process.returncode, 0)

    def test_waiting_ends_with_a_signal(self):
        server = Server(self, LOOPBACK)
        with server.connect():
            server.process.send_signal(signal.SIGINT)
            server.process.wait(30)
            self.assertEqual(server.process.returncode, -signal.SIGINT)

    def test_waiting_ends_with_the_deadline(self):
        server = Server(self, LOOPBACK, "--deadline=300ms")
        with server.connect():
            self.assertEqual(server.process.wait(30), 124)

    def test_nothing_is_granted_by_itself(self):
        result = self.tatu("run", self.write("server.tatu", ECHO))
        self.assertEqual(result.code, 121)
        self.assertIn("DeniedException: cannot listen on \"127.0.0.1:0\": access was not granted; run with "
                      "\"--allow-net=127.0.0.1:*\" to allow it", result.err)


if __name__ == "__main__":
    unittest.main()
