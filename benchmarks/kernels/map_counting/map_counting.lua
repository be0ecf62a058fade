local state = 42
local function following()
  state = (state * 3877 + 29573) % 139968
  return state
end

local byNumber, byText = {}, {}
for _ = 1, 12000000 do
  local key = following() * 7 % 50021
  byNumber[key] = (byNumber[key] or 0) + 1
end
local names = {}
for i = 0, 999 do names[i] = "name" .. i * 37 % 1000 end
for _ = 1, 12000000 do
  local key = names[following() % 1000]
  byText[key] = (byText[key] or 0) + 1
end
local numbers, sum, texts, most = 0, 0, 0, 0
for key, count in pairs(byNumber) do
  numbers = numbers + 1
  sum = sum + key * count
end
for _, count in pairs(byText) do
  texts = texts + 1
  if count > most then most = count end
end
print(string.format("%d %d %d %d", numbers, sum, texts, most))
