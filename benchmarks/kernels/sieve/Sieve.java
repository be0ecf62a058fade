final class Sieve {
  static long sieve(int limit) {
    boolean[] crossed = new boolean[limit + 1];
    long count = 0;
    for (int n = 2; n <= limit; n++) {
      if (!crossed[n]) {
        count++;
        long multiple = (long) n * n;
        while (multiple <= limit) {
          crossed[(int) multiple] = true;
          multiple += n;
        }
      }
    }
    return count;
  }

  public static void main(String[] arguments) {
    long sum = 0;
    for (int i = 0; i < 10; i++) sum += sieve(5000000);
    System.out.println(sum);
  }
}
