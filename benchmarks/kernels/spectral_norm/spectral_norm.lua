local function cell(i, j)
  local d = i + j
  return 1.0 / (d * (d + 1) / 2 + i + 1)
end

local function timesMatrix(from, to, n)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + cell(i, j) * from[j + 1] end
    to[i + 1] = sum
  end
end

local function timesTransposed(from, to, n)
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + cell(j, i) * from[j + 1] end
    to[i + 1] = sum
  end
end

local n = 1100
local u, v, between = {}, {}, {}
for i = 1, n do
  u[i] = 1.0
  v[i] = 0.0
  between[i] = 0.0
end
for _ = 1, 10 do
  timesMatrix(u, between, n)
  timesTransposed(between, v, n)
  timesMatrix(v, between, n)
  timesTransposed(between, u, n)
end
local uv, vv = 0.0, 0.0
for i = 1, n do
  uv = uv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(string.format("%.9f", math.sqrt(uv / vv)))
