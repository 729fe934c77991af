/** A piece of configuration to copy. */
export interface Snippet {
  readonly name: 'curl' | 'nginx' | 'caddy' | 'traefik' | 'envoy';
  /** As the gateway itself calls it, so it is not translated. */
  readonly title: string;
  readonly file: string;
  readonly text: string;
}

/** How each gateway asks `/verify` of this installation, at its own address (docs/how-to/verify-at-a-gateway.md). */
export function snippetsOf(origin: string): readonly Snippet[] {
  const { protocol, hostname, host, port } = new URL(origin);
  const secure = protocol === 'https:';
  const number = port || (secure ? '443' : '80');
  return [
    {
      name: 'curl',
      title: 'curl',
      file: 'sh',
      text: `# Whose credentials are these? 200 with X-Api-User, X-Operator and X-Partner, or 401.
curl -i -u 'USER_NAME:PASSWORD' ${origin}/verify

# The same with the token of a custom service.
TOKEN=$(curl -s ${origin}/identity/oauth/token \\
  -d grant_type=client_credentials -d client_id=CLIENT_ID -d client_secret=CLIENT_SECRET \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -i -H "Authorization: Bearer $TOKEN" ${origin}/verify
`,
    },
    {
      name: 'nginx',
      title: 'nginx: auth_request',
      file: 'nginx.conf',
      text: `location /api/ {
    auth_request /verify;
    auth_request_set $api_user $upstream_http_x_api_user;
    proxy_set_header X-Api-User $api_user;
    proxy_pass http://backend;
}

location = /verify {
    internal;
    proxy_pass ${origin}/verify;${secure ? '\n    proxy_ssl_server_name on;' : ''}
    proxy_set_header Host ${host};
    proxy_pass_request_body off;
    proxy_set_header Content-Length "";
    proxy_set_header X-Forwarded-For $remote_addr;
}
`,
    },
    {
      name: 'caddy',
      title: 'Caddy: forward_auth',
      file: 'Caddyfile',
      text: `api.example.com {
    forward_auth ${secure ? `https://${hostname}:${number}` : `${hostname}:${number}`} {
        uri /verify${secure ? '\n        header_up Host {upstream_hostport}' : ''}
        copy_headers X-Api-User X-Operator X-Partner
    }
    reverse_proxy backend:8080
}
`,
    },
    {
      name: 'traefik',
      title: 'Traefik: forwardAuth',
      file: 'traefik.yaml',
      text: `http:
  middlewares:
    accounts:
      forwardAuth:
        address: ${origin}/verify
        authResponseHeaders: [X-Api-User, X-Operator, X-Partner]
`,
    },
    {
      name: 'envoy',
      title: 'Envoy: ext_authz',
      file: 'envoy.yaml',
      text: `http_filters:
  - name: envoy.filters.http.ext_authz
    typed_config:
      "@type": type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
      http_service:
        server_uri: { uri: ${origin}, cluster: accounts, timeout: 2s }
        path_override: /verify
        authorization_response:
          allowed_upstream_headers:
            patterns: [{ exact: x-api-user }, { exact: x-operator }, { exact: x-partner }]

clusters:
  - name: accounts
    type: STRICT_DNS
    load_assignment:
      cluster_name: accounts
      endpoints:
        - lb_endpoints:
            - endpoint: { address: { socket_address: { address: ${hostname}, port_value: ${number} } } }
${
  secure
    ? `    transport_socket:
      name: envoy.transport_sockets.tls
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
        sni: ${hostname}
`
    : ''
}`,
    },
  ];
}
