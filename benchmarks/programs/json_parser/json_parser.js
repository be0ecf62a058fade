// A reader and a writer of JSON: each round makes up a text, parses it into a tree, walks the tree for some figures, looks
// members up, and prints the tree again. What was printed must give the same tree again.

// ---- The tree

class JsonNull {
  visit(figures, depth) { figures.add(depth); }
  write(out) { out.push("null"); }
}

class JsonTruth {
  constructor(value) { this.value = value; }

  visit(figures, depth) {
    figures.add(depth);
    if (this.value) figures.truths += 1;
  }

  write(out) { out.push(this.value ? "true" : "false"); }
}

class JsonNumber {
  constructor(value) { this.value = value; }

  visit(figures, depth) {
    figures.add(depth);
    figures.sum += this.value;
  }

  write(out) { writeNumber(this.value, out); }
}

class JsonText {
  constructor(value) { this.value = value; }

  visit(figures, depth) {
    figures.add(depth);
    figures.letters += this.value.length;
  }

  write(out) { writeText(this.value, out); }
}

class JsonItems {
  constructor(values) { this.values = values; }

  visit(figures, depth) {
    figures.add(depth);
    for (const value of this.values) value.visit(figures, depth + 1);
  }

  write(out) {
    let separator = "[";
    for (const value of this.values) {
      out.push(separator);
      value.write(out);
      separator = ",";
    }
    out.push(this.values.length === 0 ? "[]" : "]");
  }
}

class JsonObject {
  constructor(members) { this.members = members; }

  visit(figures, depth) {
    figures.add(depth);
    for (const [key, member] of this.members) {
      figures.letters += key.length;
      member.visit(figures, depth + 1);
    }
  }

  write(out) {
    let separator = "{";
    for (const [key, member] of this.members) {
      out.push(separator);
      writeText(key, out);
      out.push(":");
      member.write(out);
      separator = ",";
    }
    out.push(this.members.size === 0 ? "{}" : "}");
  }
}

// ---- Making up a text

/** Random numbers, the same in every language: all steps stay below 2^53. */
class Generator {
  constructor(state) { this.state = state; }

  below(limit) {
    this.state = this.state * 48271 % 2147483647;
    return this.state % limit;
  }
}

const syllables = ["ba", "do", "fi", "ku", "le", "mo", "na", "pi", "ro", "su", "ta", "ve"];

class Author {
  constructor(random) {
    this.random = random;
    this.out = [];
  }

  document(records) {
    this.out.push("{\"version\": 3, \"records\": [");
    for (let i = 1; i <= records; i++) {
      if (i > 1) this.out.push(",");
      this.out.push("\n  ");
      this.record(i, 2);
    }
    this.out.push("\n], \"complete\": true}\n");
    return this.out.join("");
  }

  /** One object, with others inside of it up to `depth` levels. */
  record(number, depth) {
    const { out, random } = this;
    out.push(`{"id": ${number}, "name": `);
    this.text(2);
    out.push(", \"price\": ");
    writeNumber((random.below(2000000) - 500000) / 100, out);
    out.push(random.below(3) === 0 ? ", \"active\": false" : ", \"active\": true");
    out.push(", \"note\": ");
    if (random.below(4) === 0) out.push("null");
    else this.text(6);
    out.push(", \"tags\": [");
    const tags = random.below(5) + 1;
    for (let i = 1; i <= tags; i++) {
      if (i > 1) out.push(", ");
      this.text(1);
    }
    out.push(`], "place": {"x": ${random.below(1000)}, "y": ${-random.below(1000)}}`);
    if (depth > 0) {
      out.push(", \"parts\": [");
      const parts = random.below(4) + 1;
      for (let i = 1; i <= parts; i++) {
        if (i > 1) out.push(", ");
        this.record(number * 10 + i, depth - 1);
      }
      out.push("]");
    }
    out.push("}");
  }

  /** A text of some words; some of them have escapes. */
  text(words) {
    const { out, random } = this;
    out.push("\"");
    for (let i = 1; i <= words; i++) {
      if (i > 1) out.push(" ");
      const last = random.below(3);
      for (let k = 0; k <= last; k++) out.push(syllables[random.below(12)]);
      switch (random.below(40)) {
        case 0: out.push("\\n"); break;
        case 1: out.push("\\\""); break;
        case 2: out.push("\\\\"); break;
        case 3: out.push("\\u0007"); break;
      }
    }
    out.push("\"");
  }
}

// ---- Reading

class Parser {
  constructor(text) {
    this.source = text;
    this.at = 0;
  }

  parseDocument() {
    const value = this.parseValue();
    this.skipSpace();
    if (this.at < this.source.length) this.fail("something behind the end");
    return value;
  }

  parseValue() {
    this.skipSpace();
    switch (this.peek()) {
      case "{": return this.parseObject();
      case "[": return this.parseItems();
      case "\"": return new JsonText(this.parseText());
      case "t": return this.parseWord("true", new JsonTruth(true));
      case "f": return this.parseWord("false", new JsonTruth(false));
      case "n": return this.parseWord("null", new JsonNull());
      default: return this.parseNumber();
    }
  }

  parseObject() {
    const members = new Map();
    this.expect("{");
    if (!this.accept("}")) {
      while (true) {
        this.skipSpace();
        const key = this.parseText();
        this.expect(":");
        members.set(key, this.parseValue());
        if (this.accept("}")) break;
        this.expect(",");
      }
    }
    return new JsonObject(members);
  }

  parseItems() {
    const values = [];
    this.expect("[");
    if (!this.accept("]")) {
      while (true) {
        values.push(this.parseValue());
        if (this.accept("]")) break;
        this.expect(",");
      }
    }
    return new JsonItems(values);
  }

