-- Takes out of a request what only a load balancer of AWS may say, so that no service behind Kong
-- (and not identity.lua either) takes a client's word for it.
--
-- For the pre-function plugin, phase "access": nothing runs before it (its priority is 1000000).
-- Kong takes header names with underscores too, and to much software "x_amzn_oidc_identity" is
-- "x-amzn-oidc-identity"; load balancers leave such a copy alone. It goes in any case.

-- As in identity.lua: true keeps the headers that this load balancer itself has set.
local BEHIND_LATTICE = false
local BEHIND_ALB = false

-- Amazon VPC Lattice User Guide, "HTTP targets"; Elastic Load Balancing, "Authenticate users".
local MEANT_BY = {
  ["x-amzn-lattice-identity"] = BEHIND_LATTICE,
  ["x-amzn-lattice-identity-tags"] = BEHIND_LATTICE,
  ["x-amzn-lattice-network"] = BEHIND_LATTICE,
  ["x-amzn-lattice-target"] = BEHIND_LATTICE,
  ["x-amzn-oidc-accesstoken"] = BEHIND_ALB,
  ["x-amzn-oidc-data"] = BEHIND_ALB,
  ["x-amzn-oidc-identity"] = BEHIND_ALB,
}
local MOST = 1000 -- more than that Kong cannot list

return function()
  local headers, cut = kong.request.get_headers(MOST)
  if cut then
    return kong.response.exit(431)
  end
  for name in pairs(headers) do
    local plain = string.gsub(string.lower(name), "_", "-")
    local trusted = MEANT_BY[plain]
    if trusted ~= nil and not (trusted and name == plain) then
      kong.service.request.clear_header(name)
    end
  end
end
