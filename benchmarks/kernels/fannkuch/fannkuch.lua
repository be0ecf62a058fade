local function fannkuch(n)
  local permutation, flipped, count = {}, {}, {}
  for i = 0, n - 1 do
    permutation[i] = i
    flipped[i] = 0
    count[i] = 0
  end
  local checksum, most, number, left = 0, 0, 0, n
  while true do
    while left > 1 do
      count[left - 1] = left
      left = left - 1
    end
    for i = 0, n - 1 do flipped[i] = permutation[i] end
    local flips = 0
    local first = flipped[0]
    while first ~= 0 do
      local low, high = 0, first
      while low < high do
        local kept = flipped[low]
        flipped[low] = flipped[high]
        flipped[high] = kept
        low = low + 1
        high = high - 1
      end
      flips = flips + 1
      first = flipped[0]
    end
    if flips > most then most = flips end
    if number % 2 == 0 then checksum = checksum + flips else checksum = checksum - flips end
    while true do
      if left == n then return checksum, most end
      local front = permutation[0]
      for i = 0, left - 1 do permutation[i] = permutation[i + 1] end
      permutation[left] = front
      count[left] = count[left] - 1
      if count[left] > 0 then break end
      left = left + 1
    end
    number = number + 1
  end
end

local checksum, most = fannkuch(10)
print(checksum .. " " .. most)
