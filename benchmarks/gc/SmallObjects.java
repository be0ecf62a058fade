// The peer of allocation_benchmark.cpp: objects of one, two or six 64-bit fields that die at once.
//
//   java -XX:+UseSerialGC -XX:-DoEscapeAnalysis SmallObjects.java
//
// Prints nanoseconds per object, the fastest of the last half of its rounds: of the wall clock, then of the processor,
// all threads.
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

public class SmallObjects {
  static final class One {
    final long a;

    One(long a) { this.a = a; }
  }

  static final class Two {
    final long a;
    long b;

    Two(long a) { this.a = a; }
  }

  static final class Six {
    final long a;
    long b, c, d, e, f;

    Six(long a) { this.a = a; }
  }

  static final int COUNT = 100_000_000;
  static final int ROUNDS = 10;

  static long one() {
    long sum = 0;
    for (int i = 0; i < COUNT; i++) sum += new One(i).a;
    return sum;
  }

  static long two() {
    long sum = 0;
    for (int i = 0; i < COUNT; i++) sum += new Two(i).a;
    return sum;
  }

  static long six() {
    long sum = 0;
    for (int i = 0; i < COUNT; i++) sum += new Six(i).a;
    return sum;
  }

  interface Work {
    long run();
  }

  static double fastestOfLastHalf(double[] values) {
    return Arrays.stream(values, ROUNDS / 2, ROUNDS).min().getAsDouble();
  }

  static void measure(String name, Work work) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] wall = new double[ROUNDS];
    double[] processor = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      long used = system.getProcessCpuTime();
      if (work.run() != (long) COUNT * (COUNT - 1) / 2) throw new AssertionError();
      wall[round] = (System.nanoTime() - begin) / (double) COUNT;
      processor[round] = (system.getProcessCpuTime() - used) / (double) COUNT;
    }
    System.out.printf("%-12s %6.2f %6.2f ns%n", name, fastestOfLastHalf(wall), fastestOfLastHalf(processor));
  }

  public static void main(String[] arguments) {
    measure("one field", SmallObjects::one);
    measure("two fields", SmallObjects::two);
    measure("six fields", SmallObjects::six);
  }
}
