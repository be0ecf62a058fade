local function build(count)
  local pieces = {}
  for i = 0, count - 1 do
    pieces[#pieces + 1] = "item " .. i .. ": " .. i * 7919 % 10007 .. ", square " .. i * i .. "\n"
  end
  return table.concat(pieces)
end

local function split(text, separator)
  local parts, start = {}, 1
  while true do
    local first, last = text:find(separator, start, true)
    if not first then break end
    parts[#parts + 1] = text:sub(start, first - 1)
    start = last + 1
  end
  parts[#parts + 1] = text:sub(start)
  return parts
end

local bytes, parts, sum = 0, 0, 0
for _ = 1, 8 do
  local text = build(200000)
  bytes = bytes + #text
  for _, line in ipairs(split(text, "\n")) do
    local comma = line:find(", ", 1, true)
    if comma then
      parts = parts + 1
      sum = sum + tonumber(line:sub(comma + 9)) % 10
    end
  end
end
print(string.format("%d %d %d", bytes, parts, sum))
