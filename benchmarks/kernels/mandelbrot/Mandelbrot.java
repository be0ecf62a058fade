final class Mandelbrot {
  static int steps(double cx, double cy, int most) {
    double x = 0, y = 0;
    int count = 0;
    while (count < most && x * x + y * y <= 4) {
      double next = x * x - y * y + cx;
      y = 2 * x * y + cy;
      x = next;
      count++;
    }
    return count;
  }

  public static void main(String[] arguments) {
    int size = 1200;
    long sum = 0;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        sum += steps(column * 3.0 / size - 2, row * 2.0 / size - 1, 200);
      }
    }
    System.out.println(sum);
  }
}
