import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A compressor that replaces what came before by references to it, after Lempel and Ziv. Places where the same three bytes
 * stood are found through chains of hashes. Each round makes up a text, a log and a picture, packs and unpacks them, and
 * compares.
 *
 * Packed data is a row of commands. A byte below 128 is followed by that many bytes, plus one, that are copied as they are;
 * one from 128 on stands for that many bytes, less 125, which also stand as far back as the next two bytes say.
 */
final class LzCompressor {
  // ---- Random numbers

  /** The same numbers in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    int below(int limit) {
      state = state * 48271 % 2147483647;
      return (int) (state % limit);
    }
  }

  // ---- Bytes that grow in number

  static final class Buffer {
    private byte[] bytes = new byte[256];
    int size = 0;

    void add(int value) {
      if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
      bytes[size] = (byte) value;
      size += 1;
    }

    void addText(String text) {
      for (int i = 0; i < text.length(); i++) add(text.charAt(i));
    }

    int at(int index) { return bytes[index] & 0xFF; }
  }

  // ---- Packing

  static final int SHORTEST = 3;
  static final int LONGEST = 130;
  static final int FARTHEST = 32768;
  static final int HASHES = 8192;
  static final int LOOK_BACK = 48;

  static final class Packer {
    private final Buffer source;
    private final Buffer output = new Buffer();
    /** The last place with each hash, and for each place the one before it with the same hash; -1 if there is none. */
    private final int[] last = new int[HASHES];
    private final int[] before;
    /** The best match that was looked for last. */
    private int length = 0;
    private int distance = 0;

    Packer(Buffer source) {
      this.source = source;
      this.before = new int[source.size];
      Arrays.fill(last, -1);
      Arrays.fill(before, -1);
    }

    Buffer pack() {
      int at = 0, plainFrom = 0;
      while (at < source.size) {
        findMatch(at);
        if (length < SHORTEST) {
          enter(at);
          at += 1;
        } else {
          int foundLength = length, foundDistance = distance;
          enter(at);
          // It may be better to wait for a longer match at the next byte.
          boolean isBetterNext = false;
          if (foundLength < 32 && at + 1 < source.size) {
            findMatch(at + 1);
            isBetterNext = length > foundLength + 1;
          }
          if (isBetterNext) {
            at += 1;
          } else {
            writePlain(plainFrom, at);
            writeMatch(foundLength, foundDistance);
            for (int i = at + 1; i < at + foundLength; i++) enter(i);
            at += foundLength;
            plainFrom = at;
          }
        }
      }
      writePlain(plainFrom, at);
      return output;
    }

    private int hash(int at) { return (source.at(at) * 961 + source.at(at + 1) * 31 + source.at(at + 2)) % HASHES; }

    /** Puts a place in front of the chain of its hash. */
    private void enter(int at) {
      if (at + SHORTEST > source.size) return;
      int hash = hash(at);
      before[at] = last[hash];
      last[hash] = at;
    }

    /** Looks for the longest match of what stands at a place, among the places of the chain. */
    private void findMatch(int at) {
      length = 0;
      distance = 0;
      if (at + SHORTEST > source.size) return;
      int most = Math.min(source.size - at, LONGEST);
      int place = last[hash(at)];
      int left = LOOK_BACK;
      while (place >= 0 && left > 0 && at - place < FARTHEST) {
        // Only if the byte behind the best match is right can this one be longer.
        if (length < most && source.at(place + length) == source.at(at + length)) {
          int same = sameBytes(place, at, most);
          if (same > length) {
            length = same;
            distance = at - place;
          }
        }
        place = before[place];
        left -= 1;
      }
    }

    private int sameBytes(int place, int at, int most) {
      int count = 0;
      while (count < most && source.at(place + count) == source.at(at + count)) count += 1;
      return count;
    }

    private void writePlain(int from, int to) {
      int at = from;
      while (at < to) {
        int count = Math.min(to - at, 128);
        output.add(count - 1);
        for (int i = at; i < at + count; i++) output.add(source.at(i));
        at += count;
      }
    }

