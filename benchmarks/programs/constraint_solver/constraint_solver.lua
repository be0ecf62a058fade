-- A solver for puzzles: variables with small sets of possible values, constraints between them, and a search that goes back.
-- When a variable loses a value, the constraints on it are woken and take further values away; what was taken away since a
-- choice is kept on a trail and put back when the choice turns out wrong.

local function class()
  local made = {}
  made.__index = made
  return made
end

---- Variables

local Variable = class()

-- `low` and `high` are the smallest and the largest value that is left, `count` is how many there are.
local function newVariable(solver, name, low, high)
  local allowed = {}
  for i = 1, high - low + 1 do allowed[i] = true end
  return setmetatable({
    solver = solver, name = name, base = low - 1, allowed = allowed, constraints = {}, low = low, high = high, count = high - low + 1
  }, Variable)
end

function Variable:allows(value) return value >= self.low and value <= self.high and self.allowed[value - self.base] end
function Variable:isFixed() return self.count == 1 end

-- Takes a value away; false if it is the last one.
function Variable:remove(value)
  if not self:allows(value) then return true end
  if self.count == 1 then return false end
  local allowed, base = self.allowed, self.base
  allowed[value - base] = false
  self.count = self.count - 1
  if value == self.low then
    while not allowed[self.low - base] do self.low = self.low + 1 end
  elseif value == self.high then
    while not allowed[self.high - base] do self.high = self.high - 1 end
  end
  self.solver:changed(self, value)
  return true
end

function Variable:putBack(value)
  self.allowed[value - self.base] = true
  self.count = self.count + 1
  if value < self.low then self.low = value end
  if value > self.high then self.high = value end
end

function Variable:keepOnly(value)
  if not self:allows(value) then return false end
  while self.low < value do self:remove(self.low) end
  while self.high > value do self:remove(self.high) end
  return true
end

---- Constraints

-- `propagate` of each kind takes away values that cannot be part of a solution; false if there is none.
local function newConstraint(kind, variables) return setmetatable({ variables = variables, isAwake = false }, kind) end

-- left ~= right + offset
local NotEqual = class()

local function newNotEqual(left, right, offset)
  local constraint = newConstraint(NotEqual, { left, right })
  constraint.left = left
  constraint.right = right
  constraint.offset = offset
  return constraint
end

function NotEqual:propagate()
  local left, right, offset = self.left, self.right, self.offset
  if left:isFixed() and not right:remove(left.low - offset) then return false end
  return not right:isFixed() or left:remove(right.low + offset)
end

-- left < right
local Less = class()

local function newLess(left, right)
  local constraint = newConstraint(Less, { left, right })
  constraint.left = left
  constraint.right = right
  return constraint
end

function Less:propagate()
  local left, right = self.left, self.right
  while right.low <= left.low do
    if not right:remove(right.low) then return false end
  end
  while left.high >= right.high do
    if not left:remove(left.high) then return false end
  end
  return true
end

-- The two values are at least so far from each other.
local Apart = class()

local function newApart(left, right, distance)
  local constraint = newConstraint(Apart, { left, right })
  constraint.left = left
  constraint.right = right
  constraint.distance = distance
  return constraint
end

function Apart:propagate() return self:keepAway(self.left, self.right) and self:keepAway(self.right, self.left) end

function Apart:keepAway(from, other)
  if not from:isFixed() then return true end
  local value = from.low
  for near = value - self.distance + 1, value + self.distance - 1 do
    if not other:remove(near) then return false end
  end
  return true
end

-- No two of the values are equal.
local AllDifferent = class()

function AllDifferent:propagate()
  for _, variable in ipairs(self.variables) do
    if variable:isFixed() then
      for _, other in ipairs(self.variables) do
        if other ~= variable and not other:remove(variable.low) then return false end
      end
    end
  end
  return true
end

-- The values, each times its factor, give the total.
local Sum = class()

local function newSum(variables, factors, total)
  local constraint = newConstraint(Sum, variables)
  constraint.factors = factors
  constraint.total = total
  return constraint
end

