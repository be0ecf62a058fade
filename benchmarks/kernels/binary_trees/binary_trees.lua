local function make(depth)
  if depth == 0 then return { left = false, right = false } end
  return { left = make(depth - 1), right = make(depth - 1) }
end

local function count(tree)
  local left, right = tree.left, tree.right
  if not left or not right then return 1 end
  return 1 + count(left) + count(right)
end

local deepest = 17
local kept = make(deepest)
local depth = 4
while depth <= deepest do
  local times = 2 ^ (deepest - depth + 4)
  local sum = 0
  for _ = 1, times do sum = sum + count(make(depth)) end
  print(string.format("%d trees of depth %d: %d", times, depth, sum))
  depth = depth + 4
end
print("kept: " .. count(kept))
