final class Nbody {
  static final double SOLAR_MASS = 39.47841760435743;
  static final double DAYS_PER_YEAR = 365.24;

  static final class Body {
    double x, y, z, vx, vy, vz, mass;

    Body(double x, double y, double z, double vx, double vy, double vz, double mass) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.vx = vx * DAYS_PER_YEAR;
      this.vy = vy * DAYS_PER_YEAR;
      this.vz = vz * DAYS_PER_YEAR;
      this.mass = mass * SOLAR_MASS;
    }
  }

  static void balance(Body[] bodies) {
    double px = 0, py = 0, pz = 0;
    for (Body b : bodies) {
      px += b.vx * b.mass;
      py += b.vy * b.mass;
      pz += b.vz * b.mass;
    }
    Body sun = bodies[0];
    sun.vx = -px / SOLAR_MASS;
    sun.vy = -py / SOLAR_MASS;
    sun.vz = -pz / SOLAR_MASS;
  }

  static double energy(Body[] bodies) {
    double sum = 0;
    for (int i = 0; i < bodies.length; i++) {
      Body a = bodies[i];
      sum += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
      for (int j = i + 1; j < bodies.length; j++) {
        Body b = bodies[j];
        double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        sum -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return sum;
  }

  static void advance(Body[] bodies, double dt) {
    int count = bodies.length;
    for (int i = 0; i < count; i++) {
      Body a = bodies[i];
      for (int j = i + 1; j < count; j++) {
        Body b = bodies[j];
        double dx = a.x - b.x;
        double dy = a.y - b.y;
        double dz = a.z - b.z;
        double square = dx * dx + dy * dy + dz * dz;
        double pull = dt / (square * Math.sqrt(square));
        double aPull = a.mass * pull;
        double bPull = b.mass * pull;
        a.vx -= dx * bPull;
        a.vy -= dy * bPull;
        a.vz -= dz * bPull;
        b.vx += dx * aPull;
        b.vy += dy * aPull;
        b.vz += dz * aPull;
      }
    }
    for (Body b : bodies) {
      b.x += dt * b.vx;
      b.y += dt * b.vy;
      b.z += dt * b.vz;
    }
  }

  public static void main(String[] arguments) {
    Body[] bodies = {
      new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
      new Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
      new Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411190, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
      new Body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
      new Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451)
    };
    balance(bodies);
    System.out.printf("%.9f%n", energy(bodies));
    for (int i = 0; i < 1000000; i++) advance(bodies, 0.01);
    System.out.printf("%.9f%n", energy(bodies));
  }
}
