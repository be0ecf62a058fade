"""Files, directories, console, clocks and environment, from programs that were granted them."""

from support import CommandTest

FILES = """\
fun main() {
  Directory.create("data/sub")
  File.writeText("data/a.txt", "one\\ntwo\\n")
  File.appendText("data/a.txt", "thrée\\n")
  println(File.readLines("data/a.txt"))
  println(File.size("data/a.txt"))
  File.writeBytes("data/b.bin", Bytes.fromHex("00ff10"))
  println(Bytes.toHex(File.readBytes("data/b.bin")))
  File.rename("data/b.bin", "data/sub/c.bin")
  println("${File.exists("data/b.bin")} ${File.exists("data/sub/c.bin")} ${Directory.exists("data/sub")} ${Directory.exists("data/a.txt")}")
  println("${Directory.list("data")} ${Directory.list("data/sub")}")
  println(try { Directory.remove("data/sub"); "gone" } catch e: IoException { "not empty" })
  File.remove("data/sub/c.bin")
  Directory.remove("data/sub")
  println(Directory.list("data"))
  println(try { File.readText("data/none"); "there" } catch e: NotFoundException { "not found" })
  println(try { File.createNew("data/a.txt"); "made" } catch e: IoException { "there already" })
  val file = File.createNew("data/new.txt")
  try { file.write("12345".toBytes()) } finally { file.close() }
  val again = File.openToRead("data/new.txt")
  println("${again.read(3).size} ${again.read(3).size} ${again.read(3).size}")
  again.close()
  println(try { again.read(1); "read" } catch e: Exception { "closed" })
  File.create("data/new.txt").close()
  println(File.size("data/new.txt"))
  File.writeBytes("data/bad.txt", Bytes.fromHex("ff"))
  println(try { File.readText("data/bad.txt"); "text" } catch e: FormatException { "no text" })
}
"""

FILES_OUTPUT = """\
[one, two, thrée]
15
00ff10
false true true false
[a.txt, sub] [c.bin]
not empty
[a.txt]
not found
there already
3 2 0
closed
0
no text
"""

REST = """\
fun main(arguments: List<String>) {
  println(readLine())
  println(readAll().length)
  println(readLine())
  eprintln("to the other stream")
  print("flushed")
  flush()
  println("")
  println(Environment.arguments() == arguments)
  val start = Time.monotonicNanoseconds()
  Time.sleep(2)
  println(Time.monotonicNanoseconds() - start >= 2000000)
  println(Time.unixMilliseconds() > 1500000000000)
  val random = Random.fromHost()
  println(random.between(3, 3))
}
"""


class Outside(CommandTest):
    def test_files_and_directories(self):
        (self.folder / "data").mkdir()
        self.write("files.tatu", FILES)
        result = self.tatu("run", "--allow-read=data", "--allow-write=data", "files.tatu")
        self.assertEqual((result.code, result.out, result.err), (0, FILES_OUTPUT, ""), result)

    def test_console_clocks_and_chance(self):
        self.write("rest.tatu", REST)
        result = self.tatu("run", "rest.tatu", "a", "b c", input="first\nsecond\nthird\n")
        self.assertEqual(result.out, "first\n13\nnull\nflushed\ntrue\ntrue\ntrue\n3\n", result)
        self.assertIn("to the other stream", result.err)
