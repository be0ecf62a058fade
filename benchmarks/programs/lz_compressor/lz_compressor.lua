-- A compressor that replaces what came before by references to it, after Lempel and Ziv. Places where the same three bytes
-- stood are found through chains of hashes. Each round makes up a text, a log and a picture, packs and unpacks them, and
-- compares.
--
-- Packed data is a row of commands. A byte below 128 is followed by that many bytes, plus one, that are copied as they are;
-- one from 128 on stands for that many bytes, less 125, which also stand as far back as the next two bytes say.

local byte = string.byte

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

---- Bytes that grow in number: a table of numbers, as Lua has no arrays of bytes that can change. Indices begin at 1.

local Buffer = class()

local function newBuffer() return setmetatable({ bytes = {}, size = 0 }, Buffer) end

function Buffer:add(value)
  local size = self.size + 1
  self.bytes[size] = value
  self.size = size
end

function Buffer:addText(text)
  for i = 1, #text do self:add(byte(text, i)) end
end

function Buffer:at(index) return self.bytes[index] end

---- Packing

local shortest = 3
local longest = 130
local farthest = 32768
local hashes = 8192
local lookBack = 48

local Packer = class()

-- `last` is the last place with each hash, `before` for each place the one before it with the same hash; 0 if there is none.
-- `length` and `distance` are the best match that was looked for last.
local function newPacker(source)
  local last, before = {}, {}
  for i = 0, hashes - 1 do last[i] = 0 end
  for i = 1, source.size do before[i] = 0 end
  return setmetatable({ source = source, output = newBuffer(), last = last, before = before, length = 0, distance = 0 }, Packer)
end

function Packer:pack()
  local source = self.source
  local at, plainFrom = 1, 1
  while at <= source.size do
    self:findMatch(at)
    if self.length < shortest then
      self:enter(at)
      at = at + 1
    else
      local foundLength, foundDistance = self.length, self.distance
      self:enter(at)
      -- It may be better to wait for a longer match at the next byte.
      local isBetterNext = false
      if foundLength < 32 and at + 1 <= source.size then
        self:findMatch(at + 1)
        isBetterNext = self.length > foundLength + 1
      end
      if isBetterNext then
        at = at + 1
      else
        self:writePlain(plainFrom, at)
        self:writeMatch(foundLength, foundDistance)
        for i = at + 1, at + foundLength - 1 do self:enter(i) end
        at = at + foundLength
        plainFrom = at
      end
    end
  end
  self:writePlain(plainFrom, at)
  return self.output
end

function Packer:hash(at)
  local source = self.source
  return (source:at(at) * 961 + source:at(at + 1) * 31 + source:at(at + 2)) % hashes
end

-- Puts a place in front of the chain of its hash.
function Packer:enter(at)
  if at + shortest - 1 > self.source.size then return end
  local hash = self:hash(at)
  self.before[at] = self.last[hash]
  self.last[hash] = at
end

-- Looks for the longest match of what stands at a place, among the places of the chain.
function Packer:findMatch(at)
  local source = self.source
  self.length = 0
  self.distance = 0
  if at + shortest - 1 > source.size then return end
  local most = math.min(source.size - at + 1, longest)
  local place = self.last[self:hash(at)]
  local left = lookBack
  while place > 0 and left > 0 and at - place < farthest do
    -- Only if the byte behind the best match is right can this one be longer.
    if self.length < most and source:at(place + self.length) == source:at(at + self.length) then
      local same = self:sameBytes(place, at, most)
      if same > self.length then
        self.length = same
        self.distance = at - place
      end
    end
    place = self.before[place]
    left = left - 1
  end
end

function Packer:sameBytes(place, at, most)
  local source = self.source
  local count = 0
  while count < most and source:at(place + count) == source:at(at + count) do count = count + 1 end
  return count
end

function Packer:writePlain(from, to)
  local source, output = self.source, self.output
  local at = from
  while at < to do
    local count = math.min(to - at, 128)
    output:add(count - 1)
    for i = at, at + count - 1 do output:add(source:at(i)) end
    at = at + count
  end
end

function Packer:writeMatch(length, distance)
  local low = distance % 256
  self.output:add(length + 125)
  self.output:add((distance - low) / 256)
  self.output:add(low)
end

---- Unpacking

local function unpack(packed)
  local output = newBuffer()
  local at = 1
  while at <= packed.size do
    local command = packed:at(at)
    if command < 128 then
      for i = at + 1, at + 1 + command do output:add(packed:at(i)) end
      at = at + command + 2
    else
      local distance = packed:at(at + 1) * 256 + packed:at(at + 2)
      if distance == 0 or distance > output.size then error("a reference to what is not there") end
      -- The part may overlap what it makes, so it goes byte by byte.
      for _ = 1, command - 125 do output:add(output:at(output.size + 1 - distance)) end
      at = at + 3
    end
  end
  return output
end

---- Making up data

local syllables = { "an", "be", "co", "da", "el", "fo", "gu", "hi", "in", "ka", "lo", "mi", "no", "or", "pe", "qua", "ri", "so", "tu", "ver" }

-- Words of which the first ones are the most frequent.
local function makeText(random, size)
  local words = {}
  for i = 1, 600 do
    local parts = {}
    for k = 0, random:below(4) do parts[k + 1] = syllables[random:below(#syllables) + 1] end
    words[i] = table.concat(parts)
  end
  local buffer = newBuffer()
  while buffer.size < size do
    buffer:addText(words[random:below(random:below(#words) + 1) + 1])
    buffer:addText(random:below(9) == 0 and ". " or " ")
  end
  return buffer
end

-- Lines that resemble each other.
local function makeLog(random, size)
  local buffer = newBuffer()
  local time = 1000000
  while buffer.size < size do
    time = time + random:below(50)
    buffer:addText(time .. " host" .. random:below(4) .. " GET /page/" .. random:below(30) .. "/item?id=" .. random:below(5000) .. " ")
    buffer:addText(random:below(20) == 0 and "404 0\n" or "200 " .. random:below(90000) .. "\n")
  end
  return buffer
end

-- Bytes that go slowly up and down, with some noise.
local function makePicture(random, size)
  local buffer = newBuffer()
  local level = 128
  while buffer.size < size do
    if random:below(6) == 0 then level = (level + random:below(9) + 252) % 256 end
    for _ = 0, random:below(12) do buffer:add(level) end
    if random:below(10) == 0 then buffer:add(random:below(256)) end
  end
  return buffer
end

---- The work

local function checksum(buffer)
  local low, high = 1, 0
  for i = 1, buffer.size do
    low = (low + buffer:at(i)) % 65521
    high = (high + low) % 65521
  end
  return high * 65536 + low
end

local Figures = class()

function Figures:measure(source)
  local output = newPacker(source):pack()
  local back = unpack(output)
  if back.size ~= source.size or checksum(back) ~= checksum(source) then error("the bytes differ") end
  for i = 1, source.size do
    if back:at(i) ~= source:at(i) then error("the bytes differ at " .. i) end
  end
  self.plain = self.plain + source.size
  self.packed = self.packed + output.size
  self.sum = (self.sum * 31 + checksum(output)) % 1000000007
end

local function work(rounds)
  local figures = setmetatable({ plain = 0, packed = 0, sum = 0 }, Figures)
  for round = 1, rounds do
    local random = setmetatable({ state = round * 1000 }, Generator)
    figures:measure(makeText(random, 20000))
    figures:measure(makeLog(random, 20000))
    figures:measure(makePicture(random, 20000))
  end
  return string.format("%d %d %d", figures.plain, figures.packed, figures.sum)
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
