import java.util.ArrayList;
import java.util.List;

/**
 * A ray tracer: balls and planes with mirrors, shadows and a chequered floor, drawn with vectors that are small immutable
 * objects. What is printed is the sum of all colours and a checksum of the pixels.
 */
final class RayTracer {
  // ---- Vectors

  record Vector(double x, double y, double z) {
    Vector plus(Vector other) { return new Vector(x + other.x, y + other.y, z + other.z); }
    Vector minus(Vector other) { return new Vector(x - other.x, y - other.y, z - other.z); }
    Vector times(double factor) { return new Vector(x * factor, y * factor, z * factor); }
    double dot(Vector other) { return x * other.x + y * other.y + z * other.z; }
    Vector cross(Vector other) {
      return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }
    /** Each part times the same part of the other: light on a colour. */
    Vector scaledBy(Vector other) { return new Vector(x * other.x, y * other.y, z * other.z); }
    double length() { return Math.sqrt(dot(this)); }
    Vector unit() { return times(1 / length()); }
    /** How light in this direction goes on from a mirror. */
    Vector reflectedAt(Vector normal) { return minus(normal.times(2 * dot(normal))); }
  }

  record Ray(Vector start, Vector direction) {
    Vector at(double distance) { return start.plus(direction.times(distance)); }
  }

  // ---- Surfaces

  interface Surface {
    Vector colourAt(Vector point);
    double mirrorAt(Vector point);
    /** How small and bright the image of a light is: the power is 2 to that. */
    int gloss();
  }

  record Plain(Vector colour, double mirror, int gloss) implements Surface {
    public Vector colourAt(Vector point) { return colour; }
    public double mirrorAt(Vector point) { return mirror; }
  }

  record Chequered(Vector first, Vector second, double size) implements Surface {
    boolean isFirst(Vector point) { return (long) (Math.floor(point.x() / size) + Math.floor(point.z() / size)) % 2 == 0; }
    public Vector colourAt(Vector point) { return isFirst(point) ? first : second; }
    public double mirrorAt(Vector point) { return isFirst(point) ? 0.1 : 0.4; }
    public int gloss() { return 4; }
  }

  // ---- Things

  static final double FAR_AWAY = 1000000000;
  static final double TINY = 0.000001;

  abstract static class Thing {
    final Surface surface;

    Thing(Surface surface) { this.surface = surface; }

    /** How far along the ray the thing is hit, or `FAR_AWAY`. */
    abstract double distanceOn(Ray ray);
    abstract Vector normalAt(Vector point);
  }

  static final class Ball extends Thing {
    private final Vector center;
    private final double radius;

    Ball(Vector center, double radius, Surface surface) {
      super(surface);
      this.center = center;
      this.radius = radius;
    }

    @Override
    double distanceOn(Ray ray) {
      Vector offset = center.minus(ray.start());
      double middle = offset.dot(ray.direction());
      double rest = radius * radius - (offset.dot(offset) - middle * middle);
      if (rest < 0) return FAR_AWAY;
      double half = Math.sqrt(rest);
      if (middle - half > TINY) return middle - half;
      return middle + half > TINY ? middle + half : FAR_AWAY;
    }

    @Override
    Vector normalAt(Vector point) { return point.minus(center).unit(); }
  }

  static final class Plane extends Thing {
    private final Vector normal;
    private final double offset;

    Plane(Vector normal, double offset, Surface surface) {
      super(surface);
      this.normal = normal;
      this.offset = offset;
    }

    @Override
    double distanceOn(Ray ray) {
      double slope = normal.dot(ray.direction());
      if (Math.abs(slope) < TINY) return FAR_AWAY;
      double distance = (offset - normal.dot(ray.start())) / slope;
      return distance > TINY ? distance : FAR_AWAY;
    }

    @Override
    Vector normalAt(Vector point) { return normal; }
  }

  record Light(Vector place, Vector colour) { }

  static final class Camera {
    private final Vector place;
    private final Vector forward;
    private final Vector right;
    private final Vector up;

    Camera(Vector place, Vector goal) {
      this.place = place;
      this.forward = goal.minus(place).unit();
      this.right = forward.cross(new Vector(0, 1, 0)).unit();
      this.up = right.cross(forward);
    }

    /** The ray through a point of the picture, whose parts go from -1 to 1. */
    Ray rayThrough(double x, double y) {
      return new Ray(place, forward.times(1.5).plus(right.times(x)).plus(up.times(y)).unit());
    }
  }

  // ---- The scene

  record Hit(Thing thing, double distance) { }

  static final class Scene {
    final Camera camera;
    final List<Thing> things = new ArrayList<>();
    final List<Light> lights = new ArrayList<>();
    private final Vector background = new Vector(0.2, 0.3, 0.5);
    private final int deepest = 4;

