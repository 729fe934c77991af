import { answerOf, api, type Schema, signInApi } from '#/api/client';
import { Problem, problemOf } from '#/api/problem';
import { sendOnce } from '#/api/send';
import type { Session } from './session';

/** A session of an operator, as the list of its sessions has it. */
export type SignedInSession = Schema<'Session'>;

/** The calls of the console's own routes. Those that sign in answer a 401 themselves; all others ask to sign in again. */
export const sessionCalls = {
  /** Null when signed out. */
  async read(): Promise<Session | null> {
    try {
      return await answerOf(signInApi.GET('/console/session'));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
  signIn: (userName: string, password: string) => answerOf(signInApi.POST('/console/session', { body: { userName, password } })),
  acceptInvitation: (token: string, password: string) =>
    answerOf(signInApi.POST('/console/session/invitation', { body: { token, password } })),
  changePassword: (currentPassword: string, newPassword: string) =>
    answerOf(signInApi.POST('/console/session/password', { body: { currentPassword, newPassword } })),
  signOut: () => answerOf(signInApi.DELETE('/console/session')),
  signOutEverywhere: () => answerOf(api.DELETE('/console/sessions')),
  list: () => answerOf(api.GET('/console/sessions')),
  end: (sessionId: string) => answerOf(api.DELETE('/console/sessions/{sessionId}', { params: { path: { sessionId } } })),
  listOf: (operatorId: string) => answerOf(api.GET('/api/v1/operators/{operatorId}/sessions', { params: { path: { operatorId } } })),
  endOf: (operatorId: string, sessionId: string) =>
    answerOf(api.DELETE('/api/v1/operators/{operatorId}/sessions/{sessionId}', { params: { path: { operatorId, sessionId } } })),
};

/** The calls of somebody who forgot the password. Both need no session. */
export const passwordCalls = {
  /** Always succeeds: the answer does not tell whether the user name exists. */
  forgot: (userName: string) => post('/api/v1/forgot-password', { userName }),
  reset: (token: string, newPassword: string) => post('/api/v1/forgot-password/complete', { token, newPassword }),
};

async function post(path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const request = new Request(new URL(path, window.location.origin), { method: 'POST', headers, body: JSON.stringify(body) });
  const response = await sendOnce(request);
  if (!response.ok) throw await problemOf(response);
}
