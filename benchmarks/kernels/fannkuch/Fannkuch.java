final class Fannkuch {
  static String fannkuch(int n) {
    int[] permutation = new int[n], flipped = new int[n], count = new int[n];
    for (int i = 0; i < n; i++) permutation[i] = i;
    int checksum = 0, most = 0, number = 0, left = n;
    while (true) {
      while (left > 1) {
        count[left - 1] = left;
        left--;
      }
      for (int i = 0; i < n; i++) flipped[i] = permutation[i];
      int flips = 0;
      int first = flipped[0];
      while (first != 0) {
        int low = 0, high = first;
        while (low < high) {
          int kept = flipped[low];
          flipped[low] = flipped[high];
          flipped[high] = kept;
          low++;
          high--;
        }
        flips++;
        first = flipped[0];
      }
      if (flips > most) most = flips;
      checksum += number % 2 == 0 ? flips : -flips;
      while (true) {
        if (left == n) return checksum + " " + most;
        int front = permutation[0];
        for (int i = 0; i < left; i++) permutation[i] = permutation[i + 1];
        permutation[left] = front;
        count[left]--;
        if (count[left] > 0) break;
        left++;
      }
      number++;
    }
  }

  public static void main(String[] arguments) {
    System.out.println(fannkuch(10));
  }
}
