import { expect, it } from 'vitest';
import { Problem, problemOf } from './problem';

it('has the code, the sentence and the target of the answer', async () => {
  const body = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'Gone.', code: 'api_user_gone', target: 'delete[0]' };
  const problem = await problemOf(new Response(JSON.stringify(body), { status: 409 }));
  expect(problem).toMatchObject({ status: 409, code: 'api_user_gone', message: 'Gone.', target: 'delete[0]', retryAfterSeconds: null });
  expect(problem.isPassing).toBe(false);
});

it('has the seconds of Retry-After', async () => {
  const headers = { 'Retry-After': '872' };
  const problem = await problemOf(new Response('{"code":"sign_in_locked","detail":"Locked."}', { status: 429, headers }));
  expect(problem.retryAfterSeconds).toBe(872);
});

it('is unexpected_error when something in between answers', async () => {
  const problem = await problemOf(new Response('<html>Bad gateway</html>', { status: 502, statusText: 'Bad Gateway' }));
  expect(problem).toMatchObject({ code: 'unexpected_error', message: 'Bad Gateway', isPassing: true });
});

it('is passing when no answer came', () => {
  expect(new Problem(0, 'unreachable', 'No answer.').isPassing).toBe(true);
});

it('has the sentences of a refusal under /v4, which has no code', async () => {
  const body = { Messages: [{ Message: 'The group does not exist.' }, { Message: 'Nothing was changed.' }] };
  const problem = await problemOf(new Response(JSON.stringify(body), { status: 404 }));
  expect(problem).toMatchObject({ status: 404, code: 'refused', message: 'The group does not exist. Nothing was changed.' });
});