    Scene(Camera camera) { this.camera = camera; }

    Hit nearest(Ray ray) {
      Thing best = null;
      double distance = FAR_AWAY;
      for (Thing thing : things) {
        double here = thing.distanceOn(ray);
        if (here < distance) {
          best = thing;
          distance = here;
        }
      }
      return best == null ? null : new Hit(best, distance);
    }

    boolean isBetween(Vector point, Vector direction, double distance) {
      Ray ray = new Ray(point, direction);
      for (Thing thing : things) if (thing.distanceOn(ray) < distance) return true;
      return false;
    }

    Vector colourOf(Ray ray, int depth) {
      Hit hit = nearest(ray);
      if (hit == null) return background;
      Vector point = ray.at(hit.distance());
      Surface surface = hit.thing().surface;
      Vector outward = hit.thing().normalAt(point);
      Vector normal = outward.dot(ray.direction()) < 0 ? outward : outward.times(-1);
      Vector above = point.plus(normal.times(0.0001));
      Vector reflected = ray.direction().reflectedAt(normal);
      Vector colour = lightAt(above, normal, reflected, surface);
      double mirror = surface.mirrorAt(point);
      if (mirror == 0 || depth == deepest) return colour;
      return colour.times(1 - mirror).plus(colourOf(new Ray(above, reflected), depth + 1).times(mirror));
    }

    /** The light that comes to a point from the lights that can be seen from there, and some from everywhere. */
    Vector lightAt(Vector point, Vector normal, Vector reflected, Surface surface) {
      Vector own = surface.colourAt(point);
      Vector sum = own.times(0.1);
      for (Light light : lights) {
        Vector way = light.place().minus(point);
        double distance = way.length();
        Vector direction = way.times(1 / distance);
        double slope = direction.dot(normal);
        if (slope > 0 && !isBetween(point, direction, distance)) {
          sum = sum.plus(own.scaledBy(light.colour()).times(slope));
          double image = direction.dot(reflected);
          if (image > 0) sum = sum.plus(light.colour().times(squaredTimes(image, surface.gloss())));
        }
      }
      return sum;
    }
  }

  static double squaredTimes(double x, int times) {
    double result = x;
    for (int i = 0; i < times; i++) result = result * result;
    return result;
  }

  /** Random numbers, the same in every language: all steps stay below 2^53. */
  static final class Generator {
    private long state;

    Generator(long state) { this.state = state; }

    /** From 0 up to, without, 1. */
    double next() {
      state = state * 48271 % 2147483647;
      return state / 2147483647.0;
    }
  }

  static Scene build(int seed) {
    Generator random = new Generator(seed);
    Scene scene = new Scene(new Camera(new Vector(0, 3, -7), new Vector(0, 1, 0)));
    scene.things.add(new Plane(new Vector(0, 1, 0), 0, new Chequered(new Vector(0.9, 0.9, 0.8), new Vector(0.2, 0.1, 0.1), 1)));
    scene.things.add(new Plane(new Vector(0, 0, -1), -12, new Plain(new Vector(0.4, 0.5, 0.4), 0, 2)));
    for (int i = 0; i < 9; i++) {
      double radius = 0.3 + 0.7 * random.next();
      Vector center = new Vector(random.next() * 6 - 3, radius + random.next(), random.next() * 6 - 2);
      Vector colour = new Vector(0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next(), 0.3 + 0.7 * random.next());
      scene.things.add(new Ball(center, radius, new Plain(colour, random.next() * 0.6, 5)));
    }
    scene.lights.add(new Light(new Vector(-4, 6, -5), new Vector(0.7, 0.7, 0.6)));
    scene.lights.add(new Light(new Vector(5, 4, -2), new Vector(0.3, 0.3, 0.4)));
    scene.lights.add(new Light(new Vector(0, 8, 4), new Vector(0.2, 0.2, 0.2)));
    return scene;
  }

  // ---- The picture

  static final class Picture {
    long brightness = 0;
    int sum = 7;

    void add(double part) {
      int value = part > 1 ? 255 : (int) Math.floor(part * 255 + 0.5);
      brightness += value;
      sum = (sum * 31 + value) % 16777213;
    }

    void draw(Scene scene, int width, int height) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double x = (double) (2 * column - width + 1) / height;
          double y = (double) (height - 1 - 2 * row) / height;
          Vector colour = scene.colourOf(scene.camera.rayThrough(x, y), 0);
          add(colour.x());
          add(colour.y());
          add(colour.z());
        }
      }
    }
  }

  // ---- The work

  static String work(int rounds) {
    Picture picture = new Picture();
    for (int round = 1; round <= rounds; round++) picture.draw(build(round * 1000), 64, 48);
    return picture.brightness + " " + picture.sum;
  }

  /** Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
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
