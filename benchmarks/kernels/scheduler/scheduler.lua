local Task = {}
Task.__index = Task

function Task:receive(packet)
  packet.next = false
  local before = self.last
  if before then before.next = packet else self.first = packet end
  self.last = packet
end

function Task:takePacket()
  local packet = self.first
  if packet then
    self.first = packet.next
    if not self.first then self.last = false end
  end
  return packet
end

local function kind()
  local class = setmetatable({}, { __index = Task })
  class.__index = class
  return class
end

local function task(class, fields)
  fields.first = false
  fields.last = false
  fields.handled = 0
  return setmetatable(fields, class)
end

local Forwarder, Counter, Splitter = kind(), kind(), kind()

function Forwarder:handle(packet)
  self.handled = self.handled + 1
  return self.target
end

function Counter:handle(packet)
  self.handled = self.handled + 1
  packet.hops = packet.hops - 1
  if packet.hops <= 0 then return -1 end
  return self.target
end

function Splitter:handle(packet)
  self.handled = self.handled + 1
  if (packet.number + packet.hops) % 2 == 0 then return self.even end
  return self.odd
end

local function run(tasks, packets)
  local left, rounds = packets, 0
  while left > 0 do
    rounds = rounds + 1
    for i = 1, #tasks do
      local current = tasks[i]
      local packet = current:takePacket()
      if packet then
        local target = current:handle(packet)
        if target < 0 then left = left - 1 else tasks[target + 1]:receive(packet) end
      end
    end
  end
  return rounds
end

local tasks = {
  task(Forwarder, { number = 0, target = 1 }), task(Splitter, { number = 1, even = 2, odd = 3 }),
  task(Forwarder, { number = 2, target = 4 }), task(Forwarder, { number = 3, target = 5 }),
  task(Counter, { number = 4, target = 0 }), task(Counter, { number = 5, target = 0 }),
}
for i = 0, 19 do tasks[1]:receive({ number = i, hops = 100000, next = false }) end
print(run(tasks, 20) .. " rounds")
for _, t in ipairs(tasks) do print("task " .. t.number .. ": " .. t.handled) end
