-- A map of roads between towns, held in hash maps: by name for ways through it, by number for its parts and its ranks. Each
-- round draws another map, looks for shortest ways, joins towns into regions, counts triangles, ranks the towns, and takes
-- roads away again. No result depends on the order in which `pairs` walks through a table.

local function class()
  local made = {}
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

---- The map of roads

local beginnings = { "Ander", "Birken", "Dorn", "Eichen", "Fels", "Grau", "Hohen", "Linden", "Moor", "Ober", "Rosen", "Stein", "Unter", "Wald" }
local ends = { "au", "bach", "berg", "burg", "dorf", "feld", "furt", "hausen", "heim", "hof", "kirchen", "rode", "see", "tal" }

-- `roads` are the lengths of the roads to other towns, by name.
local function newTown(number, name, x, y) return { number = number, name = name, x = x, y = y, roads = {} } end

local Country = class()

-- A new town with a name that no other has.
function Country:found()
  local random, towns, byName = self.random, self.towns, self.byName
  local plain = beginnings[random:below(#beginnings) + 1] .. ends[random:below(#ends) + 1]
  local name, count = plain, 1
  while byName[name] do
    count = count + 1
    name = plain .. " " .. count
  end
  local town = newTown(#towns, name, random:below(1000), random:below(1000))
  towns[#towns + 1] = town
  byName[name] = town
  return town
end

function Country:connect(a, b)
  if a == b then return end
  local length = math.abs(a.x - b.x) + math.abs(a.y - b.y) + 1
  a.roads[b.name] = length
  b.roads[a.name] = length
end

-- Takes away all roads that are longer than that; says how many.
function Country:closeRoads(longest)
  local closed = 0
  for _, town in ipairs(self.towns) do
    local closing = {}
    for name, length in pairs(town.roads) do
      if length > longest then closing[#closing + 1] = name end
    end
    for _, name in ipairs(closing) do
      town.roads[name] = nil
      self.byName[name].roads[town.name] = nil
      closed = closed + 1
    end
  end
  return closed
end

function Country:anyTown() return self.towns[self.random:below(#self.towns) + 1] end

-- A country in which most towns have roads to some towns that were there before them.
local function draw(size, seed)
  local random = setmetatable({ state = seed }, Generator)
  local country = setmetatable({ random = random, towns = {}, byName = {} }, Country)
  for i = 0, size - 1 do
    local town = country:found()
    if i > 0 and random:below(20) > 0 then
      for _ = 0, random:below(4) do country:connect(town, country.towns[random:below(i) + 1]) end
    end
  end
  return country
end

---- Shortest ways

local Stop = class()

local function newStop(distance, town) return setmetatable({ distance = distance, town = town }, Stop) end

function Stop:isBefore(other) return self.distance < other.distance or (self.distance == other.distance and self.town < other.town) end

-- A binary heap: the parent of the stop at i is at i / 2.
local StopQueue = class()

function StopQueue:add(stop)
  local stops = self.stops
  local at = #stops + 1
  stops[at] = stop
  while at > 1 do
    local parent = (at - at % 2) / 2
    if not stop:isBefore(stops[parent]) then break end
    stops[at] = stops[parent]
    at = parent
  end
  stops[at] = stop
end

function StopQueue:removeFirst()
  local stops = self.stops
  local first = stops[1]
  local last = table.remove(stops)
  local count = #stops
  if count > 0 then
    local at = 1
    while 2 * at <= count do
      local child = 2 * at
      if child < count and stops[child + 1]:isBefore(stops[child]) then child = child + 1 end
      if not stops[child]:isBefore(last) then break end
      stops[at] = stops[child]
      at = child
    end
    stops[at] = last
  end
  return first
end

-- How far it is from a town to each that can be reached.
local function distancesFrom(country, start)
  local distances = { [start] = 0 }
  local queue = setmetatable({ stops = {} }, StopQueue)
  queue:add(newStop(0, start))
  while #queue.stops > 0 do
    local stop = queue:removeFirst()
    if stop.distance == distances[stop.town] then
      for name, length in pairs(country.byName[stop.town].roads) do
        local distance = stop.distance + length
        local known = distances[name]
        if not known or distance < known then
          distances[name] = distance
          queue:add(newStop(distance, name))
        end
      end
    end
  end
  return distances
end

-- How many roads it takes at least to come from one town to another, or nil if there is no way.
local function roadsBetween(country, start, goal)
  local steps = { [start] = 0 }
  local border = { start }
  while #border > 0 do
    local next = {}
    for _, name in ipairs(border) do
      if name == goal then return steps[name] end
      for neighbour in pairs(country.byName[name].roads) do
        if not steps[neighbour] then
          steps[neighbour] = steps[name] + 1
          next[#next + 1] = neighbour
        end
      end
    end
    border = next
  end
  return nil
end

---- Regions

-- Towns by number, each with another one of its region, up to the one that stands for the region.
local Regions = class()

function Regions:find(number)
  local parents = self.parents
  local root = number
  local above = parents[root] or root
  while above ~= root do
    -- Shortens the way for the next time.
    local next = parents[above] or above
    parents[root] = next
    root = above
    above = next
  end
  return root
end

function Regions:join(a, b)
  local first, second = self:find(a), self:find(b)
  if first == second then return end
  local firstSize, secondSize = self.sizes[first] or 1, self.sizes[second] or 1
  local small, large = second, first
  if firstSize < secondSize then small, large = first, second end
  self.parents[small] = large
  self.sizes[large] = firstSize + secondSize
  self.sizes[small] = nil
end

-- How many regions there are, and how many towns the largest has.
local function findRegions(country)
  local regions = setmetatable({ parents = {}, sizes = {} }, Regions)
  for _, town in ipairs(country.towns) do
    for name in pairs(town.roads) do regions:join(town.number, country.byName[name].number) end
  end
  local counts = {}
  for _, town in ipairs(country.towns) do
    local region = regions:find(town.number)
    counts[region] = (counts[region] or 0) + 1
  end
  local size, largest = 0, 0
  for _, count in pairs(counts) do
    size = size + 1
    if count > largest then largest = count end
  end
  return size, largest
end

---- Triangles

-- How many sets of three towns there are with roads between all of them.
local function countTriangles(country)
  local count = 0
  for _, town in ipairs(country.towns) do
    for second in pairs(town.roads) do
      if town.name < second then
        local roads = country.byName[second].roads
        for third in pairs(town.roads) do
          if second < third and roads[third] then count = count + 1 end
        end
      end
    end
  end
  return count
end

---- Ranks

-- Each town hands its rank on along its roads, some times; which town has the highest then, and how high it is.
local function highestRank(country, times)
  local neighbours, ranks = {}, {}
  for _, town in ipairs(country.towns) do
    local numbers = {}
    for name in pairs(town.roads) do numbers[#numbers + 1] = country.byName[name].number end
    neighbours[town.number] = numbers
    ranks[town.number] = 1
  end
  for _ = 1, times do
    local next = {}
    for _, town in ipairs(country.towns) do
      local share = ranks[town.number] * 0.85
      local numbers = neighbours[town.number]
      for _, number in ipairs(numbers) do next[number] = (next[number] or 0.15) + share / #numbers end
    end
    for _, town in ipairs(country.towns) do
      if not next[town.number] then next[town.number] = 0.15 end
    end
    ranks = next
  end
  local best = country.towns[1]
  for _, town in ipairs(country.towns) do
    if ranks[town.number] > ranks[best.number] then best = town end
  end
  return best.name, ranks[best.number]
end

---- The work

local Figures = class()

function Figures:measure(country)
  for _ = 1, 4 do
    local start = country:anyTown().name
    local goal = country:anyTown().name
    for _, distance in pairs(distancesFrom(country, start)) do
      self.reached = self.reached + 1
      if distance > self.farthest then self.farthest = distance end
    end
    self.steps = self.steps + (roadsBetween(country, start, goal) or 100)
  end
  local count, largest = findRegions(country)
  self.regions = self.regions + count * 1000 + largest
  self.triangles = self.triangles + countTriangles(country)
  local name, rank = highestRank(country, 10)
  self.best = name
  self.ranks = self.ranks + math.floor(rank * 1000000)
end

local function work(rounds)
  local figures = setmetatable({
    reached = 0, farthest = 0, steps = 0, regions = 0, triangles = 0, closed = 0, ranks = 0, best = ""
  }, Figures)
  for round = 1, rounds do
    local country = draw(400, round * 1000)
    figures:measure(country)
    figures.closed = figures.closed + country:closeRoads(700)
    figures:measure(country)
  end
  return string.format("%d %d %d %d %d %d %d %s", figures.reached, figures.farthest, figures.steps, figures.regions, figures.triangles,
    figures.closed, figures.ranks, figures.best)
end

-- Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
local rounds, times = tonumber(arg[1]) or 100, tonumber(arg[2])
local result
for _ = 1, times or 1 do
  local start = os.clock()
  result = work(rounds)
  if times then io.stderr:write(math.floor((os.clock() - start) * 1000), "\n") end
end
print(result)