  /** A text without escapes is one slice; otherwise the parts between them are collected. */
  parseText() {
    if (this.peek() !== "\"") this.fail("expected a text");
    this.at += 1;
    let start = this.at;
    this.skipPlain();
    if (this.peek() === "\"") {
      this.at += 1;
      return this.source.slice(start, this.at - 1);
    }
    let result = "";
    while (this.peek() === "\\") {
      result += this.source.slice(start, this.at);
      this.at += 1;
      result += this.parseEscape();
      start = this.at;
      this.skipPlain();
    }
    if (this.peek() !== "\"") this.fail("the text does not end");
    this.at += 1;
    return result + this.source.slice(start, this.at - 1);
  }

  skipPlain() {
    while (this.at < this.source.length) {
      const char = this.source[this.at];
      if (char === "\"" || char === "\\") return;
      this.at += 1;
    }
  }

  parseEscape() {
    const char = this.peek();
    this.at += 1;
    switch (char) {
      case "n": return "\n";
      case "t": return "\t";
      case "r": return "\r";
      case "u": return this.parseUnicode();
      case "\"": case "\\": case "/": return char;
      default: return this.fail("unknown escape");
    }
  }

  parseUnicode() {
    const digits = this.source.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail("expected four hexadecimal digits");
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  parseNumber() {
    const isNegative = this.peek() === "-";
    if (isNegative) this.at += 1;
    if (!isDigit(this.peek())) this.fail("expected a value");
    let digits = 0, scale = 1;
    while (isDigit(this.peek())) digits = digits * 10 + this.digit();
    if (this.peek() === ".") {
      this.at += 1;
      while (isDigit(this.peek())) {
        digits = digits * 10 + this.digit();
        scale *= 10;
      }
    }
    const value = digits / scale;
    return new JsonNumber(isNegative ? -value : value);
  }

  digit() {
    this.at += 1;
    return this.source.charCodeAt(this.at - 1) - 48;
  }

  parseWord(word, value) {
    for (let i = 0; i < word.length; i++) if (this.source[this.at + i] !== word[i]) this.fail("expected a value");
    this.at += word.length;
    return value;
  }

  skipSpace() {
    while (isSpace(this.peek())) this.at += 1;
  }

  /** The next character, or a zero character at the end. */
  peek() { return this.at < this.source.length ? this.source[this.at] : "\0"; }

  accept(char) {
    this.skipSpace();
    if (this.peek() !== char) return false;
    this.at += 1;
    return true;
  }

  expect(char) {
    if (!this.accept(char)) this.fail(`expected ${char}`);
  }

  fail(message) { throw new Error(`${message} at offset ${this.at}`); }
}

function isDigit(char) { return char >= "0" && char <= "9"; }
function isSpace(char) { return char === " " || char === "\n" || char === "\t" || char === "\r"; }

// ---- Writing

/** A number with at most two digits behind the point. */
function writeNumber(value, out) {
  if (value < 0) out.push("-");
  const hundredths = Math.floor(Math.abs(value) * 100 + 0.5);
  out.push(String(Math.floor(hundredths / 100)));
  const rest = hundredths % 100;
  if (rest > 0) out.push(rest < 10 ? `.0${rest}` : `.${rest}`);
}

function writeText(text, out) {
  out.push("\"");
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char < " " || char === "\"" || char === "\\") {
      out.push(text.slice(start, i), escape(char));
      start = i + 1;
    }
  }
  out.push(text.slice(start), "\"");
}

function escape(char) {
  switch (char) {
    case "\"": return "\\\"";
    case "\\": return "\\\\";
    case "\n": return "\\n";
    default: return "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0");
  }
}

// ---- Walking through the tree

class Figures {
  constructor() {
    this.values = 0;
    this.deepest = 0;
    this.truths = 0;
    this.letters = 0;
    this.sum = 0;
  }

  add(depth) {
    this.values += 1;
    if (depth > this.deepest) this.deepest = depth;
  }
}

/** The sum of the prices of all active records, found by the names of the members. */
function activePrices(value) {
  let total = 0;
  if (value instanceof JsonItems) {
    for (const item of value.values) total += activePrices(item);
  } else if (value instanceof JsonObject) {
    const active = value.members.get("active");
    if (active instanceof JsonTruth && active.value) total += number(value.members.get("price"));
    const inner = value.members.get("parts") ?? value.members.get("records");
    if (inner !== undefined) total += activePrices(inner);
  }
  return total;
}

function number(value) { return value instanceof JsonNumber ? value.value : 0; }

// ---- The work

function printed(value) {
  const out = [];
  value.write(out);
  return out.join("");
}

function hash(text) {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) % 16777213;
  return hash;
}

function work(rounds) {
  const figures = new Figures();
  let prices = 0, bytes = 0, sum = 0;
  for (let round = 1; round <= rounds; round++) {
    const text = new Author(new Generator(round)).document(40);
    const tree = new Parser(text).parseDocument();
    const once = printed(tree);
    if (printed(new Parser(once).parseDocument()) !== once) throw new Error("the trees differ");
    tree.visit(figures, 1);
    prices += Math.floor(activePrices(tree) * 100 + 0.5);
    bytes += text.length;
    sum = (sum + hash(once)) % 16777213;
  }
  const numbers = Math.floor(figures.sum * 100 + 0.5);
  return `${bytes} ${figures.values} ${figures.deepest} ${figures.truths} ${figures.letters} ${numbers} ${prices} ${sum}`;
}

// Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
const [rounds = 120, times] = process.argv.slice(2).map(Number);
let result = "";
for (let i = 0; i < (times ?? 1); i++) {
  const start = performance.now();
  result = work(rounds);
  if (times !== undefined) console.error(Math.floor(performance.now() - start));
}
console.log(result);
