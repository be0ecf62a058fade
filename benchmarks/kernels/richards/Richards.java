import java.util.ArrayList;
import java.util.List;

final class Richards {
  static final int TURNS = 10000;
  static final int IDLER = 0, WORKER = 1, FIRST_HANDLER = 2, SECOND_HANDLER = 3, FIRST_DEVICE = 4, SECOND_DEVICE = 5;

  static final class Packet {
    Packet next;
    int address;
    final boolean isWork;
    int position = 0;
    final long[] letters = new long[4];

    Packet(Packet next, int address, boolean isWork) {
      this.next = next;
      this.address = address;
      this.isWork = isWork;
    }

    Packet after(Packet queue) {
      next = null;
      if (queue == null) return this;
      Packet last = queue;
      while (last.next != null) last = last.next;
      last.next = this;
      return queue;
    }
  }

  abstract static class Task {
    final Machine system;
    final int number;
    final int priority;
    Packet inbox;
    boolean isWaiting;
    Task following = null;
    boolean hasPacket;
    boolean isHeld = false;

    Task(Machine system, int number, int priority, Packet inbox, boolean isWaiting) {
      this.system = system;
      this.number = number;
      this.priority = priority;
      this.inbox = inbox;
      this.isWaiting = isWaiting;
      this.hasPacket = inbox != null;
    }

    abstract Task work(Packet packet);

    boolean cannotRun() { return isHeld || (isWaiting && !hasPacket); }

    Task run() {
      if (!isWaiting || !hasPacket) return work(null);
      Packet packet = inbox;
      if (packet != null) inbox = packet.next;
      isWaiting = false;
      hasPacket = inbox != null;
      return work(packet);
    }

    Task receive(Packet packet, Task sender) {
      if (inbox == null) {
        inbox = packet;
        hasPacket = true;
        if (priority > sender.priority) return this;
      } else {
        inbox = packet.after(inbox);
      }
      return sender;
    }

    Task waitForPacket() {
      isWaiting = true;
      return this;
    }

    Task hold() {
      system.holds += 1;
      isHeld = true;
      return following;
    }

    Task release(int number) {
      Task task = system.tasks.get(number);
      task.isHeld = false;
      return task.priority > priority ? task : this;
    }

    Task send(Packet packet) {
      Task receiver = system.tasks.get(packet.address);
      system.sent += 1;
      packet.next = null;
      packet.address = number;
      return receiver.receive(packet, this);
    }
  }

  static final class Idler extends Task {
    int bits = 1;
    int left = TURNS;

    Idler(Machine system, int number, int priority) { super(system, number, priority, null, false); }

    @Override
    Task work(Packet packet) {
      left -= 1;
      if (left == 0) return hold();
      if ((bits & 1) == 0) {
        bits = bits >> 1;
        return release(FIRST_DEVICE);
      }
      bits = bits >> 1 ^ 0xD008;
      return release(SECOND_DEVICE);
    }
  }

  static final class Worker extends Task {
    int target = FIRST_HANDLER;
    long letter = 0;

    Worker(Machine system, int number, int priority, Packet inbox) { super(system, number, priority, inbox, true); }

    @Override
    Task work(Packet packet) {
      if (packet == null) return waitForPacket();
      target = target == FIRST_HANDLER ? SECOND_HANDLER : FIRST_HANDLER;
      packet.address = target;
      packet.position = 0;
      for (int i = 0; i < 4; i++) {
        letter += 1;
        if (letter > 26) letter = 1;
        packet.letters[i] = letter;
      }
      return send(packet);
    }
  }

  static final class Handler extends Task {
    Packet works = null;
    Packet devices = null;

    Handler(Machine system, int number, int priority, Packet inbox) { super(system, number, priority, inbox, true); }

    @Override
    Task work(Packet packet) {
      if (packet != null) {
        if (packet.isWork) works = packet.after(works);
        else devices = packet.after(devices);
      }
      Packet current = works;
      if (current == null) return waitForPacket();
      if (current.position >= 4) {
        works = current.next;
        return send(current);
      }
      Packet device = devices;
      if (device == null) return waitForPacket();
      devices = device.next;
      device.position = (int) current.letters[current.position];
      current.position += 1;
      return send(device);
    }
  }

  static final class Device extends Task {
    Packet pending = null;

    Device(Machine system, int number, int priority) { super(system, number, priority, null, true); }

    @Override
    Task work(Packet packet) {
      if (packet != null) {
        pending = packet;
        return hold();
      }
      Packet kept = pending;
      if (kept == null) return waitForPacket();
      pending = null;
      return send(kept);
    }
  }

  static final class Machine {
    final List<Task> tasks = new ArrayList<>();
    Task first = null;
    long sent = 0;
    long holds = 0;

    void add(Task task) {
      task.following = first;
      first = task;
      tasks.add(task);
    }

    void run() {
      Task task = first;
      while (task != null) task = task.cannotRun() ? task.following : task.run();
    }
  }

  static Packet queue(int address, boolean isWork, int count) {
    Packet first = null;
    for (int i = 0; i < count; i++) first = new Packet(first, address, isWork);
    return first;
  }

  static Machine simulate() {
    Machine machine = new Machine();
    machine.add(new Idler(machine, IDLER, 0));
    machine.add(new Worker(machine, WORKER, 1000, queue(WORKER, true, 2)));
    machine.add(new Handler(machine, FIRST_HANDLER, 2000, queue(FIRST_DEVICE, false, 3)));
    machine.add(new Handler(machine, SECOND_HANDLER, 3000, queue(SECOND_DEVICE, false, 3)));
    machine.add(new Device(machine, FIRST_DEVICE, 4000));
    machine.add(new Device(machine, SECOND_DEVICE, 5000));
    machine.run();
    return machine;
  }

  public static void main(String[] arguments) {
    long sent = 0;
    long holds = 0;
    for (int i = 0; i < 200; i++) {
      Machine machine = simulate();
      sent += machine.sent;
      holds += machine.holds;
    }
    System.out.println(sent + " " + holds);
  }
}
