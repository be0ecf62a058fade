"""A reader and a writer of JSON: each round makes up a text, parses it into a tree, walks the tree for some figures, looks
members up, and prints the tree again. What was printed must give the same tree again."""
import sys
import time
from math import floor

# ---- The tree


class JsonNull:
    def visit(self, figures, depth):
        figures.add(depth)

    def write(self, out):
        out.append("null")


class JsonTruth:
    def __init__(self, value):
        self.value = value

    def visit(self, figures, depth):
        figures.add(depth)
        if self.value:
            figures.truths += 1

    def write(self, out):
        out.append("true" if self.value else "false")


class JsonNumber:
    def __init__(self, value):
        self.value = value

    def visit(self, figures, depth):
        figures.add(depth)
        figures.sum += self.value

    def write(self, out):
        write_number(self.value, out)


class JsonText:
    def __init__(self, value):
        self.value = value

    def visit(self, figures, depth):
        figures.add(depth)
        figures.letters += len(self.value)

    def write(self, out):
        write_text(self.value, out)


class JsonItems:
    def __init__(self, values):
        self.values = values

    def visit(self, figures, depth):
        figures.add(depth)
        for value in self.values:
            value.visit(figures, depth + 1)

    def write(self, out):
        separator = "["
        for value in self.values:
            out.append(separator)
            value.write(out)
            separator = ","
        out.append("]" if self.values else "[]")


class JsonObject:
    def __init__(self, members):
        self.members = members

    def visit(self, figures, depth):
        figures.add(depth)
        for key, member in self.members.items():
            figures.letters += len(key)
            member.visit(figures, depth + 1)

    def write(self, out):
        separator = "{"
        for key, member in self.members.items():
            out.append(separator)
            write_text(key, out)
            out.append(":")
            member.write(out)
            separator = ","
        out.append("}" if self.members else "{}")


# ---- Making up a text


class Generator:
    """Random numbers, the same in every language: all steps stay below 2^53."""

    def __init__(self, state):
        self.state = state

    def below(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit


SYLLABLES = ["ba", "do", "fi", "ku", "le", "mo", "na", "pi", "ro", "su", "ta", "ve"]
RARE_ENDS = ["\\n", '\\"', "\\\\", "\\u0007"]


class Author:
    def __init__(self, random):
        self.random = random
        self.out = []

    def document(self, records):
        out = self.out
        out.append('{"version": 3, "records": [')
        for i in range(1, records + 1):
            if i > 1:
                out.append(",")
            out.append("\n  ")
            self.record(i, 2)
        out.append('\n], "complete": true}\n')
        return "".join(out)

    def record(self, number, depth):
        """One object, with others inside of it up to `depth` levels."""
        out, random = self.out, self.random
        out.append(f'{{"id": {number}, "name": ')
        self.text(2)
        out.append(', "price": ')
        write_number((random.below(2000000) - 500000) / 100, out)
        out.append(', "active": false' if random.below(3) == 0 else ', "active": true')
        out.append(', "note": ')
        if random.below(4) == 0:
            out.append("null")
        else:
            self.text(6)
        out.append(', "tags": [')
        for i in range(random.below(5) + 1):
            if i > 0:
                out.append(", ")
            self.text(1)
        out.append(f'], "place": {{"x": {random.below(1000)}, "y": {-random.below(1000)}}}')
        if depth > 0:
            out.append(', "parts": [')
            for i in range(1, random.below(4) + 2):
                if i > 1:
                    out.append(", ")
                self.record(number * 10 + i, depth - 1)
            out.append("]")
        out.append("}")

    def text(self, words):
        """A text of some words; some of them have escapes."""
        out, random = self.out, self.random
        out.append('"')
        for i in range(words):
            if i > 0:
                out.append(" ")
            for _ in range(random.below(3) + 1):
                out.append(SYLLABLES[random.below(12)])
            rare = random.below(40)
            if rare < len(RARE_ENDS):
                out.append(RARE_ENDS[rare])
        out.append('"')


# ---- Reading

PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "/": "/"}


