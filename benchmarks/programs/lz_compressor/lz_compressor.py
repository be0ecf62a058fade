"""A compressor that replaces what came before by references to it, after Lempel and Ziv. Places where the same three bytes
stood are found through chains of hashes. Each round makes up a text, a log and a picture, packs and unpacks them, and
compares.

Packed data is a row of commands. A byte below 128 is followed by that many bytes, plus one, that are copied as they are;
one from 128 on stands for that many bytes, less 125, which also stand as far back as the next two bytes say."""
import sys
import time

# ---- Random numbers


class Generator:
    """The same numbers in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit


# ---- Bytes that grow in number


class Buffer:
    def __init__(self):
        self.bytes = bytearray(256)
        self.size = 0

    def add(self, byte):
        if self.size == len(self.bytes):
            self.grow()
        self.bytes[self.size] = byte
        self.size += 1

    def add_text(self, text):
        for char in text:
            self.add(ord(char))

    def grow(self):
        self.bytes.extend(bytes(self.size))

    def at(self, index):
        return self.bytes[index]


# ---- Packing

SHORTEST = 3
LONGEST = 130
FARTHEST = 32768
HASHES = 8192
LOOK_BACK = 48


class Packer:
    def __init__(self, source):
        self.source = source
        self.output = Buffer()
        # The last place with each hash, and for each place the one before it with the same hash; -1 if there is none.
        self.last = [-1] * HASHES
        self.before = [-1] * source.size
        # The best match that was looked for last.
        self.length = 0
        self.distance = 0

    def pack(self):
        source = self.source
        at = plain_from = 0
        while at < source.size:
            self.find_match(at)
            if self.length < SHORTEST:
                self.enter(at)
                at += 1
            else:
                found_length, found_distance = self.length, self.distance
                self.enter(at)
                # It may be better to wait for a longer match at the next byte.
                is_better_next = False
                if found_length < 32 and at + 1 < source.size:
                    self.find_match(at + 1)
                    is_better_next = self.length > found_length + 1
                if is_better_next:
                    at += 1
                else:
                    self.write_plain(plain_from, at)
                    self.write_match(found_length, found_distance)
                    for i in range(at + 1, at + found_length):
                        self.enter(i)
                    at += found_length
                    plain_from = at
        self.write_plain(plain_from, at)
        return self.output

    def hash(self, at):
        source = self.source
        return (source.at(at) * 961 + source.at(at + 1) * 31 + source.at(at + 2)) % HASHES

    def enter(self, at):
        """Puts a place in front of the chain of its hash."""
        if at + SHORTEST > self.source.size:
            return
        hash = self.hash(at)
        self.before[at] = self.last[hash]
        self.last[hash] = at

    def find_match(self, at):
        """Looks for the longest match of what stands at a place, among the places of the chain."""
        source = self.source
        self.length = 0
        self.distance = 0
        if at + SHORTEST > source.size:
            return
        most = min(source.size - at, LONGEST)
        place = self.last[self.hash(at)]
        left = LOOK_BACK
        while place >= 0 and left > 0 and at - place < FARTHEST:
            # Only if the byte behind the best match is right can this one be longer.
            if self.length < most and source.at(place + self.length) == source.at(at + self.length):
                same = self.same_bytes(place, at, most)
                if same > self.length:
                    self.length = same
                    self.distance = at - place
            place = self.before[place]
            left -= 1

    def same_bytes(self, place, at, most):
        source = self.source
        count = 0
        while count < most and source.at(place + count) == source.at(at + count):
            count += 1
        return count

    def write_plain(self, start, end):
        source, output = self.source, self.output
        at = start
        while at < end:
            count = min(end - at, 128)
            output.add(count - 1)
            for i in range(at, at + count):
                output.add(source.at(i))
            at += count

    def write_match(self, length, distance):
        self.output.add(length + 125)
        self.output.add(distance // 256)
        self.output.add(distance % 256)


# ---- Unpacking


def unpack(packed):
    output = Buffer()
    at = 0
    while at < packed.size:
        command = packed.at(at)
        if command < 128:
            for i in range(at + 1, at + 2 + command):
                output.add(packed.at(i))
            at += command + 2
        else:
            distance = packed.at(at + 1) * 256 + packed.at(at + 2)
            if distance == 0 or distance > output.size:
                raise ValueError("a reference to what is not there")
            # The part may overlap what it makes, so it goes byte by byte.
            for _ in range(command - 125):
                output.add(output.at(output.size - distance))
            at += 3
    return output


# ---- Making up data

SYLLABLES = ["an", "be", "co", "da", "el", "fo", "gu", "hi", "in", "ka", "lo", "mi", "no", "or", "pe", "qua", "ri", "so", "tu", "ver"]


def make_text(random, size):
    """Words of which the first ones are the most frequent."""
    words = []
    for _ in range(600):
        words.append("".join([SYLLABLES[random.below(len(SYLLABLES))] for _ in range(random.below(4) + 1)]))
    buffer = Buffer()
    while buffer.size < size:
        buffer.add_text(words[random.below(random.below(len(words)) + 1)])
        buffer.add_text(". " if random.below(9) == 0 else " ")
    return buffer


def make_log(random, size):
    """Lines that resemble each other."""
    buffer = Buffer()
    moment = 1000000
    while buffer.size < size:
        moment += random.below(50)
        buffer.add_text(f"{moment} host{random.below(4)} GET /page/{random.below(30)}/item?id={random.below(5000)} ")
        buffer.add_text("404 0\n" if random.below(20) == 0 else f"200 {random.below(90000)}\n")
    return buffer


def make_picture(random, size):
    """Bytes that go slowly up and down, with some noise."""
    buffer = Buffer()
    level = 128
    while buffer.size < size:
        if random.below(6) == 0:
            level = (level + random.below(9) + 252) % 256
        for _ in range(random.below(12) + 1):
            buffer.add(level)
        if random.below(10) == 0:
            buffer.add(random.below(256))
    return buffer


# ---- The work


def checksum(buffer):
    low, high = 1, 0
    for i in range(buffer.size):
        low = (low + buffer.at(i)) % 65521
        high = (high + low) % 65521
    return high * 65536 + low


class Figures:
    def __init__(self):
        self.plain = 0
        self.packed = 0
        self.sum = 0

    def measure(self, source):
        output = Packer(source).pack()
        back = unpack(output)
        if back.size != source.size or checksum(back) != checksum(source):
            raise ValueError("the bytes differ")
        for i in range(source.size):
            if back.at(i) != source.at(i):
                raise ValueError(f"the bytes differ at {i}")
        self.plain += source.size
        self.packed += output.size
        self.sum = (self.sum * 31 + checksum(output)) % 1000000007


def work(rounds):
    figures = Figures()
    for number in range(1, rounds + 1):
        random = Generator(number * 1000)
        figures.measure(make_text(random, 20000))
        figures.measure(make_log(random, 20000))
        figures.measure(make_picture(random, 20000))
    return f"{figures.plain} {figures.packed} {figures.sum}"


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
