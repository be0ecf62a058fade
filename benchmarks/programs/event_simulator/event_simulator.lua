-- A simulation of discrete events: parcels move through a sorting office. Events wait in a binary heap, ordered by their time;
-- the stations of the office are objects of several classes, each of which handles events in its own way.

local function class(base)
  local made = setmetatable({}, { __index = base })
  made.__index = made
  return made
end

---- Random numbers

-- The same numbers in every language: all steps stay below 2^53.
local Generator = class()

function Generator:below(limit)
  self.state = self.state * 48271 % 2147483647
  return self.state % limit
end

-- From `low` up to `high`, both included.
function Generator:between(low, high) return low + self:below(high - low + 1) end

-- About `mean` on average: mostly less, seldom much more.
function Generator:waiting(mean)
  local result = 1
  for _ = 1, 3 do result = result + self:below(mean) end
  return self:below(8) == 0 and result * 2 or math.floor(result * 2 / 3)
end

---- Events

local Arrival, Finished, Failure, Repaired = 1, 2, 3, 4

-- What is to happen at a station at some time. `number` keeps events of the same time in the order in which they were planned.
local Event = class()

local function newEvent(time, number, station, kind, parcel)
  return setmetatable({ time = time, number = number, station = station, kind = kind, parcel = parcel }, Event)
end

function Event:isBefore(other) return self.time < other.time or (self.time == other.time and self.number < other.number) end

-- A binary heap: the parent of the event at i is at i / 2.
local EventQueue = class()

function EventQueue:add(event)
  local events = self.events
  local at = #events + 1
  events[at] = event
  while at > 1 do
    local parent = (at - at % 2) / 2
    local above = events[parent]
    if not event:isBefore(above) then break end
    events[at] = above
    at = parent
  end
  events[at] = event
end

function EventQueue:removeFirst()
  local events = self.events
  local first = events[1]
  local last = table.remove(events)
  local count = #events
  if count > 0 then
    local at = 1
    while 2 * at <= count do
      local child = 2 * at
      if child < count and events[child + 1]:isBefore(events[child]) then child = child + 1 end
      if not events[child]:isBefore(last) then break end
      events[at] = events[child]
      at = child
    end
    events[at] = last
  end
  return first
end

---- Parcels

local function newParcel(number, born, weight, goal)
  return { number = number, born = born, weight = weight, goal = goal, next = nil, steps = 0, returns = 0 }
end

-- Parcels that wait, first come, first served; a chain through `next`.
local Line = class()

local function newLine() return setmetatable({ first = nil, last = nil, size = 0, longest = 0 }, Line) end

function Line:add(parcel)
  parcel.next = nil
  if not self.last then self.first = parcel else self.last.next = parcel end
  self.last = parcel
  self.size = self.size + 1
  if self.size > self.longest then self.longest = self.size end
end

function Line:take()
  local parcel = self.first
  if not parcel then return nil end
  self.first = parcel.next
  if not self.first then self.last = nil end
  self.size = self.size - 1
  return parcel
end

---- Stations

-- Its subclasses have `handle(event)`.
local Station = class()

local function newStation(kind, office, name) return setmetatable({ office = office, name = name, handled = 0 }, kind) end

-- How much waits here, for those who choose between stations.
function Station:load() return 0 end
function Station:report() return self.handled end
function Station:plan(delay, kind, parcel) self.office:plan(delay, self, kind, parcel) end

-- Makes parcels at random intervals and hands them to the next station.
local Entrance = class(Station)

local function newEntrance(office, name, interval, next)
  local station = newStation(Entrance, office, name)
  station.interval = interval
  station.next = next
  return station
end

function Entrance:handle(event)
  self.handled = self.handled + 1
  local office = self.office
  local random = office.random
  local parcel = newParcel(self.handled, office.now, random:between(1, 30), random:below(office.goals))
  office:plan(random:between(1, 5), self.next, Arrival, parcel)
  self:plan(random:waiting(self.interval), Arrival, nil)
end

-- Some servers with one line in front of them. How long a parcel takes (`duration`) and where it goes (`leave`) is up to the kind of desk.
local Desk = class(Station)

local function newDesk(kind, office, name, servers)
  local station = newStation(kind, office, name)
  station.line = newLine()
  station.busy = 0
  station.open = servers
  return station
end

function Desk:load() return self.line.size + self.busy end
function Desk:report() return self.handled * 31 + self.line.longest end

function Desk:handle(event)
  local kind = event.kind
  if kind == Arrival then
    self.line:add(event.parcel)
  elseif kind == Finished then
    self.busy = self.busy - 1
    self.handled = self.handled + 1
    self:leave(event.parcel)
  elseif kind == Failure then
    self.open = self.open - 1
    self:plan(self.office.random:waiting(400), Repaired, nil)
  else
    self.open = self.open + 1
    self:plan(self.office.random:waiting(4000), Failure, nil)
  end
  self:serve()
end

function Desk:serve()
  while self.busy < self.open do
    local parcel = self.line:take()
    if not parcel then break end
    self.busy = self.busy + 1
    parcel.steps = parcel.steps + 1
    self:plan(self:duration(parcel), Finished, parcel)
  end
end

-- Weighs parcels; all take about the same time.
local Scale = class(Desk)

local function newScale(office, name, servers, next)
  local station = newDesk(Scale, office, name, servers)
  station.next = next
  return station
end

function Scale:duration(parcel) return self.office.random:between(8, 12) end
function Scale:leave(parcel) self.office:plan(2, self.next, Arrival, parcel) end

