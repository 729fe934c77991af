import { problemOf } from '#/api/problem';
import { send, sendOnce } from '#/api/send';
import type { Session } from './session';

/** A session of the operator, as the list of its sessions has it. */
export interface SignedInSession {
  readonly sessionId: string;
  readonly current: boolean;
  readonly client: string;
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
}

type Send = (request: Request) => Promise<Response>;

async function call(how: Send, method: string, path: string, body?: object): Promise<Response> {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const request = new Request(new URL(path, window.location.origin), { method, headers, body: body ? JSON.stringify(body) : null });
  const response = await how(request);
  if (!response.ok) throw await problemOf(response);
  return response;
}

const session = async (response: Promise<Response>) => (await (await response).json()) as Session;

/** The calls of the console's own routes. Those that sign in answer a 401 themselves; all others ask to sign in again. */
export const sessionCalls = {
  /** Null when signed out. */
  async read(): Promise<Session | null> {
    const response = await sendOnce(new Request(new URL('/console/session', window.location.origin)));
    if (response.status === 401) return null;
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as Session;
  },
  signIn: (userName: string, password: string) => session(call(sendOnce, 'POST', '/console/session', { userName, password })),
  acceptInvitation: (token: string, password: string) =>
    session(call(sendOnce, 'POST', '/console/session/invitation', { token, password })),
  changePassword: (currentPassword: string, newPassword: string) =>
    session(call(sendOnce, 'POST', '/console/session/password', { currentPassword, newPassword })),
  signOut: () => call(sendOnce, 'DELETE', '/console/session'),
  signOutEverywhere: () => call(send, 'DELETE', '/console/sessions'),
  async list(): Promise<SignedInSession[]> {
    return (await call(send, 'GET', '/console/sessions')).json();
  },
  end: (sessionId: string) => call(send, 'DELETE', `/console/sessions/${encodeURIComponent(sessionId)}`),
  async listOf(operatorId: string): Promise<SignedInSession[]> {
    return (await call(send, 'GET', `/api/v1/operators/${encodeURIComponent(operatorId)}/sessions`)).json();
  },
  endOf: (operatorId: string, sessionId: string) =>
    call(send, 'DELETE', `/api/v1/operators/${encodeURIComponent(operatorId)}/sessions/${encodeURIComponent(sessionId)}`),
};

/** The calls of somebody who forgot the password. Both need no session. */
export const passwordCalls = {
  /** Always succeeds: the answer does not tell whether the user name exists. */
  forgot: (userName: string) => call(sendOnce, 'POST', '/api/v1/forgot-password', { userName }),
  reset: (token: string, newPassword: string) => call(sendOnce, 'POST', '/api/v1/forgot-password/complete', { token, newPassword }),
};
