-- Who called, as Kong knows it, on the root span of its opentelemetry plugin.
--
-- For the post-function plugin of Kong 3, phase "access": it runs after every plugin that
-- authenticates (its priority is -1000), and the spans are exported in the log phase. It stays
-- within Kong's default sandbox (untrusted_lua = sandbox): no require, no global of its own.
-- What it cannot tell it leaves out, and nothing that goes wrong in here fails a request.
--
--   kong.auth.consumer.id, .name, .custom_id   the consumer; somebody whom Kong let in without a
--                                              credential (the anonymous consumer) has one too
--   kong.auth.credential.id                    that Kong saw a credential, and which
--   aws.sigv4.access_key_id                    who signed; Kong does not verify the signature
--   aws.lattice.identity, aws.alb.oidc.subject what the load balancer in front says
--
-- Never a secret: of a credential its id alone, of a signature its key id alone. A value that is
-- longer than its kind can be is left out and not cut: half an identifier names somebody else.

-- Anybody can write these two headers into a request. Say true only where no request reaches Kong
-- but through a VPC Lattice service with auth type AWS_IAM, or through a listener of an Application
-- Load Balancer that authenticates: these replace what a client sent.
local BEHIND_LATTICE = false -- reads x-amzn-lattice-identity
local BEHIND_ALB = false -- reads x-amzn-oidc-identity

-- In bytes. IAM's ARNs have 2048 at most, OpenID Connect's subjects 255; Lattice adds to the
-- principal an organization, a network and names of a certificate, for which no limit is documented.
local ID = 255
local NAME = 255
local ARN = 2048
local LATTICE = 4096

local CONTROL = "%c"
local NOT_ASCII = "[^\32-\126]"

local KEY_ID = "(" .. string.rep("[A-Z2-7]", 20) .. ")"
local DATE = string.rep("%d", 8)
local SIGNED = "^AWS4%-[%u%d%-]+ "
local IN_HEADER = "[ ,]Credential=" .. KEY_ID .. "/" .. DATE .. "/"
local IN_QUERY = "&X%-Amz%-Credential=" .. KEY_ID .. "%%2[Ff]" .. DATE .. "%%2[Ff]"

local function put(root, key, value, most, foreign)
  if type(value) == "string" and value ~= "" and #value <= most and not string.find(value, foreign) then
    root:set_attribute(key, value)
  end
end

-- get_root_span is there from Kong 3.9 on. Before that the first span is the root.
local function root_span()
  local span = kong.tracing.get_root_span and kong.tracing.get_root_span()
  if not span then
    span = ngx.ctx.KONG_SPANS and ngx.ctx.KONG_SPANS[1]
  end
  return span
end

local function consumer(root)
  local known = kong.client.get_consumer()
  if known then
    put(root, "kong.auth.consumer.id", known.id, ID, NOT_ASCII)
    put(root, "kong.auth.consumer.name", known.username, NAME, CONTROL)
    put(root, "kong.auth.consumer.custom_id", known.custom_id, ARN, CONTROL)
  end
end

local function credential(root)
  local shown = kong.client.get_credential()
  if shown then
    put(root, "kong.auth.credential.id", shown.id, ID, NOT_ASCII)
  end
end

-- Not kong.request.get_header: it takes "x_amzn_oidc_identity" for "x-amzn-oidc-identity", and no
-- load balancer replaces that one. A header that came twice is a table, and counts as none.
local function headers()
  local all, cut = kong.request.get_headers()
  return cut and {} or all
end

-- In the header, or in the query of a URL that was signed in advance, never in both.
local function signer(root)
  local authorization = headers()["authorization"]
  local id
  if authorization == nil then
    id = string.match("&" .. kong.request.get_raw_query(), IN_QUERY)
  elseif type(authorization) == "string" and string.find(authorization, SIGNED) then
    id = string.match(authorization, IN_HEADER)
  end
  put(root, "aws.sigv4.access_key_id", id, ID, NOT_ASCII)
end

local function load_balancer(root)
  if BEHIND_LATTICE then
    put(root, "aws.lattice.identity", headers()["x-amzn-lattice-identity"], LATTICE, NOT_ASCII)
  end
  if BEHIND_ALB then
    put(root, "aws.alb.oidc.subject", headers()["x-amzn-oidc-identity"], ID, NOT_ASCII)
  end
end

-- Kong calls this for each request, and what is above once.
return function()
  local found, root = pcall(root_span)
  if found and root then
    pcall(consumer, root)
    pcall(credential, root)
    pcall(signer, root)
    pcall(load_balancer, root)
  end
end