function Sum:propagate()
  local variables, factors, total = self.variables, self.factors, self.total
  local least, most = 0, 0
  for i = 1, #variables do
    least = least + self:smallest(i)
    most = most + self:largest(i)
  end
  for i = 1, #variables do
    -- What this part must be at most and at least, given what the others can be.
    local upper = total - (least - self:smallest(i))
    local lower = total - (most - self:largest(i))
    local variable, factor = variables[i], factors[i]
    while self:largest(i) > upper do
      if not variable:remove(factor > 0 and variable.high or variable.low) then return false end
    end
    while self:smallest(i) < lower do
      if not variable:remove(factor > 0 and variable.low or variable.high) then return false end
    end
  end
  return true
end

function Sum:smallest(i) return self.factors[i] * (self.factors[i] > 0 and self.variables[i].low or self.variables[i].high) end
function Sum:largest(i) return self.factors[i] * (self.factors[i] > 0 and self.variables[i].high or self.variables[i].low) end

---- The solver

local Solver = class()

local function newSolver()
  return setmetatable({
    variables = {}, agenda = {}, trailVariables = {}, trailValues = {}, solutions = 0, choices = 0, steps = 0, sum = 0
  }, Solver)
end

function Solver:variable(name, low, high)
  local variable = newVariable(self, name, low, high)
  table.insert(self.variables, variable)
  return variable
end

function Solver:require(constraint)
  for _, variable in ipairs(constraint.variables) do table.insert(variable.constraints, constraint) end
  self:wake(constraint)
end

