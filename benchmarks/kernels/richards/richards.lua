local turns = 10000
local idler, worker, firstHandler, secondHandler, firstDevice, secondDevice = 1, 2, 3, 4, 5, 6

-- Lua 5.4 has operators for bits, which LuaJIT cannot read; LuaJIT has a library.
local halve, mix
if bit then
  local rshift, bxor = bit.rshift, bit.bxor
  halve = function(bits) return rshift(bits, 1) end
  mix = function(bits) return bxor(rshift(bits, 1), 0xD008) end
else
  halve, mix = load([[return function(bits) return bits >> 1 end, function(bits) return bits >> 1 ~ 0xD008 end]])()
end

local function class(base)
  local made = setmetatable({}, { __index = base })
  made.__index = made
  return made
end

local Packet = class()

local function newPacket(following, address, isWork)
  return setmetatable({ next = following, address = address, isWork = isWork, position = 1, letters = { 0, 0, 0, 0 } }, Packet)
end

function Packet:after(queue)
  self.next = nil
  if not queue then return self end
  local last = queue
  while true do
    local following = last.next
    if not following then break end
    last = following
  end
  last.next = self
  return queue
end

local Task = class()

local function newTask(kind, system, number, priority, inbox, isWaiting)
  return setmetatable({
    system = system, number = number, priority = priority, inbox = inbox, isWaiting = isWaiting, following = nil,
    hasPacket = inbox ~= nil, isHeld = false
  }, kind)
end

function Task:cannotRun() return self.isHeld or (self.isWaiting and not self.hasPacket) end

function Task:run()
  if not self.isWaiting or not self.hasPacket then return self:work(nil) end
  local packet = self.inbox
  if packet then self.inbox = packet.next end
  self.isWaiting = false
  self.hasPacket = self.inbox ~= nil
  return self:work(packet)
end

function Task:receive(packet, sender)
  if not self.inbox then
    self.inbox = packet
    self.hasPacket = true
    if self.priority > sender.priority then return self end
  else
    self.inbox = packet:after(self.inbox)
  end
  return sender
end

function Task:wait()
  self.isWaiting = true
  return self
end

function Task:hold()
  self.system.holds = self.system.holds + 1
  self.isHeld = true
  return self.following
end

function Task:release(number)
  local task = self.system.tasks[number]
  task.isHeld = false
  if task.priority > self.priority then return task end
  return self
end

function Task:send(packet)
  local receiver = self.system.tasks[packet.address]
  self.system.sent = self.system.sent + 1
  packet.next = nil
  packet.address = self.number
  return receiver:receive(packet, self)
end

local Idler = class(Task)

local function newIdler(system, number, priority)
  local task = newTask(Idler, system, number, priority, nil, false)
  task.bits = 1
  task.left = turns
  return task
end

function Idler:work(packet)
  self.left = self.left - 1
  if self.left == 0 then return self:hold() end
  if self.bits % 2 == 0 then
    self.bits = halve(self.bits)
    return self:release(firstDevice)
  end
  self.bits = mix(self.bits)
  return self:release(secondDevice)
end

local Worker = class(Task)

local function newWorker(system, number, priority, inbox)
  local task = newTask(Worker, system, number, priority, inbox, true)
  task.target = firstHandler
  task.letter = 0
  return task
end

function Worker:work(packet)
  if not packet then return self:wait() end
  self.target = self.target == firstHandler and secondHandler or firstHandler
  packet.address = self.target
  packet.position = 1
  for i = 1, 4 do
    self.letter = self.letter + 1
    if self.letter > 26 then self.letter = 1 end
    packet.letters[i] = self.letter
  end
  return self:send(packet)
end

local Handler = class(Task)

local function newHandler(system, number, priority, inbox)
  local task = newTask(Handler, system, number, priority, inbox, true)
  task.works = nil
  task.devices = nil
  return task
end

function Handler:work(packet)
  if packet then
    if packet.isWork then self.works = packet:after(self.works) else self.devices = packet:after(self.devices) end
  end
  local current = self.works
  if not current then return self:wait() end
  if current.position > 4 then
    self.works = current.next
    return self:send(current)
  end
  local device = self.devices
  if not device then return self:wait() end
  self.devices = device.next
  device.position = current.letters[current.position]
  current.position = current.position + 1
  return self:send(device)
end

local Device = class(Task)

local function newDevice(system, number, priority)
  local task = newTask(Device, system, number, priority, nil, true)
  task.pending = nil
  return task
end

function Device:work(packet)
  if packet then
    self.pending = packet
    return self:hold()
  end
  local kept = self.pending
  if not kept then return self:wait() end
  self.pending = nil
  return self:send(kept)
end

local Machine = class()

function Machine:add(task)
  task.following = self.first
  self.first = task
  self.tasks[#self.tasks + 1] = task
end

function Machine:run()
  local task = self.first
  while task do
    if task:cannotRun() then task = task.following else task = task:run() end
  end
end

local function queue(address, isWork, count)
  local first
  for _ = 1, count do first = newPacket(first, address, isWork) end
  return first
end

local function simulate()
  local machine = setmetatable({ tasks = {}, first = nil, sent = 0, holds = 0 }, Machine)
  machine:add(newIdler(machine, idler, 0))
  machine:add(newWorker(machine, worker, 1000, queue(worker, true, 2)))
  machine:add(newHandler(machine, firstHandler, 2000, queue(firstDevice, false, 3)))
  machine:add(newHandler(machine, secondHandler, 3000, queue(secondDevice, false, 3)))
  machine:add(newDevice(machine, firstDevice, 4000))
  machine:add(newDevice(machine, secondDevice, 5000))
  machine:run()
  return machine
end

local sent, holds = 0, 0
for _ = 1, 200 do
  local machine = simulate()
  sent = sent + machine.sent
  holds = holds + machine.holds
end
print(sent .. " " .. holds)
