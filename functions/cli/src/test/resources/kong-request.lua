-- One request as the access phase sees it: what Kong's PDK and nginx answer, no more than the texts
-- in infra/kong could ask for. A test changes it before they run.

consumer = nil
credential = nil
query = ""
headers = {}
cut = nil
attributes = {}
cleared = {}
status = nil

-- kong/pdk/tracing.lua: what is no string, number or boolean is an error.
span = {
  set_attribute = function(_, key, value)
    local kind = type(value)
    if type(key) ~= "string" or kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
      error("invalid value")
    end
    attributes[key] = value
  end,
}

-- ngx.req.get_headers: lower-case names, a table for what came twice; a name that is not there is
-- looked for once more with dashes for underscores.
local function listed()
  return setmetatable(headers, {
    __index = function(all, name)
      return rawget(all, (string.gsub(string.lower(name), "_", "-")))
    end,
  })
end

-- An nginx variable knows no dashes, so either spelling answers.
local function variable(name)
  local wanted = string.gsub(name, "-", "_")
  for key, value in pairs(headers) do
    if string.gsub(key, "-", "_") == wanted then
      return type(value) == "table" and table.concat(value, ", ") or value
    end
  end
end

kong = {
  tracing = { get_root_span = function() return span end },
  client = {
    get_consumer = function() return consumer end,
    get_credential = function() return credential end,
  },
  request = {
    get_header = variable,
    get_headers = function() return listed(), cut end,
    get_raw_query = function() return query end,
  },
  service = { request = { clear_header = function(name)
    cleared[#cleared + 1] = name
    headers[name] = nil
  end } },
  response = { exit = function(code) status = code end },
}

ngx = { ctx = {} }