-- Looks into parcels. Heavy ones take longer; some are sent back to be weighed again.
local Inspection = class(Desk)

local function newInspection(office, name, servers, next)
  local station = newDesk(Inspection, office, name, servers)
  station.next = next
  station.before = nil
  station.rejected = 0
  return station
end

function Inspection:duration(parcel) return 5 + parcel.weight + self.office.random:below(10) end

function Inspection:leave(parcel)
  local office, before = self.office, self.before
  if before and parcel.returns < 3 and office.random:below(100) < 7 then
    parcel.returns = parcel.returns + 1
    self.rejected = self.rejected + 1
    office:plan(15, before, Arrival, parcel)
  else
    office:plan(3, self.next, Arrival, parcel)
  end
end

function Inspection:report() return Desk.report(self) * 7 + self.rejected end

-- Brings parcels away; a van takes time for the way.
local Delivery = class(Desk)

local function newDelivery(office, name, servers, distance, exit)
  local station = newDesk(Delivery, office, name, servers)
  station.distance = distance
  station.exit = exit
  return station
end

function Delivery:duration(parcel) return self.distance + self.office.random:below(self.distance) end
function Delivery:leave(parcel) self.office:plan(1, self.exit, Arrival, parcel) end

-- Hands each parcel at once to the least loaded of several stations.
local Switch = class(Station)

local function newSwitch(office, name, choices)
  local station = newStation(Switch, office, name)
  station.choices = choices
  return station
end

function Switch:handle(event)
  self.handled = self.handled + 1
  local best = self.choices[1]
  for _, choice in ipairs(self.choices) do
    if choice:load() < best:load() then best = choice end
  end
  self.office:plan(1, best, Arrival, event.parcel)
end

-- Hands each parcel to the station of its goal.
local Sorter = class(Station)

local function newSorter(office, name, ways)
  local station = newStation(Sorter, office, name)
  station.ways = ways
  return station
end

function Sorter:handle(event)
  local parcel = event.parcel
  self.handled = self.handled + 1
  parcel.steps = parcel.steps + 1
  self.office:plan(1, self.ways[parcel.goal + 1], Arrival, parcel)
end

-- Where parcels leave; keeps the figures.
local Exit = class(Station)

local function newExit(office, name)
  local station = newStation(Exit, office, name)
  station.total = 0
  station.slowest = 0
  station.steps = 0
  return station
end

function Exit:handle(event)
  local parcel = event.parcel
  self.handled = self.handled + 1
  local age = self.office.now - parcel.born
  self.total = self.total + age
  if age > self.slowest then self.slowest = age end
  self.steps = self.steps + parcel.steps
end

function Exit:report() return self.handled * 13 + self.steps + self.slowest end

---- The office

local Office = class()

local function newOffice(seed)
  return setmetatable({
    random = setmetatable({ state = seed }, Generator), queue = setmetatable({ events = {} }, EventQueue), stations = {},
    goals = 6, now = 0, planned = 0, events = 0
  }, Office)
end

function Office:add(station)
  self.stations[#self.stations + 1] = station
  return station
end

function Office:plan(delay, station, kind, parcel)
  self.planned = self.planned + 1
  self.queue:add(newEvent(self.now + delay, self.planned, station, kind, parcel))
end

function Office:run(till)
  while true do
    local event = self.queue:removeFirst()
    if event.time > till then break end
    self.now = event.time
    self.events = self.events + 1
    event.station:handle(event)
  end
end

-- Builds an office from its exit to its entrances, and lets it work.
local function simulate(seed)
  local office = newOffice(seed)
  local exit = office:add(newExit(office, "exit"))
  local ways, inspections, scales = {}, {}, {}
  for i = 0, office.goals - 1 do ways[i + 1] = office:add(newDelivery(office, "delivery " .. i, 3 + i, 40 + 15 * i, exit)) end
  local sorter = office:add(newSorter(office, "sorter", ways))
  for i = 0, 3 do inspections[i + 1] = office:add(newInspection(office, "inspection " .. i, 2, sorter)) end
  local inspectionSwitch = office:add(newSwitch(office, "to the inspections", inspections))
  for i = 0, 2 do scales[i + 1] = office:add(newScale(office, "scale " .. i, 1 + i % 2, inspectionSwitch)) end
  local scaleSwitch = office:add(newSwitch(office, "to the scales", scales))
  for _, station in ipairs(inspections) do
    station.before = scaleSwitch
    office:plan(1000, station, Failure, nil)
  end
  for i = 0, 4 do
    office:plan(1 + i, office:add(newEntrance(office, "entrance " .. i, 18 + 4 * i, scaleSwitch)), Arrival, nil)
  end
  office:run(20000)
  return office
end

---- The work

local function work(rounds)
  local events, parcels, waiting, sum = 0, 0, 0, 0
  for round = 1, rounds do
    local office = simulate(round)
    events = events + office.events
    waiting = waiting + #office.queue.events
    for _, station in ipairs(office.stations) do
      if getmetatable(station) == Exit then parcels = parcels + station.handled end
      sum = (sum * 31 + #station.name + station:report()) % 1000003
    end
  end
  return string.format("%d %d %d %d", events, parcels, waiting, sum)
end

-- Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
local rounds, times = tonumber(arg[1]) or 80, tonumber(arg[2])
local result
for _ = 1, times or 1 do
  local start = os.clock()
  result = work(rounds)
  if times then io.stderr:write(math.floor((os.clock() - start) * 1000), "\n") end
end
print(result)
