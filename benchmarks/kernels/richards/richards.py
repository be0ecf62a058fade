TURNS = 10000
IDLER, WORKER, FIRST_HANDLER, SECOND_HANDLER, FIRST_DEVICE, SECOND_DEVICE = range(6)


class Packet:
    def __init__(self, following, address, is_work):
        self.next = following
        self.address = address
        self.is_work = is_work
        self.position = 0
        self.letters = [0] * 4

    def after(self, queue):
        self.next = None
        if queue is None:
            return self
        last = queue
        while last.next is not None:
            last = last.next
        last.next = self
        return queue


class Task:
    def __init__(self, system, number, priority, inbox, is_waiting):
        self.system = system
        self.number = number
        self.priority = priority
        self.inbox = inbox
        self.is_waiting = is_waiting
        self.following = None
        self.has_packet = inbox is not None
        self.is_held = False

    def cannot_run(self):
        return self.is_held or (self.is_waiting and not self.has_packet)

    def run(self):
        if not self.is_waiting or not self.has_packet:
            return self.work(None)
        packet = self.inbox
        if packet is not None:
            self.inbox = packet.next
        self.is_waiting = False
        self.has_packet = self.inbox is not None
        return self.work(packet)

    def receive(self, packet, sender):
        if self.inbox is None:
            self.inbox = packet
            self.has_packet = True
            if self.priority > sender.priority:
                return self
        else:
            self.inbox = packet.after(self.inbox)
        return sender

    def wait(self):
        self.is_waiting = True
        return self

    def hold(self):
        self.system.holds += 1
        self.is_held = True
        return self.following

    def release(self, number):
        task = self.system.tasks[number]
        task.is_held = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        receiver = self.system.tasks[packet.address]
        self.system.sent += 1
        packet.next = None
        packet.address = self.number
        return receiver.receive(packet, self)


class Idler(Task):
    def __init__(self, system, number, priority):
        super().__init__(system, number, priority, None, False)
        self.bits = 1
        self.left = TURNS

    def work(self, packet):
        self.left -= 1
        if self.left == 0:
            return self.hold()
        if self.bits & 1 == 0:
            self.bits = self.bits >> 1
            return self.release(FIRST_DEVICE)
        self.bits = self.bits >> 1 ^ 0xD008
        return self.release(SECOND_DEVICE)


class Worker(Task):
    def __init__(self, system, number, priority, inbox):
        super().__init__(system, number, priority, inbox, True)
        self.target = FIRST_HANDLER
        self.letter = 0

    def work(self, packet):
        if packet is None:
            return self.wait()
        self.target = SECOND_HANDLER if self.target == FIRST_HANDLER else FIRST_HANDLER
        packet.address = self.target
        packet.position = 0
        for i in range(4):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.letters[i] = self.letter
        return self.send(packet)


class Handler(Task):
    def __init__(self, system, number, priority, inbox):
        super().__init__(system, number, priority, inbox, True)
        self.works = None
        self.devices = None

    def work(self, packet):
        if packet is not None:
            if packet.is_work:
                self.works = packet.after(self.works)
            else:
                self.devices = packet.after(self.devices)
        current = self.works
        if current is None:
            return self.wait()
        if current.position >= 4:
            self.works = current.next
            return self.send(current)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.next
        device.position = current.letters[current.position]
        current.position += 1
        return self.send(device)


class Device(Task):
    def __init__(self, system, number, priority):
        super().__init__(system, number, priority, None, True)
        self.pending = None

    def work(self, packet):
        if packet is not None:
            self.pending = packet
            return self.hold()
        kept = self.pending
        if kept is None:
            return self.wait()
        self.pending = None
        return self.send(kept)


class Machine:
    def __init__(self):
        self.tasks = []
        self.first = None
        self.sent = 0
        self.holds = 0

    def add(self, task):
        task.following = self.first
        self.first = task
        self.tasks.append(task)

    def run(self):
        task = self.first
        while task is not None:
            task = task.following if task.cannot_run() else task.run()


def queue(address, is_work, count):
    first = None
    for _ in range(count):
        first = Packet(first, address, is_work)
    return first


def simulate():
    machine = Machine()
    machine.add(Idler(machine, IDLER, 0))
    machine.add(Worker(machine, WORKER, 1000, queue(WORKER, True, 2)))
    machine.add(Handler(machine, FIRST_HANDLER, 2000, queue(FIRST_DEVICE, False, 3)))
    machine.add(Handler(machine, SECOND_HANDLER, 3000, queue(SECOND_DEVICE, False, 3)))
    machine.add(Device(machine, FIRST_DEVICE, 4000))
    machine.add(Device(machine, SECOND_DEVICE, 5000))
    machine.run()
    return machine


sent = holds = 0
for _ in range(200):
    machine = simulate()
    sent += machine.sent
    holds += machine.holds
print(sent, holds)
