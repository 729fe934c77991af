import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { snippetsOf } from './gateways';

const textOf = (origin: string, name: string) => snippetsOf(origin).find((snippet) => snippet.name === name)?.text ?? '';

it('has the address of the installation in every snippet', () => {
  for (const { text } of snippetsOf('https://accounts.example.com')) expect(text).toContain('accounts.example.com');
});

it('passes the name of the host and asks for its certificate over TLS', () => {
  const nginx = textOf('https://accounts.example.com', 'nginx');
  expect(nginx).toContain('proxy_pass https://accounts.example.com/verify;\n    proxy_ssl_server_name on;');
  expect(nginx).toContain('proxy_set_header Host accounts.example.com;');
  expect(textOf('https://accounts.example.com', 'caddy')).toContain('forward_auth https://accounts.example.com:443 {');
});

it('has the port of a local system, without TLS', () => {
  expect(textOf('http://127.0.0.1:7071', 'nginx')).not.toContain('proxy_ssl');
  expect(textOf('http://127.0.0.1:7071', 'caddy')).toContain('forward_auth 127.0.0.1:7071 {\n        uri /verify\n');
  expect(textOf('http://127.0.0.1:7071', 'curl')).toContain("curl -i -u 'USER_NAME:PASSWORD' http://127.0.0.1:7071/verify");
});

it('is valid YAML for Traefik and Envoy', () => {
  const traefik = parse(textOf('https://accounts.example.com', 'traefik'));
  expect(traefik.http.middlewares.accounts.forwardAuth.address).toBe('https://accounts.example.com/verify');
  const envoy = parse(textOf('https://accounts.example.com', 'envoy'));
  expect(envoy.http_filters[0].typed_config.http_service.path_override).toBe('/verify');
  expect(envoy.clusters[0].load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address).toEqual({
    address: 'accounts.example.com',
    port_value: 443,
  });
  expect(envoy.clusters[0].transport_socket.typed_config.sni).toBe('accounts.example.com');
  expect(parse(textOf('http://127.0.0.1:7071', 'envoy')).clusters[0].transport_socket).toBeUndefined();
});
