import java.util.LinkedHashMap;
import java.util.Map;

final class MapCounting {
  static long state = 42;

  static long next() {
    state = (state * 3877 + 29573) % 139968;
    return state;
  }

  public static void main(String[] arguments) {
    Map<Long, Long> byNumber = new LinkedHashMap<>();
    Map<String, Long> byText = new LinkedHashMap<>();
    for (int i = 0; i < 12000000; i++) {
      long key = next() * 7 % 50021;
      byNumber.put(key, byNumber.getOrDefault(key, 0L) + 1);
    }
    String[] names = new String[1000];
    for (int i = 0; i < 1000; i++) names[i] = "name" + i * 37 % 1000;
    for (int i = 0; i < 12000000; i++) {
      String key = names[(int) (next() % 1000)];
      byText.put(key, byText.getOrDefault(key, 0L) + 1);
    }
    long sum = 0, most = 0;
    for (var entry : byNumber.entrySet()) sum += entry.getKey() * entry.getValue();
    for (long count : byText.values()) most = Math.max(most, count);
    System.out.println(byNumber.size() + " " + sum + " " + byText.size() + " " + most);
  }
}
