-- What wrk sends: GET of the statuses of users at random. Arguments: API key, number of users, what the chance begins
-- with.
function init(arguments)
  math.randomseed(tonumber(arguments[3]))
  users = tonumber(arguments[2])
  headers = { ["Authorization"] = "Bearer " .. arguments[1] }
end

function request()
  local user = math.random(users)
  -- As databases.uuid_of has it.
  local uuid = string.format("%08x%024x", user * 2654435761 % 4294967296, user)
  return wrk.format("GET", "/v1/users/" .. uuid .. "/status", headers)
end
