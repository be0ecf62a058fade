import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader and a writer of JSON: each round makes up a text, parses it into a tree, walks the tree for some figures, looks
 * members up, and prints the tree again. What was printed must give the same tree again.
 */
final class JsonParser {
  // ---- The tree

  interface Json {
    void visit(Figures figures, int depth);
    void write(StringBuilder out);
  }

  record JsonNull() implements Json {
    public void visit(Figures figures, int depth) { figures.add(depth); }
    public void write(StringBuilder out) { out.append("null"); }
  }

  record JsonTruth(boolean value) implements Json {
    public void visit(Figures figures, int depth) {
      figures.add(depth);
      if (value) figures.truths += 1;
    }
    public void write(StringBuilder out) { out.append(value ? "true" : "false"); }
  }

  record JsonNumber(double value) implements Json {
    public void visit(Figures figures, int depth) {
      figures.add(depth);
      figures.sum += value;
    }
    public void write(StringBuilder out) { writeNumber(value, out); }
  }

  record JsonText(String value) implements Json {
    public void visit(Figures figures, int depth) {
      figures.add(depth);
      figures.letters += value.length();
    }
    public void write(StringBuilder out) { writeText(value, out); }
  }

  record JsonItems(List<Json> values) implements Json {
    public void visit(Figures figures, int depth) {
      figures.add(depth);
      for (Json value : values) value.visit(figures, depth + 1);
    }
    public void write(StringBuilder out) {
      String separator = "[";
      for (Json value : values) {
        out.append(separator);
        value.write(out);
        separator = ",";
      }
      out.append(values.isEmpty() ? "[]" : "]");
    }
  }

  record JsonObject(Map<String, Json> members) implements Json {
    public void visit(Figures figures, int depth) {
      figures.add(depth);
      for (var entry : members.entrySet()) {
        figures.letters += entry.getKey().length();
        entry.getValue().visit(figures, depth + 1);
      }
    }
    public void write(StringBuilder out) {
      String separator = "{";
      for (var entry : members.entrySet()) {
        out.append(separator);
        writeText(entry.getKey(), out);
        out.append(":");
        entry.getValue().write(out);
        separator = ",";
      }
      out.append(members.isEmpty() ? "{}" : "}");
    }
  }

  // ---- Making up a text

  /** Random numbers, the same in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    int below(int limit) {
      state = state * 48271 % 2147483647;
      return (int) (state % limit);
    }
  }

  static final String[] SYLLABLES = {"ba", "do", "fi", "ku", "le", "mo", "na", "pi", "ro", "su", "ta", "ve"};

  static final class Author {
    private final Generator random;
    private final StringBuilder out = new StringBuilder();

    Author(Generator random) { this.random = random; }

    String document(int records) {
      out.append("{\"version\": 3, \"records\": [");
      for (int i = 1; i <= records; i++) {
        if (i > 1) out.append(",");
        out.append("\n  ");
        record(i, 2);
      }
      out.append("\n], \"complete\": true}\n");
      return out.toString();
    }

    /** One object, with others inside of it up to `depth` levels. */
    void record(int number, int depth) {
      out.append("{\"id\": ").append(number).append(", \"name\": ");
      text(2);
      out.append(", \"price\": ");
      writeNumber((random.below(2000000) - 500000) / 100.0, out);
      out.append(random.below(3) == 0 ? ", \"active\": false" : ", \"active\": true");
      out.append(", \"note\": ");
      if (random.below(4) == 0) out.append("null");
      else text(6);
      out.append(", \"tags\": [");
      int tags = random.below(5) + 1;
      for (int i = 1; i <= tags; i++) {
        if (i > 1) out.append(", ");
        text(1);
      }
      out.append("], \"place\": {\"x\": ").append(random.below(1000)).append(", \"y\": ").append(-random.below(1000)).append("}");
      if (depth > 0) {
        out.append(", \"parts\": [");
        int parts = random.below(4) + 1;
        for (int i = 1; i <= parts; i++) {
          if (i > 1) out.append(", ");
          record(number * 10 + i, depth - 1);
        }
        out.append("]");
      }
      out.append("}");
    }

