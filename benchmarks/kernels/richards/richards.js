const turns = 10000;
const idler = 0, worker = 1, firstHandler = 2, secondHandler = 3, firstDevice = 4, secondDevice = 5;

class Packet {
  constructor(next, address, isWork) {
    this.next = next;
    this.address = address;
    this.isWork = isWork;
    this.position = 0;
    this.letters = [0, 0, 0, 0];
  }

  after(queue) {
    this.next = null;
    if (queue === null) return this;
    let last = queue;
    while (last.next !== null) last = last.next;
    last.next = this;
    return queue;
  }
}

class Task {
  constructor(system, number, priority, inbox, isWaiting) {
    this.system = system;
    this.number = number;
    this.priority = priority;
    this.inbox = inbox;
    this.isWaiting = isWaiting;
    this.following = null;
    this.hasPacket = inbox !== null;
    this.isHeld = false;
  }

  cannotRun() { return this.isHeld || (this.isWaiting && !this.hasPacket); }

  run() {
    if (!this.isWaiting || !this.hasPacket) return this.work(null);
    const packet = this.inbox;
    if (packet !== null) this.inbox = packet.next;
    this.isWaiting = false;
    this.hasPacket = this.inbox !== null;
    return this.work(packet);
  }

  receive(packet, sender) {
    if (this.inbox === null) {
      this.inbox = packet;
      this.hasPacket = true;
      if (this.priority > sender.priority) return this;
    } else {
      this.inbox = packet.after(this.inbox);
    }
    return sender;
  }

  wait() {
    this.isWaiting = true;
    return this;
  }

  hold() {
    this.system.holds += 1;
    this.isHeld = true;
    return this.following;
  }

  release(number) {
    const task = this.system.tasks[number];
    task.isHeld = false;
    return task.priority > this.priority ? task : this;
  }

  send(packet) {
    const receiver = this.system.tasks[packet.address];
    this.system.sent += 1;
    packet.next = null;
    packet.address = this.number;
    return receiver.receive(packet, this);
  }
}

class Idler extends Task {
  constructor(system, number, priority) {
    super(system, number, priority, null, false);
    this.bits = 1;
    this.left = turns;
  }

  work(packet) {
    this.left -= 1;
    if (this.left === 0) return this.hold();
    if ((this.bits & 1) === 0) {
      this.bits = this.bits >> 1;
      return this.release(firstDevice);
    }
    this.bits = (this.bits >> 1) ^ 0xD008;
    return this.release(secondDevice);
  }
}

class Worker extends Task {
  constructor(system, number, priority, inbox) {
    super(system, number, priority, inbox, true);
    this.target = firstHandler;
    this.letter = 0;
  }

  work(packet) {
    if (packet === null) return this.wait();
    this.target = this.target === firstHandler ? secondHandler : firstHandler;
    packet.address = this.target;
    packet.position = 0;
    for (let i = 0; i < 4; i++) {
      this.letter += 1;
      if (this.letter > 26) this.letter = 1;
      packet.letters[i] = this.letter;
    }
    return this.send(packet);
  }
}

class Handler extends Task {
  constructor(system, number, priority, inbox) {
    super(system, number, priority, inbox, true);
    this.works = null;
    this.devices = null;
  }

  work(packet) {
    if (packet !== null) {
      if (packet.isWork) this.works = packet.after(this.works);
      else this.devices = packet.after(this.devices);
    }
    const current = this.works;
    if (current === null) return this.wait();
    if (current.position >= 4) {
      this.works = current.next;
      return this.send(current);
    }
    const device = this.devices;
    if (device === null) return this.wait();
    this.devices = device.next;
    device.position = current.letters[current.position];
    current.position += 1;
    return this.send(device);
  }
}

class Device extends Task {
  constructor(system, number, priority) {
    super(system, number, priority, null, true);
    this.pending = null;
  }

  work(packet) {
    if (packet !== null) {
      this.pending = packet;
      return this.hold();
    }
    const kept = this.pending;
    if (kept === null) return this.wait();
    this.pending = null;
    return this.send(kept);
  }
}

class Machine {
  constructor() {
    this.tasks = [];
    this.first = null;
    this.sent = 0;
    this.holds = 0;
  }

  add(task) {
    task.following = this.first;
    this.first = task;
    this.tasks.push(task);
  }

  run() {
    let task = this.first;
    while (task !== null) task = task.cannotRun() ? task.following : task.run();
  }
}

function queue(address, isWork, count) {
  let first = null;
  for (let i = 0; i < count; i++) first = new Packet(first, address, isWork);
  return first;
}

function simulate() {
  const machine = new Machine();
  machine.add(new Idler(machine, idler, 0));
  machine.add(new Worker(machine, worker, 1000, queue(worker, true, 2)));
  machine.add(new Handler(machine, firstHandler, 2000, queue(firstDevice, false, 3)));
  machine.add(new Handler(machine, secondHandler, 3000, queue(secondDevice, false, 3)));
  machine.add(new Device(machine, firstDevice, 4000));
  machine.add(new Device(machine, secondDevice, 5000));
  machine.run();
  return machine;
}

let sent = 0;
let holds = 0;
for (let i = 0; i < 200; i++) {
  const machine = simulate();
  sent += machine.sent;
  holds += machine.holds;
}
console.log(`${sent} ${holds}`);
