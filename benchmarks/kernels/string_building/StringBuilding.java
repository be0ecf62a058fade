final class StringBuilding {
  static String build(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("item ").append(i).append(": ").append((long) i * 7919 % 10007).append(", square ").append((long) i * i).append("\n");
    }
    return text.toString();
  }

  public static void main(String[] arguments) {
    long bytes = 0, parts = 0, sum = 0;
    for (int round = 0; round < 8; round++) {
      String text = build(200000);
      bytes += text.length();
      for (String line : text.split("\n", -1)) {
        int comma = line.indexOf(", ");
        if (comma >= 0) {
          parts++;
          sum += Long.parseLong(line.substring(comma + 9)) % 10;
        }
      }
    }
    System.out.println(bytes + " " + parts + " " + sum);
  }
}