    private void writeMatch(int length, int distance) {
      output.add(length + 125);
      output.add(distance / 256);
      output.add(distance % 256);
    }
  }

  // ---- Unpacking

  static Buffer unpack(Buffer packed) {
    Buffer output = new Buffer();
    int at = 0;
    while (at < packed.size) {
      int command = packed.at(at);
      if (command < 128) {
        for (int i = at + 1; i <= at + 1 + command; i++) output.add(packed.at(i));
        at += command + 2;
      } else {
        int distance = packed.at(at + 1) * 256 + packed.at(at + 2);
        if (distance == 0 || distance > output.size) throw new IllegalArgumentException("a reference to what is not there");
        // The part may overlap what it makes, so it goes byte by byte.
        for (int i = 0; i < command - 125; i++) output.add(output.at(output.size - distance));
        at += 3;
      }
    }
    return output;
  }

  // ---- Making up data

  static final String[] SYLLABLES = {
    "an", "be", "co", "da", "el", "fo", "gu", "hi", "in", "ka", "lo", "mi", "no", "or", "pe", "qua", "ri", "so", "tu", "ver"};

  /** Words of which the first ones are the most frequent. */
  static Buffer makeText(Generator random, int size) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      StringBuilder word = new StringBuilder();
      int last = random.below(4);
      for (int k = 0; k <= last; k++) word.append(SYLLABLES[random.below(SYLLABLES.length)]);
      words.add(word.toString());
    }
    Buffer buffer = new Buffer();
    while (buffer.size < size) {
      buffer.addText(words.get(random.below(random.below(words.size()) + 1)));
      buffer.addText(random.below(9) == 0 ? ". " : " ");
    }
    return buffer;
  }

  /** Lines that resemble each other. */
  static Buffer makeLog(Generator random, int size) {
    Buffer buffer = new Buffer();
    int time = 1000000;
    while (buffer.size < size) {
      time += random.below(50);
      buffer.addText(time + " host" + random.below(4) + " GET /page/" + random.below(30) + "/item?id=" + random.below(5000) + " ");
      buffer.addText(random.below(20) == 0 ? "404 0\n" : "200 " + random.below(90000) + "\n");
    }
    return buffer;
  }

  /** Bytes that go slowly up and down, with some noise. */
  static Buffer makePicture(Generator random, int size) {
    Buffer buffer = new Buffer();
    int level = 128;
    while (buffer.size < size) {
      if (random.below(6) == 0) level = (level + random.below(9) + 252) % 256;
      int last = random.below(12);
      for (int i = 0; i <= last; i++) buffer.add(level);
      if (random.below(10) == 0) buffer.add(random.below(256));
    }
    return buffer;
  }

  // ---- The work

  static long checksum(Buffer buffer) {
    int low = 1, high = 0;
    for (int i = 0; i < buffer.size; i++) {
      low = (low + buffer.at(i)) % 65521;
      high = (high + low) % 65521;
    }
    return high * 65536L + low;
  }

  static final class Figures {
    long plain = 0;
    long packed = 0;
    long sum = 0;

    void measure(Buffer source) {
      Buffer output = new Packer(source).pack();
      Buffer back = unpack(output);
      if (back.size != source.size || checksum(back) != checksum(source)) throw new IllegalStateException("the bytes differ");
      for (int i = 0; i < source.size; i++) {
        if (back.at(i) != source.at(i)) throw new IllegalStateException("the bytes differ at " + i);
      }
      plain += source.size;
      packed += output.size;
      sum = (sum * 31 + checksum(output)) % 1000000007;
    }
  }

  static String work(int rounds) {
    Figures figures = new Figures();
    for (int round = 1; round <= rounds; round++) {
      Generator random = new Generator(round * 1000);
      figures.measure(makeText(random, 20000));
      figures.measure(makeLog(random, 20000));
      figures.measure(makePicture(random, 20000));
    }
    return figures.plain + " " + figures.packed + " " + figures.sum;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 80;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    String result = "";
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      result = work(rounds);
      if (arguments.length > 1) System.err.println((System.nanoTime() - start) / 1000000);
    }
    System.out.println(result);
  }
}
