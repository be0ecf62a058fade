local function steps(cx, cy, most)
  local x, y, count = 0.0, 0.0, 0
  while count < most and x * x + y * y <= 4.0 do
    local next = x * x - y * y + cx
    y = 2.0 * x * y + cy
    x = next
    count = count + 1
  end
  return count
end

local size = 1200
local sum = 0
for row = 0, size - 1 do
  for column = 0, size - 1 do
    sum = sum + steps(column * 3.0 / size - 2.0, row * 2.0 / size - 1.0, 200)
  end
end
print(sum)