    /** A text of some words; some of them have escapes. */
    void text(int words) {
      out.append("\"");
      for (int i = 1; i <= words; i++) {
        if (i > 1) out.append(" ");
        int last = random.below(3);
        for (int k = 0; k <= last; k++) out.append(SYLLABLES[random.below(12)]);
        switch (random.below(40)) {
          case 0 -> out.append("\\n");
          case 1 -> out.append("\\\"");
          case 2 -> out.append("\\\\");
          case 3 -> out.append("\\u0007");
          default -> { }
        }
      }
      out.append("\"");
    }
  }

  // ---- Reading

  static final class Parser {
    private final String source;
    private int at = 0;

    Parser(String source) { this.source = source; }

    Json parseDocument() {
      Json value = parseValue();
      skipSpace();
      if (at < source.length()) throw failure("something behind the end");
      return value;
    }

    Json parseValue() {
      skipSpace();
      return switch (peek()) {
        case '{' -> parseObject();
        case '[' -> parseItems();
        case '"' -> new JsonText(parseText());
        case 't' -> parseWord("true", new JsonTruth(true));
        case 'f' -> parseWord("false", new JsonTruth(false));
        case 'n' -> parseWord("null", new JsonNull());
        default -> parseNumber();
      };
    }

    Json parseObject() {
      Map<String, Json> members = new LinkedHashMap<>();
      expect('{');
      if (!accept('}')) {
        while (true) {
          skipSpace();
          String key = parseText();
          expect(':');
          members.put(key, parseValue());
          if (accept('}')) break;
          expect(',');
        }
      }
      return new JsonObject(members);
    }

    Json parseItems() {
      List<Json> values = new ArrayList<>();
      expect('[');
      if (!accept(']')) {
        while (true) {
          values.add(parseValue());
          if (accept(']')) break;
          expect(',');
        }
      }
      return new JsonItems(values);
    }

    /** A text without escapes is one slice; otherwise the parts between them are collected. */
    String parseText() {
      if (peek() != '"') throw failure("expected a text");
      at += 1;
      int start = at;
      skipPlain();
      if (peek() == '"') {
        at += 1;
        return source.substring(start, at - 1);
      }
      StringBuilder result = new StringBuilder();
      while (peek() == '\\') {
        result.append(source, start, at);
        at += 1;
        result.append(parseEscape());
        start = at;
        skipPlain();
      }
      if (peek() != '"') throw failure("the text does not end");
      at += 1;
      return result.append(source, start, at - 1).toString();
    }

    void skipPlain() {
      while (at < source.length()) {
        char c = source.charAt(at);
        if (c == '"' || c == '\\') return;
        at += 1;
      }
    }

    char parseEscape() {
      char c = peek();
      at += 1;
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'u' -> parseUnicode();
        case '"', '\\', '/' -> c;
        default -> throw failure("unknown escape");
      };
    }

    char parseUnicode() {
      if (at + 4 > source.length()) throw failure("expected four hexadecimal digits");
      try {
        int code = Integer.parseInt(source.substring(at, at + 4), 16);
        at += 4;
        return (char) code;
      } catch (NumberFormatException e) {
        throw failure("expected four hexadecimal digits");
      }
    }

    Json parseNumber() {
      boolean isNegative = peek() == '-';
      if (isNegative) at += 1;
      if (!isDigit(peek())) throw failure("expected a value");
      long digits = 0, scale = 1;
      while (isDigit(peek())) digits = digits * 10 + digit();
      if (peek() == '.') {
        at += 1;
        while (isDigit(peek())) {
          digits = digits * 10 + digit();
          scale *= 10;
        }
      }
      double value = (double) digits / scale;
      return new JsonNumber(isNegative ? -value : value);
    }

    int digit() {
      at += 1;
      return source.charAt(at - 1) - '0';
    }

    Json parseWord(String word, Json value) {
      for (int i = 0; i < word.length(); i++) {
        if (at + i >= source.length() || source.charAt(at + i) != word.charAt(i)) throw failure("expected a value");
      }
      at += word.length();
      return value;
    }

    void skipSpace() {
      while (isSpace(peek())) at += 1;
    }

    /** The next character, or a zero character at the end. */
    char peek() { return at < source.length() ? source.charAt(at) : '\0'; }

    boolean accept(char c) {
      skipSpace();
      if (peek() != c) return false;
      at += 1;
      return true;
    }

    void expect(char c) {
      if (!accept(c)) throw failure("expected " + c);
    }

    IllegalArgumentException failure(String message) {
      return new IllegalArgumentException(message + " at offset " + at);
    }
  }

  static boolean isDigit(char c) { return c >= '0' && c <= '9'; }
  static boolean isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

  // ---- Writing

  /** A number with at most two digits behind the point. */
  static void writeNumber(double value, StringBuilder out) {
    if (value < 0) out.append("-");
    long hundredths = (long) (Math.abs(value) * 100 + 0.5);
    out.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest > 0) out.append(rest < 10 ? ".0" : ".").append(rest);
  }

  static void writeText(String text, StringBuilder out) {
    out.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, start, i).append(escape(c));
        start = i + 1;
      }
    }
    out.append(text, start, text.length()).append('"');
  }

  static String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      default -> (c < 16 ? "\\u000" : "\\u00") + Integer.toHexString(c);
    };
  }

  // ---- Walking through the tree

  static final class Figures {
    int values = 0;
    int deepest = 0;
    int truths = 0;
    int letters = 0;
    double sum = 0;

    void add(int depth) {
      values += 1;
      if (depth > deepest) deepest = depth;
    }
  }

  /** The sum of the prices of all active records, found by the names of the members. */
  static double activePrices(Json value) {
    double total = 0;
    if (value instanceof JsonItems items) {
      for (Json item : items.values()) total += activePrices(item);
    } else if (value instanceof JsonObject object) {
      Map<String, Json> members = object.members();
      if (members.get("active") instanceof JsonTruth active && active.value()) total += number(members.get("price"));
      Json inner = members.get("parts");
      if (inner == null) inner = members.get("records");
      if (inner != null) total += activePrices(inner);
    }
    return total;
  }

  static double number(Json value) { return value instanceof JsonNumber number ? number.value() : 0; }

  // ---- The work

  static String printed(Json value) {
    StringBuilder out = new StringBuilder();
    value.write(out);
    return out.toString();
  }

  static int hash(String text) {
    int hash = 7;
    for (int i = 0; i < text.length(); i++) hash = (hash * 31 + text.charAt(i)) % 16777213;
    return hash;
  }

  static String work(int rounds) {
    Figures figures = new Figures();
    long prices = 0, bytes = 0;
    int sum = 0;
    for (int round = 1; round <= rounds; round++) {
      String text = new Author(new Generator(round)).document(40);
      Json tree = new Parser(text).parseDocument();
      String once = printed(tree);
      if (!printed(new Parser(once).parseDocument()).equals(once)) throw new IllegalStateException("the trees differ");
      tree.visit(figures, 1);
      prices += (long) Math.floor(activePrices(tree) * 100 + 0.5);
      bytes += text.length();
      sum = (sum + hash(once)) % 16777213;
    }
    long numbers = (long) Math.floor(figures.sum * 100 + 0.5);
    return bytes + " " + figures.values + " " + figures.deepest + " " + figures.truths + " " + figures.letters + " " + numbers + " "
        + prices + " " + sum;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 120;
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
