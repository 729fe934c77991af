import { expect, it } from 'vitest';
import { withCaller } from './tryOut';

const origin = 'https://accounts.example.com';

it('sends a call without credentials as a call of the session', () => {
  const request = withCaller({ url: `${origin}/api/v1/roles`, headers: { accept: 'application/json' } }, origin);
  expect(request).toMatchObject({ credentials: 'same-origin', headers: { accept: 'application/json', 'X-Console': '1' } });
});

it('sends a call with credentials without the session', () => {
  const request = withCaller({ url: '/verify', headers: { Authorization: 'Basic YTpi' } }, origin);
  expect(request.credentials).toBe('omit');
  expect(request.headers).toEqual({ Authorization: 'Basic YTpi', 'X-Console': '1' });
});

it('adds nothing to a call of another server', () => {
  const request = withCaller({ url: 'http://127.0.0.1:7071/api/v1/roles', headers: {} }, origin);
  expect(request).toEqual({ url: 'http://127.0.0.1:7071/api/v1/roles', headers: {} });
});