class Parser:
    def __init__(self, text):
        self.source = text
        self.at = 0

    def parse_document(self):
        value = self.parse_value()
        self.skip_space()
        if self.at < len(self.source):
            self.fail("something behind the end")
        return value

    def parse_value(self):
        self.skip_space()
        char = self.peek()
        if char == "{":
            return self.parse_object()
        if char == "[":
            return self.parse_items()
        if char == '"':
            return JsonText(self.parse_text())
        if char == "t":
            return self.parse_word("true", JsonTruth(True))
        if char == "f":
            return self.parse_word("false", JsonTruth(False))
        if char == "n":
            return self.parse_word("null", JsonNull())
        return self.parse_number()

    def parse_object(self):
        members = {}
        self.expect("{")
        if not self.accept("}"):
            while True:
                self.skip_space()
                key = self.parse_text()
                self.expect(":")
                members[key] = self.parse_value()
                if self.accept("}"):
                    break
                self.expect(",")
        return JsonObject(members)

    def parse_items(self):
        values = []
        self.expect("[")
        if not self.accept("]"):
            while True:
                values.append(self.parse_value())
                if self.accept("]"):
                    break
                self.expect(",")
        return JsonItems(values)

    def parse_text(self):
        """A text without escapes is one slice; otherwise the parts between them are collected."""
        if self.peek() != '"':
            self.fail("expected a text")
        self.at += 1
        start = self.at
        self.skip_plain()
        if self.peek() == '"':
            self.at += 1
            return self.source[start:self.at - 1]
        result = []
        while self.peek() == "\\":
            result.append(self.source[start:self.at])
            self.at += 1
            result.append(self.parse_escape())
            start = self.at
            self.skip_plain()
        if self.peek() != '"':
            self.fail("the text does not end")
        self.at += 1
        result.append(self.source[start:self.at - 1])
        return "".join(result)

    def skip_plain(self):
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == '"' or char == "\\":
                return
            self.at += 1

    def parse_escape(self):
        char = self.peek()
        self.at += 1
        if char == "u":
            return self.parse_unicode()
        if char not in PLAIN_ESCAPES:
            self.fail("unknown escape")
        return PLAIN_ESCAPES[char]

    def parse_unicode(self):
        try:
            code = int(self.source[self.at:self.at + 4], 16)
        except ValueError:
            self.fail("expected four hexadecimal digits")
        self.at += 4
        return chr(code)

    def parse_number(self):
        is_negative = self.peek() == "-"
        if is_negative:
            self.at += 1
        if not is_digit(self.peek()):
            self.fail("expected a value")
        digits, scale = 0, 1
        while is_digit(self.peek()):
            digits = digits * 10 + self.digit()
        if self.peek() == ".":
            self.at += 1
            while is_digit(self.peek()):
                digits = digits * 10 + self.digit()
                scale *= 10
        value = digits / scale
        return JsonNumber(-value if is_negative else value)

    def digit(self):
        self.at += 1
        return ord(self.source[self.at - 1]) - 48

    def parse_word(self, word, value):
        for i in range(len(word)):
            if self.at + i >= len(self.source) or self.source[self.at + i] != word[i]:
                self.fail("expected a value")
        self.at += len(word)
        return value

    def skip_space(self):
        while is_space(self.peek()):
            self.at += 1

    def peek(self):
        """The next character, or a zero character at the end."""
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def accept(self, char):
        self.skip_space()
        if self.peek() != char:
            return False
        self.at += 1
        return True

    def expect(self, char):
        if not self.accept(char):
            self.fail(f"expected {char}")

    def fail(self, message):
        raise ValueError(f"{message} at offset {self.at}")


def is_digit(char):
    return "0" <= char <= "9"


def is_space(char):
    return char == " " or char == "\n" or char == "\t" or char == "\r"


# ---- Writing


def write_number(value, out):
    """A number with at most two digits behind the point."""
    if value < 0:
        out.append("-")
    hundredths = floor(abs(value) * 100 + 0.5)
    out.append(str(hundredths // 100))
    rest = hundredths % 100
    if rest > 0:
        out.append(f".0{rest}" if rest < 10 else f".{rest}")


def write_text(text, out):
    out.append('"')
    start = 0
    for i in range(len(text)):
        char = text[i]
        if char < " " or char == '"' or char == "\\":
            out.append(text[start:i])
            out.append(escape(char))
            start = i + 1
    out.append(text[start:])
    out.append('"')


def escape(char):
    if char == '"':
        return '\\"'
    if char == "\\":
        return "\\\\"
    if char == "\n":
        return "\\n"
    return f"\\u{ord(char):04x}"


# ---- Walking through the tree


class Figures:
    def __init__(self):
        self.values = 0
        self.deepest = 0
        self.truths = 0
        self.letters = 0
        self.sum = 0.0

    def add(self, depth):
        self.values += 1
        if depth > self.deepest:
            self.deepest = depth


def active_prices(value):
    """The sum of the prices of all active records, found by the names of the members."""
    total = 0.0
    if isinstance(value, JsonItems):
        for item in value.values:
            total += active_prices(item)
    elif isinstance(value, JsonObject):
        active = value.members.get("active")
        if isinstance(active, JsonTruth) and active.value:
            total += number(value.members.get("price"))
        inner = value.members.get("parts") or value.members.get("records")
        if inner is not None:
            total += active_prices(inner)
    return total


def number(value):
    return value.value if isinstance(value, JsonNumber) else 0.0


# ---- The work


def printed(value):
    out = []
    value.write(out)
    return "".join(out)


def checksum(text):
    result = 7
    for char in text:
        result = (result * 31 + ord(char)) % 16777213
    return result


def work(rounds):
    figures = Figures()
    prices = size = total = 0
    for seed in range(1, rounds + 1):
        text = Author(Generator(seed)).document(40)
        tree = Parser(text).parse_document()
        once = printed(tree)
        if printed(Parser(once).parse_document()) != once:
            raise ValueError("the trees differ")
        tree.visit(figures, 1)
        prices += floor(active_prices(tree) * 100 + 0.5)
        size += len(text)
        total = (total + checksum(once)) % 16777213
    numbers = floor(figures.sum * 100 + 0.5)
    return f"{size} {figures.values} {figures.deepest} {figures.truths} {figures.letters} {numbers} {prices} {total}"


def main():
    """Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    result = ""
    for _ in range(times):
        start = time.perf_counter()
        result = work(rounds)
        if len(sys.argv) > 2:
            print(int((time.perf_counter() - start) * 1000), file=sys.stderr)
    print(result)


main()
