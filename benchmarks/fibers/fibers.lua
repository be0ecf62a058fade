-- As much of fibers.tatu as Lua has: coroutines that are resumed and yield.
local function report(name, begin, count, isLast)
  if isLast then print(name, (os.clock() - begin) * 1e9 / count) end
end

-- There and back is two switches.
local function switches(count, isLast)
  local routine = coroutine.wrap(function() while true do coroutine.yield() end end)
  local begin = os.clock()
  for _ = 1, count do routine() end
  report("switch", begin, 2 * count, isLast)
end

local function generated(count, isLast)
  local values = coroutine.wrap(function() for i = 1, count do coroutine.yield(i) end end)
  local begin = os.clock()
  local sum = 0
  for value in values do sum = sum + value end
  assert(sum == count * (count + 1) / 2)
  report("generated_value", begin, count, isLast)
end

for round = 1, 3 do
  switches(1000000, round == 3)
  generated(10000000, round == 3)
end
