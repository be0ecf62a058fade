// The peer of allocation_benchmark.cpp: small objects that die at once.
//
//   java -XX:+UseSerialGC -XX:-DoEscapeAnalysis SmallObjects.java
//
// Prints nanoseconds per object, the median of the last half of its rounds.
import java.util.Arrays;

public class SmallObjects {
  // 16 bytes: a header of 12 and an int.
  static final class Leaf {
    final int number;

    Leaf(int number) { this.number = number; }
  }

  // 32 bytes: a header of 12, a compressed reference and two longs.
  static final class Node {
    final Node next;
    final long first;
    final long second;

    Node(Node next, long first) {
      this.next = next;
      this.first = first;
      this.second = first;
    }
  }

  static final int COUNT = 20_000_000;
  static final int ROUNDS = 20;

  static long leaves() {
    long sum = 0;
    for (int i = 0; i < COUNT; i++) sum += new Leaf(i).number;
    return sum;
  }

  static long nodes() {
    long sum = 0;
    for (int i = 0; i < COUNT; i++) sum += new Node(null, i).second;
    return sum;
  }

  interface Work {
    long run();
  }

  static void measure(String name, Work work) {
    double[] nanoseconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      if (work.run() != (long) COUNT * (COUNT - 1) / 2) throw new AssertionError();
      nanoseconds[round] = (System.nanoTime() - begin) / (double) COUNT;
    }
    double[] steady = Arrays.copyOfRange(nanoseconds, ROUNDS / 2, ROUNDS);
    Arrays.sort(steady);
    System.out.printf("%-12s %6.2f ns%n", name, steady[steady.length / 2]);
  }

  public static void main(String[] arguments) {
    measure("16 bytes", SmallObjects::leaves);
    measure("32 bytes", SmallObjects::nodes);
  }
}
