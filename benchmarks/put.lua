-- What wrk sends: PUT of a status, user after user, each round the other availability, so that every request is a change.
-- Arguments: API key, number of users, number of threads.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  local per_thread = tonumber(arguments[2]) / tonumber(arguments[3])
  first = number * per_thread
  count = per_thread
  sent = 0
  headers = { ["Authorization"] = "Bearer " .. arguments[1], ["Content-Type"] = "application/json" }
end

function request()
  local round = math.floor(sent / count)
  local user = first + sent % count + 1
  sent = sent + 1
  local body = round % 2 == 0 and '{"available":true}' or '{"available":false}'
  return wrk.format("PUT", string.format("/v1/users/%032x/status", user), headers, body)
end