function Solver:wake(constraint)
  if not constraint.isAwake then
    constraint.isAwake = true
    self.agenda[#self.agenda + 1] = constraint
  end
end

function Solver:changed(variable, value)
  self.trailVariables[#self.trailVariables + 1] = variable
  self.trailValues[#self.trailValues + 1] = value
  for _, constraint in ipairs(variable.constraints) do self:wake(constraint) end
end

-- Lets constraints work until nothing changes any more; false if one of them cannot hold.
function Solver:propagate()
  local isPossible = true
  while #self.agenda > 0 do
    local constraint = table.remove(self.agenda)
    constraint.isAwake = false
    if isPossible then
      self.steps = self.steps + 1
      isPossible = constraint:propagate()
    end
  end
  return isPossible
end

function Solver:undo(mark)
  while #self.trailVariables > mark do table.remove(self.trailVariables):putBack(table.remove(self.trailValues)) end
end

-- Looks for solutions until there are so many.
function Solver:solve(most)
  if self:propagate() then self:search(most) end
end

function Solver:search(most)
  local variable = self:mostUrgent()
  if not variable then
    self:found()
    return
  end
  for value = variable.low, variable.high do
    if self.solutions == most then return end
    if variable:allows(value) then
      self.choices = self.choices + 1
      local mark = #self.trailVariables
      if variable:keepOnly(value) and self:propagate() then self:search(most) end
      self:undo(mark)
    end
  end
end

-- The open variable with the fewest values left.
function Solver:mostUrgent()
  local best
  for _, variable in ipairs(self.variables) do
    if variable.count > 1 and (not best or variable.count < best.count) then best = variable end
  end
  return best
end

function Solver:found()
  self.solutions = self.solutions + 1
  for _, variable in ipairs(self.variables) do self.sum = (self.sum * 31 + variable.low) % 1000003 end
end

---- Puzzles

-- Queens on a board, none of which attacks another.
local function queens(size)
  local solver = newSolver()
  local rows = {}
  for i = 1, size do rows[i] = solver:variable("row " .. i - 1, 1, size) end
  for i = 1, size do
    for j = i + 1, size do
      solver:require(newNotEqual(rows[i], rows[j], 0))
      solver:require(newNotEqual(rows[i], rows[j], j - i))
      solver:require(newNotEqual(rows[i], rows[j], i - j))
    end
  end
  solver:solve(100)
  return solver
end

-- A list of `length` elements, each computed from its index, which begins at 0.
local function build(length, element)
  local result = {}
  for i = 1, length do result[i] = element(i - 1) end
  return result
end

-- A square of different numbers in which all rows, columns and diagonals have the same sum.
local function magicSquare(size, most)
  local solver = newSolver()
  local cells = build(size * size, function(i) return solver:variable("cell " .. i, 1, size * size) end)
  local ones = build(size, function() return 1 end)
  local total = size * (size * size + 1) / 2
  solver:require(newConstraint(AllDifferent, cells))
  for i = 0, size - 1 do
    solver:require(newSum(build(size, function(k) return cells[i * size + k + 1] end), ones, total))
    solver:require(newSum(build(size, function(k) return cells[k * size + i + 1] end), ones, total))
  end
  solver:require(newSum(build(size, function(k) return cells[k * size + k + 1] end), ones, total))
  solver:require(newSum(build(size, function(k) return cells[k * size + size - k] end), ones, total))
  -- Of squares that are turned and mirrored, only one.
  solver:require(newLess(cells[1], cells[size]))
  solver:require(newLess(cells[1], cells[size * size]))
  solver:require(newLess(cells[size], cells[size * (size - 1) + 1]))
  solver:solve(most)
  return solver
end

-- Digits for letters, such that the sum of the words is right.
local function letters(words, result)
  local solver = newSolver()
  local digits, factors, order = {}, {}, {}
  local all = { result }
  for i, word in ipairs(words) do table.insert(all, i, word) end
  for _, word in ipairs(all) do
    local factor = word == result and -1 or 1
    for char in word:reverse():gmatch(".") do
      if not digits[char] then
        digits[char] = solver:variable(char, 0, 9)
        table.insert(order, char)
      end
      factors[char] = (factors[char] or 0) + factor
      factor = factor * 10
    end
  end
  for _, word in ipairs(all) do digits[word:sub(1, 1)]:remove(0) end
  local variables = build(#order, function(i) return digits[order[i + 1]] end)
  solver:require(newConstraint(AllDifferent, variables))
  solver:require(newSum(variables, build(#order, function(i) return factors[order[i + 1]] end), 0))
  solver:solve(20)
  return solver
end

-- Marks on a ruler, no two pairs of which are equally far from each other.
local function ruler(marks, length)
  local solver = newSolver()
  local places = build(marks, function(i) return solver:variable("mark " .. i, 0, length) end)
  local distances = {}
  places[1]:keepOnly(0)
  places[marks]:keepOnly(length)
  for i = 1, marks do
    if i > 1 then solver:require(newLess(places[i - 1], places[i])) end
    for j = i + 1, marks do
      local distance = solver:variable("from " .. i - 1 .. " to " .. j - 1, 1, length)
      solver:require(newSum({ places[j], places[i], distance }, { 1, -1, -1 }, 0))
      table.insert(distances, distance)
    end
  end
  solver:require(newConstraint(AllDifferent, distances))
  solver:solve(100)
  return solver
end

-- Random numbers, the same in every language: all steps stay below 2^53.
local Generator = class()

function Generator:below(limit)
  self.state = self.state * 48271 % 2147483647
  return self.state % limit
end

-- Channels for radio stations: the nearer two of them are, the more their channels must differ. How many channels are needed?
local function channels(stations, seed)
  local count = 4
  while true do
    local random = setmetatable({ state = seed }, Generator)
    local solver = newSolver()
    local chosen = build(stations, function(i) return solver:variable("station " .. i, 1, count) end)
    for i = 1, stations do
      for j = i + 1, stations do
        if random:below(3) == 0 then solver:require(newApart(chosen[i], chosen[j], random:below(3) + 1)) end
      end
    end
    solver:solve(1)
    if solver.solutions > 0 then return solver end
    count = count + 1
  end
end

---- The work

local Figures = class()

function Figures:add(solver)
  self.solutions = self.solutions + solver.solutions
  self.choices = self.choices + solver.choices
  self.steps = self.steps + solver.steps
  self.sum = (self.sum * 31 + solver.sum) % 1000003
end

local function work(rounds)
  local figures = setmetatable({ solutions = 0, choices = 0, steps = 0, sum = 0 }, Figures)
  for round = 1, rounds do
    figures:add(queens(6 + round % 3))
    figures:add(magicSquare(3, 10))
    figures:add(magicSquare(4, 10))
    figures:add(letters({ "SEND", "MORE" }, "MONEY"))
    figures:add(letters({ "TWO", "TWO" }, "FOUR"))
    figures:add(ruler(6, 17))
    figures:add(channels(13, round * 1000))
  end
  return string.format("%d %d %d %d", figures.solutions, figures.choices, figures.steps, figures.sum)
end

-- Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
local rounds, times = tonumber(arg[1]) or 60, tonumber(arg[2])
local result
for _ = 1, times or 1 do
  local start = os.clock()
  result = work(rounds)
  if times then io.stderr:write(math.floor((os.clock() - start) * 1000), "\n") end
end
print(result)
