final class Scheduler {
  static final class Packet {
    final int number;
    int hops;
    Packet next;

    Packet(int number, int hops) {
      this.number = number;
      this.hops = hops;
    }
  }

  abstract static class Task {
    final int number;
    Packet first, last;
    long handled;

    Task(int number) {
      this.number = number;
    }

    void receive(Packet packet) {
      packet.next = null;
      Packet before = last;
      if (before == null) first = packet;
      else before.next = packet;
      last = packet;
    }

    Packet takePacket() {
      Packet packet = first;
      if (packet != null) {
        first = packet.next;
        if (first == null) last = null;
      }
      return packet;
    }

    abstract int handle(Packet packet);
  }

  static final class Forwarder extends Task {
    final int target;

    Forwarder(int number, int target) {
      super(number);
      this.target = target;
    }

    @Override
    int handle(Packet packet) {
      handled++;
      return target;
    }
  }

  static final class Counter extends Task {
    final int target;

    Counter(int number, int target) {
      super(number);
      this.target = target;
    }

    @Override
    int handle(Packet packet) {
      handled++;
      packet.hops--;
      return packet.hops <= 0 ? -1 : target;
    }
  }

  static final class Splitter extends Task {
    final int even, odd;

    Splitter(int number, int even, int odd) {
      super(number);
      this.even = even;
      this.odd = odd;
    }

    @Override
    int handle(Packet packet) {
      handled++;
      return (packet.number + packet.hops) % 2 == 0 ? even : odd;
    }
  }

  static long run(java.util.ArrayList<Task> tasks, int packets) {
    int left = packets;
    long rounds = 0;
    while (left > 0) {
      rounds++;
      for (Task task : tasks) {
        Packet packet = task.takePacket();
        if (packet != null) {
          int target = task.handle(packet);
          if (target < 0) left--;
          else tasks.get(target).receive(packet);
        }
      }
    }
    return rounds;
  }

  public static void main(String[] arguments) {
    var tasks = new java.util.ArrayList<Task>(java.util.List.of(
        new Forwarder(0, 1), new Splitter(1, 2, 3), new Forwarder(2, 4), new Forwarder(3, 5), new Counter(4, 0), new Counter(5, 0)));
    for (int i = 0; i < 20; i++) tasks.get(0).receive(new Packet(i, 100000));
    System.out.println(run(tasks, 20) + " rounds");
    for (Task task : tasks) System.out.println("task " + task.number + ": " + task.handled);
  }
}
