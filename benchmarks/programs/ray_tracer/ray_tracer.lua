-- A ray tracer: balls and planes with mirrors, shadows and a chequered floor, drawn with vectors that are small immutable
-- objects. What is printed is the sum of all colours and a checksum of the pixels.

local sqrt, floor, abs = math.sqrt, math.floor, math.abs

local function class()
  local made = {}
  made.__index = made
  return made
end

---- Vectors

local Vector = class()

local function newVector(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end

function Vector.__add(a, b) return newVector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__sub(a, b) return newVector(a.x - b.x, a.y - b.y, a.z - b.z) end
function Vector.__mul(a, factor) return newVector(a.x * factor, a.y * factor, a.z * factor) end
function Vector:dot(other) return self.x * other.x + self.y * other.y + self.z * other.z end

function Vector:cross(other)
  return newVector(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z, self.x * other.y - self.y * other.x)
end

-- Each part times the same part of the other: light on a colour.
function Vector:scaledBy(other) return newVector(self.x * other.x, self.y * other.y, self.z * other.z) end
function Vector:length() return sqrt(self:dot(self)) end
function Vector:unit() return self * (1 / self:length()) end

-- How light in this direction goes on from a mirror.
function Vector:reflectedAt(normal) return self - normal * (2 * self:dot(normal)) end

local Ray = class()

local function newRay(start, direction) return setmetatable({ start = start, direction = direction }, Ray) end

function Ray:at(distance) return self.start + self.direction * distance end

---- Surfaces: they have a colour and a mirror at each point, and a gloss: how small and bright the image of a light is.

local Plain = class()

local function newPlain(colour, mirror, shine) return setmetatable({ colour = colour, mirror = mirror, shine = shine }, Plain) end

function Plain:colourAt(point) return self.colour end
function Plain:mirrorAt(point) return self.mirror end
function Plain:gloss() return self.shine end

local Chequered = class()

local function newChequered(first, second, size) return setmetatable({ first = first, second = second, size = size }, Chequered) end

function Chequered:isFirst(point) return (floor(point.x / self.size) + floor(point.z / self.size)) % 2 == 0 end
function Chequered:colourAt(point) return self:isFirst(point) and self.first or self.second end
function Chequered:mirrorAt(point) return self:isFirst(point) and 0.1 or 0.4 end
function Chequered:gloss() return 4 end

---- Things: `distanceOn` says how far along the ray one is hit, or `farAway`.

local farAway = 1000000000
local tiny = 0.000001

local Ball = class()

local function newBall(center, radius, surface) return setmetatable({ surface = surface, center = center, radius = radius }, Ball) end

function Ball:distanceOn(ray)
  local offset = self.center - ray.start
  local middle = offset:dot(ray.direction)
  local rest = self.radius * self.radius - (offset:dot(offset) - middle * middle)
  if rest < 0 then return farAway end
  local half = sqrt(rest)
  if middle - half > tiny then return middle - half end
  return middle + half > tiny and middle + half or farAway
end

function Ball:normalAt(point) return (point - self.center):unit() end

local Plane = class()

local function newPlane(normal, offset, surface) return setmetatable({ surface = surface, normal = normal, offset = offset }, Plane) end

function Plane:distanceOn(ray)
  local slope = self.normal:dot(ray.direction)
  if abs(slope) < tiny then return farAway end
  local distance = (self.offset - self.normal:dot(ray.start)) / slope
  return distance > tiny and distance or farAway
end

function Plane:normalAt(point) return self.normal end

local function newLight(place, colour) return { place = place, colour = colour } end

local Camera = class()

local function newCamera(place, goal)
  local forward = (goal - place):unit()
  local right = forward:cross(newVector(0, 1, 0)):unit()
  return setmetatable({ place = place, forward = forward, right = right, up = right:cross(forward) }, Camera)
end

-- The ray through a point of the picture, whose parts go from -1 to 1.
function Camera:rayThrough(x, y) return newRay(self.place, (self.forward * 1.5 + self.right * x + self.up * y):unit()) end

---- The scene

local function newHit(thing, distance) return { thing = thing, distance = distance } end

local Scene = class()

local function newScene(camera)
  return setmetatable({ camera = camera, things = {}, lights = {}, background = newVector(0.2, 0.3, 0.5), deepest = 4 }, Scene)
end

function Scene:nearest(ray)
  local best
  local distance = farAway
  for _, thing in ipairs(self.things) do
    local here = thing:distanceOn(ray)
    if here < distance then
      best = thing
      distance = here
    end
  end
  return best and newHit(best, distance)
end

function Scene:isBetween(point, direction, distance)
  local ray = newRay(point, direction)
  for _, thing in ipairs(self.things) do
    if thing:distanceOn(ray) < distance then return true end
  end
  return false
end

local function squaredTimes(x, times)
  local result = x
  for _ = 1, times do result = result * result end
  return result
end

function Scene:colourOf(ray, depth)
  local hit = self:nearest(ray)
  if not hit then return self.background end
  local point = ray:at(hit.distance)
  local surface = hit.thing.surface
  local outward = hit.thing:normalAt(point)
  local normal = outward:dot(ray.direction) < 0 and outward or outward * -1
  local above = point + normal * 0.0001
  local reflected = ray.direction:reflectedAt(normal)
  local colour = self:lightAt(above, normal, reflected, surface)
  local mirror = surface:mirrorAt(point)
  if mirror == 0 or depth == self.deepest then return colour end
  return colour * (1 - mirror) + self:colourOf(newRay(above, reflected), depth + 1) * mirror
end

-- The light that comes to a point from the lights that can be seen from there, and some from everywhere.
function Scene:lightAt(point, normal, reflected, surface)
  local own = surface:colourAt(point)
  local sum = own * 0.1
  for _, light in ipairs(self.lights) do
    local way = light.place - point
    local distance = way:length()
    local direction = way * (1 / distance)
    local slope = direction:dot(normal)
    if slope > 0 and not self:isBetween(point, direction, distance) then
      sum = sum + own:scaledBy(light.colour) * slope
      local image = direction:dot(reflected)
      if image > 0 then sum = sum + light.colour * squaredTimes(image, surface:gloss()) end
    end
  end
  return sum
end

-- Random numbers, the same in every language: all steps stay below 2^53.
local Generator = class()

-- From 0 up to, without, 1.
function Generator:next()
  self.state = self.state * 48271 % 2147483647
  return self.state / 2147483647
end

local function build(seed)
  local random = setmetatable({ state = seed }, Generator)
  local scene = newScene(newCamera(newVector(0, 3, -7), newVector(0, 1, 0)))
  local floorSurface = newChequered(newVector(0.9, 0.9, 0.8), newVector(0.2, 0.1, 0.1), 1)
  table.insert(scene.things, newPlane(newVector(0, 1, 0), 0, floorSurface))
  table.insert(scene.things, newPlane(newVector(0, 0, -1), -12, newPlain(newVector(0.4, 0.5, 0.4), 0, 2)))
  for _ = 1, 9 do
    local radius = 0.3 + 0.7 * random:next()
    local center = newVector(random:next() * 6 - 3, radius + random:next(), random:next() * 6 - 2)
    local colour = newVector(0.3 + 0.7 * random:next(), 0.3 + 0.7 * random:next(), 0.3 + 0.7 * random:next())
    table.insert(scene.things, newBall(center, radius, newPlain(colour, random:next() * 0.6, 5)))
  end
  table.insert(scene.lights, newLight(newVector(-4, 6, -5), newVector(0.7, 0.7, 0.6)))
  table.insert(scene.lights, newLight(newVector(5, 4, -2), newVector(0.3, 0.3, 0.4)))
  table.insert(scene.lights, newLight(newVector(0, 8, 4), newVector(0.2, 0.2, 0.2)))
  return scene
end

---- The picture

local Picture = class()

function Picture:add(part)
  local value = part > 1 and 255 or floor(part * 255 + 0.5)
  self.brightness = self.brightness + value
  self.sum = (self.sum * 31 + value) % 16777213
end

function Picture:draw(scene, width, height)
  for row = 0, height - 1 do
    for column = 0, width - 1 do
      local x = (2 * column - width + 1) / height
      local y = (height - 1 - 2 * row) / height
      local colour = scene:colourOf(scene.camera:rayThrough(x, y), 0)
      self:add(colour.x)
      self:add(colour.y)
      self:add(colour.z)
    end
  end
end

---- The work

local function work(rounds)
  local picture = setmetatable({ brightness = 0, sum = 7 }, Picture)
  for round = 1, rounds do picture:draw(build(round * 1000), 64, 48) end
  return string.format("%d %d", picture.brightness, picture.sum)
end

-- Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
local rounds, times = tonumber(arg[1]) or 64, tonumber(arg[2])
local result
for _ = 1, times or 1 do
  local start = os.clock()
  result = work(rounds)
  if times then io.stderr:write(floor((os.clock() - start) * 1000), "\n") end
end
print(result)
