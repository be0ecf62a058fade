final class SpectralNorm {
  static double cell(long i, long j) {
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
  }

  static void timesMatrix(double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      double sum = 0;
      for (int j = 0; j < from.length; j++) sum += cell(i, j) * from[j];
      to[i] = sum;
    }
  }

  static void timesTransposed(double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      double sum = 0;
      for (int j = 0; j < from.length; j++) sum += cell(j, i) * from[j];
      to[i] = sum;
    }
  }

  public static void main(String[] arguments) {
    int n = 1100;
    double[] u = new double[n], v = new double[n], between = new double[n];
    java.util.Arrays.fill(u, 1.0);
    for (int i = 0; i < 10; i++) {
      timesMatrix(u, between);
      timesTransposed(between, v);
      timesMatrix(v, between);
      timesTransposed(between, u);
    }
    double uv = 0, vv = 0;
    for (int i = 0; i < n; i++) {
      uv += u[i] * v[i];
      vv += v[i] * v[i];
    }
    System.out.printf("%.9f%n", Math.sqrt(uv / vv));
  }
}
