local function sieve(limit)
  local crossed = {}
  for n = 1, limit do crossed[n] = false end
  local count = 0
  for n = 2, limit do
    if not crossed[n] then
      count = count + 1
      local multiple = n * n
      while multiple <= limit do
        crossed[multiple] = true
        multiple = multiple + n
      end
    end
  end
  return count
end

local sum = 0
for _ = 1, 10 do sum = sum + sieve(5000000) end
print(sum)
