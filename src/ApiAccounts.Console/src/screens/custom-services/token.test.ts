import { expect, it, vi } from 'vitest';
import { askForToken } from './token';

it('sends the credentials in the body, without the cookie', async () => {
  const fetch = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(Response.json({ access_token: 't', token_type: 'bearer', expires_in: 3599 }));
  expect(await askForToken('60000000-2000-8000-8080-0b3f1c2d4e5f', 'secret+/=')).toEqual({
    access_token: 't',
    token_type: 'bearer',
    expires_in: 3599,
  });
  const [path, init] = fetch.mock.calls[0] ?? [];
  expect(path).toBe('/identity/oauth/token');
  expect(init?.credentials).toBe('omit');
  expect(String(init?.body)).toBe(
    'grant_type=client_credentials&client_id=60000000-2000-8000-8080-0b3f1c2d4e5f&client_secret=secret%2B%2F%3D',
  );
});

it('throws the error of the answer', async () => {
  const body = { error: 'invalid_client', error_description: 'The client id or secret is wrong.' };
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json(body, { status: 401 }));
  await expect(askForToken('a', 'b')).rejects.toMatchObject({
    status: 401,
    code: 'invalid_client',
    message: 'The client id or secret is wrong.',
  });
});

it('throws unreachable when no answer comes', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(askForToken('a', 'b')).rejects.toMatchObject({ code: 'unreachable' });
});
