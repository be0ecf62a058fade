-- A reader and a writer of JSON: each round makes up a text, parses it into a tree, walks the tree for some figures, looks
-- members up, and prints the tree again. What was printed must give the same tree again.

local function class()
  local made = {}
  made.__index = made
  return made
end

-- A number with at most two digits behind the point.
local function writeNumber(value, out)
  if value < 0 then out[#out + 1] = "-" end
  local hundredths = math.floor(math.abs(value) * 100 + 0.5)
  local rest = hundredths % 100
  out[#out + 1] = string.format("%d", (hundredths - rest) / 100)
  if rest > 0 then out[#out + 1] = rest < 10 and ".0" .. rest or "." .. rest end
end

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n" }

local function writeText(text, out)
  out[#out + 1] = '"'
  local start = 1
  for i = 1, #text do
    local code = text:byte(i)
    if code < 32 or code == 34 or code == 92 then
      out[#out + 1] = text:sub(start, i - 1)
      local char = string.char(code)
      out[#out + 1] = escapes[char] or string.format("\\u%04x", code)
      start = i + 1
    end
  end
  out[#out + 1] = text:sub(start)
  out[#out + 1] = '"'
end

---- The tree

local JsonNull, JsonTruth, JsonNumber, JsonText, JsonItems, JsonObject = class(), class(), class(), class(), class(), class()

function JsonNull:visit(figures, depth) figures:add(depth) end
function JsonNull:write(out) out[#out + 1] = "null" end

function JsonTruth:visit(figures, depth)
  figures:add(depth)
  if self.value then figures.truths = figures.truths + 1 end
end
function JsonTruth:write(out) out[#out + 1] = self.value and "true" or "false" end

function JsonNumber:visit(figures, depth)
  figures:add(depth)
  figures.sum = figures.sum + self.value
end
function JsonNumber:write(out) writeNumber(self.value, out) end

function JsonText:visit(figures, depth)
  figures:add(depth)
  figures.letters = figures.letters + #self.value
end
function JsonText:write(out) writeText(self.value, out) end

function JsonItems:visit(figures, depth)
  figures:add(depth)
  for _, value in ipairs(self.values) do value:visit(figures, depth + 1) end
end
function JsonItems:write(out)
  local separator = "["
  for _, value in ipairs(self.values) do
    out[#out + 1] = separator
    value:write(out)
    separator = ","
  end
  out[#out + 1] = #self.values == 0 and "[]" or "]"
end

-- Tables have no order, so the keys are kept beside.
function JsonObject:visit(figures, depth)
  figures:add(depth)
  for _, key in ipairs(self.keys) do
    figures.letters = figures.letters + #key
    self.members[key]:visit(figures, depth + 1)
  end
end
function JsonObject:write(out)
  local separator = "{"
  for _, key in ipairs(self.keys) do
    out[#out + 1] = separator
    writeText(key, out)
    out[#out + 1] = ":"
    self.members[key]:write(out)
    separator = ","
  end
  out[#out + 1] = #self.keys == 0 and "{}" or "}"
end

---- Making up a text

-- Random numbers, the same in every language: all steps stay below 2^53.
local Generator = class()

function Generator:below(limit)
  self.state = self.state * 48271 % 2147483647
  return self.state % limit
end

local syllables = { "ba", "do", "fi", "ku", "le", "mo", "na", "pi", "ro", "su", "ta", "ve" }
local rareEnds = { [0] = "\\n", '\\"', "\\\\", "\\u0007" }

local Author = class()

function Author:put(text) self.out[#self.out + 1] = text end

function Author:document(records)
  self:put('{"version": 3, "records": [')
  for i = 1, records do
    if i > 1 then self:put(",") end
    self:put("\n  ")
    self:record(i, 2)
  end
  self:put('\n], "complete": true}\n')
  return table.concat(self.out)
end

-- One object, with others inside of it up to `depth` levels.
function Author:record(number, depth)
  local random = self.random
  self:put('{"id": ' .. number .. ', "name": ')
  self:text(2)
  self:put(', "price": ')
  writeNumber((random:below(2000000) - 500000) / 100, self.out)
  self:put(random:below(3) == 0 and ', "active": false' or ', "active": true')
  self:put(', "note": ')
  if random:below(4) == 0 then self:put("null") else self:text(6) end
  self:put(', "tags": [')
  for i = 1, random:below(5) + 1 do
    if i > 1 then self:put(", ") end
    self:text(1)
  end
  self:put('], "place": {"x": ' .. random:below(1000) .. ', "y": ' .. string.format("%d", -random:below(1000)) .. "}")
  if depth > 0 then
    self:put(', "parts": [')
    for i = 1, random:below(4) + 1 do
      if i > 1 then self:put(", ") end
      self:record(number * 10 + i, depth - 1)
    end
    self:put("]")
  end
  self:put("}")
end

-- A text of some words; some of them have escapes.
function Author:text(words)
  local random = self.random
  self:put('"')
  for i = 1, words do
    if i > 1 then self:put(" ") end
    for _ = 0, random:below(3) do self:put(syllables[random:below(12) + 1]) end
    local rare = rareEnds[random:below(40)]
    if rare then self:put(rare) end
  end
  self:put('"')
end

---- Reading

local Parser = class()

local function newParser(text) return setmetatable({ source = text, at = 1 }, Parser) end

local byte = string.byte
local quote, backslash, comma, colon, point, minus = byte('"'), byte("\\"), byte(","), byte(":"), byte("."), byte("-")
local openBrace, closeBrace, openBracket, closeBracket = byte("{"), byte("}"), byte("["), byte("]")
local letterT, letterF, letterN = byte("t"), byte("f"), byte("n")

local function isDigit(char) return char >= 48 and char <= 57 end
local function isSpace(char) return char == 32 or char == 10 or char == 9 or char == 13 end

function Parser:parseDocument()
  local value = self:parseValue()
  self:skipSpace()
  if self.at <= #self.source then self:fail("something behind the end") end
  return value
end

function Parser:parseValue()
  self:skipSpace()
  local char = self:peek()
  if char == openBrace then return self:parseObject() end
  if char == openBracket then return self:parseItems() end
  if char == quote then return setmetatable({ value = self:parseText() }, JsonText) end
  if char == letterT then return self:parseWord("true", setmetatable({ value = true }, JsonTruth)) end
  if char == letterF then return self:parseWord("false", setmetatable({ value = false }, JsonTruth)) end
  if char == letterN then return self:parseWord("null", setmetatable({}, JsonNull)) end
  return self:parseNumber()
end

function Parser:parseObject()
  local keys, members = {}, {}
  self:expect(openBrace)
  if not self:accept(closeBrace) then
    while true do
      self:skipSpace()
      local key = self:parseText()
      self:expect(colon)
      if members[key] == nil then keys[#keys + 1] = key end
      members[key] = self:parseValue()
      if self:accept(closeBrace) then break end
      self:expect(comma)
    end
  end
  return setmetatable({ keys = keys, members = members }, JsonObject)
end

function Parser:parseItems()
  local values = {}
  self:expect(openBracket)
  if not self:accept(closeBracket) then
    while true do
      values[#values + 1] = self:parseValue()
      if self:accept(closeBracket) then break end
      self:expect(comma)
    end
  end
  return setmetatable({ values = values }, JsonItems)
end

-- A text without escapes is one slice; otherwise the parts between them are collected.
function Parser:parseText()
  if self:peek() ~= quote then self:fail("expected a text") end
  self.at = self.at + 1
  local start = self.at
  self:skipPlain()
  if self:peek() == quote then
    self.at = self.at + 1
    return self.source:sub(start, self.at - 2)
  end
  local result = {}
  while self:peek() == backslash do
    result[#result + 1] = self.source:sub(start, self.at - 1)
    self.at = self.at + 1
    result[#result + 1] = self:parseEscape()
    start = self.at
    self:skipPlain()
  end
  if self:peek() ~= quote then self:fail("the text does not end") end
  self.at = self.at + 1
  result[#result + 1] = self.source:sub(start, self.at - 2)
  return table.concat(result)
end

function Parser:skipPlain()
  while self.at <= #self.source do
    local char = byte(self.source, self.at)
    if char == quote or char == backslash then return end
    self.at = self.at + 1
  end
end

local plainEscapes = { n = "\n", t = "\t", r = "\r", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

function Parser:parseEscape()
  local char = string.char(self:peek())
  self.at = self.at + 1
  if char == "u" then return self:parseUnicode() end
  return plainEscapes[char] or self:fail("unknown escape")
end

function Parser:parseUnicode()
  local digits = self.source:sub(self.at, self.at + 3)
  if not digits:find("^%x%x%x%x$") then self:fail("expected four hexadecimal digits") end
  self.at = self.at + 4
  return string.char(tonumber(digits, 16))
end

function Parser:parseNumber()
  local isNegative = self:peek() == minus
  if isNegative then self.at = self.at + 1 end
  if not isDigit(self:peek()) then self:fail("expected a value") end
  local digits, scale = 0, 1
  while isDigit(self:peek()) do digits = digits * 10 + self:digit() end
  if self:peek() == point then
    self.at = self.at + 1
    while isDigit(self:peek()) do
      digits = digits * 10 + self:digit()
      scale = scale * 10
    end
  end
  local value = digits / scale
  return setmetatable({ value = isNegative and -value or value }, JsonNumber)
end

function Parser:digit()
  self.at = self.at + 1
  return byte(self.source, self.at - 1) - 48
end

function Parser:parseWord(word, value)
  for i = 1, #word do
    if byte(self.source, self.at + i - 1) ~= byte(word, i) then self:fail("expected a value") end
  end
  self.at = self.at + #word
  return value
end

function Parser:skipSpace()
  while isSpace(self:peek()) do self.at = self.at + 1 end
end

-- The next character, or zero at the end.
function Parser:peek() return byte(self.source, self.at) or 0 end

function Parser:accept(char)
  self:skipSpace()
  if self:peek() ~= char then return false end
  self.at = self.at + 1
  return true
end

function Parser:expect(char)
  if not self:accept(char) then self:fail("expected " .. string.char(char)) end
end

function Parser:fail(message) error(message .. " at offset " .. self.at - 1) end

---- Walking through the tree

local Figures = class()

function Figures:add(depth)
  self.values = self.values + 1
  if depth > self.deepest then self.deepest = depth end
end

local function isA(value, kind) return value ~= nil and getmetatable(value) == kind end

local function number(value) return isA(value, JsonNumber) and value.value or 0 end

-- The sum of the prices of all active records, found by the names of the members.
local function activePrices(value)
  local total = 0
  if isA(value, JsonItems) then
    for _, item in ipairs(value.values) do total = total + activePrices(item) end
  elseif isA(value, JsonObject) then
    local active = value.members.active
    if isA(active, JsonTruth) and active.value then total = total + number(value.members.price) end
    local inner = value.members.parts or value.members.records
    if inner then total = total + activePrices(inner) end
  end
  return total
end

---- The work

local function printed(value)
  local out = {}
  value:write(out)
  return table.concat(out)
end

local function hash(text)
  local hash = 7
  for i = 1, #text do hash = (hash * 31 + byte(text, i)) % 16777213 end
  return hash
end

local function work(rounds)
  local figures = setmetatable({ values = 0, deepest = 0, truths = 0, letters = 0, sum = 0 }, Figures)
  local prices, bytes, sum = 0, 0, 0
  for round = 1, rounds do
    local random = setmetatable({ state = round }, Generator)
    local text = setmetatable({ random = random, out = {} }, Author):document(40)
    local tree = newParser(text):parseDocument()
    local once = printed(tree)
    if printed(newParser(once):parseDocument()) ~= once then error("the trees differ") end
    tree:visit(figures, 1)
    prices = prices + math.floor(activePrices(tree) * 100 + 0.5)
    bytes = bytes + #text
    sum = (sum + hash(once)) % 16777213
  end
  local numbers = math.floor(figures.sum * 100 + 0.5)
  return string.format("%d %d %d %d %d %d %d %d", bytes, figures.values, figures.deepest, figures.truths, figures.letters, numbers,
    prices, sum)
end

-- Arguments: how many rounds; how many times to do that, with the milliseconds of each on standard error.
local rounds, times = tonumber(arg[1]) or 120, tonumber(arg[2])
local result
for _ = 1, times or 1 do
  local start = os.clock()
  result = work(rounds)
  if times then io.stderr:write(math.floor((os.clock() - start) * 1000), "\n") end
end
print(result)
