-- What wrk sends: PUT of a status, each user once a round, each round the other availability, so that every request is
-- a change. Neighbours in time are no neighbours in the tables. Arguments: API key, number of users,
-- how many requests to begin after.
local STEP = 7919 -- a prime, which divides no number of users here

function init(arguments)
  users = tonumber(arguments[2])
  sent = tonumber(arguments[3]) - 1 -- wrk makes one request more than it sends, the first, to look at it
  headers = { ["Authorization"] = "Bearer " .. arguments[1], ["Content-Type"] = "application/json" }
end

function request()
  local user = sent * STEP % users + 1
  local body = math.floor(sent / users) % 2 == 0 and '{"available":true}' or '{"available":false}'
  sent = sent + 1
  -- As databases.uuid_of has it.
  local uuid = string.format("%08x%024x", user * 2654435761 % 4294967296, user)
  return wrk.format("PUT", "/v1/users/" .. uuid .. "/status", headers, body)
end
