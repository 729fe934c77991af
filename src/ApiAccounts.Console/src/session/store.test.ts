// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '#/api/problem';
import { send } from '#/api/send';
import type { Session } from './session';
import { sessionStore } from './store';

const ada: Session = {
  operatorId: '40000000-2000-8000-8080-0fc28d1189f3',
  userId: 7,
  userName: 'ada@demo.example',
  firstName: 'Ada',
  lastName: 'Archer',
  email: 'ada@demo.example',
  isAdministrator: false,
  permissions: [],
  mustChangePassword: false,
  idleTimeoutSeconds: 1800,
  expiresAt: '2026-12-01T10:00:00Z',
};

const answers: Response[] = [];
const sent: string[] = [];
const url = 'http://127.0.0.1/api/v1/api-users';
const post = () => new Request(url, { method: 'POST', body: 'typed' });
let otherTab: BroadcastChannel;

beforeEach(() => {
  sent.length = answers.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(`${request.method} ${request.headers.get('X-Console')} ${await request.text()}`);
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer;
  });
  sessionStore.signedIn(ada);
  otherTab = new BroadcastChannel('api-accounts-session');
});

afterEach(() => otherTab.close());

it('sends a call again, with its body, once one is signed in again', async () => {
  answers.push(new Response(null, { status: 401 }), new Response('saved'));
  const call = send(post());
  await vi.waitFor(() => expect(sessionStore.snapshot().endedMeanwhile).toBe(true));
  sessionStore.signedIn(ada);
  expect(await (await call).text()).toBe('saved');
  expect(sent).toEqual(['POST 1 typed', 'POST 1 typed']);
  expect(sessionStore.snapshot().endedMeanwhile).toBe(false);
});

it('asks once for several calls', async () => {
  answers.push(new Response(null, { status: 401 }), new Response(null, { status: 401 }), new Response('1'), new Response('2'));
  const calls = [send(post()), send(post())];
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await vi.waitFor(() => expect(sessionStore.snapshot().endedMeanwhile).toBe(true));
  sessionStore.signedIn(ada);
  expect((await Promise.all(calls)).map((answer) => answer.status)).toEqual([200, 200]);
});

it('lets a call fail when one does not want to sign in again', async () => {
  answers.push(new Response(null, { status: 401 }));
  const call = send(post());
  await vi.waitFor(() => expect(sessionStore.snapshot().endedMeanwhile).toBe(true));
  sessionStore.giveUp();
  expect((await call).status).toBe(401);
  expect(sent).toHaveLength(1);
});

it('is unreachable without an answer', async () => {
  const problem = await send(post()).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ code: 'unreachable' });
});

it('signs out with another tab, and says where', async () => {
  const signedOut = vi.fn(async () => {});
  sessionStore.onSignedOut = signedOut;
  otherTab.postMessage({ kind: 'signedOut' });
  await vi.waitFor(() => expect(sessionStore.snapshot().session).toBeNull());
  expect(signedOut).toHaveBeenCalledWith('elsewhere');
});

it('continues what waits when another tab signs in again', async () => {
  answers.push(new Response(null, { status: 401 }), Response.json(ada), new Response('saved'));
  const call = send(post());
  await vi.waitFor(() => expect(sessionStore.snapshot().endedMeanwhile).toBe(true));
  otherTab.postMessage({ kind: 'signedIn', operatorId: ada.operatorId });
  expect(await (await call).text()).toBe('saved');
});

it('starts over when another tab signs in as somebody else', async () => {
  const startOver = vi.fn();
  sessionStore.onOtherOperator = startOver;
  otherTab.postMessage({ kind: 'signedIn', operatorId: '40000000-2000-8000-8080-000000000001' });
  await vi.waitFor(() => expect(startOver).toHaveBeenCalled());
});
