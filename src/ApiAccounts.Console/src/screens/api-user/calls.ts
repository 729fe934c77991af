import { answerOf, api, type Schema } from '#/api/client';
import { Problem, problemOf } from '#/api/problem';
import { send } from '#/api/send';
import type { ApiUser } from './apiUser';

export const apiUserKey = (apiUserId: string) => ['api-users', apiUserId] as const;
export const usageKey = (apiUserId: string, by: string) => [...apiUserKey(apiUserId), 'usage', by] as const;

/** @throws {Problem} */
export function readApiUser(apiUserId: string): Promise<ApiUser> {
  return answerOf(api.GET('/api/v1/api-users/{apiUserId}', { params: { path: { apiUserId } } }));
}

/** @throws {Problem} */
export function changeApiUser(apiUserId: string, body: Schema<'UpdateApiUser'>): Promise<ApiUser> {
  return answerOf(api.PUT('/api/v1/api-users/{apiUserId}', { params: { path: { apiUserId } }, body }));
}

/**
 * Replaces the secret. The same key gets the same answer again, secret included, if the first one was lost.
 * @throws {Problem}
 */
export function rotateApiUser(apiUserId: string, overlapDays: number, key: string): Promise<Schema<'ApiUserWithSecret'>> {
  const options = { params: { path: { apiUserId } }, headers: { 'Idempotency-Key': key }, body: { overlapDays } };
  return answerOf(api.POST('/api/v1/api-users/{apiUserId}/rotate', options));
}

/** Deletes it. One that somebody else deleted before is deleted as well. @throws {Problem} */
export async function deleteApiUser(apiUserId: string): Promise<void> {
  try {
    await answerOf(api.DELETE('/api/v1/api-users/{apiUserId}', { params: { path: { apiUserId } } }));
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error;
  }
}

/** @throws {Problem} */
export function readUsage(apiUserId: string, by: 'hour' | 'day'): Promise<Schema<'Usage'>> {
  return answerOf(api.GET('/api/v1/api-users/{apiUserId}/usage', { params: { path: { apiUserId }, query: { by } } }));
}

/** How many requests ended with an error, by code and UTC day, of the last 8 days. The code is null where none was reported. */
export interface Errors {
  readonly asOf: string;
  readonly list: readonly { readonly at: string; readonly code: number | null; readonly errors: number }[];
}

/** @throws {Problem} */
export async function readErrors(apiUserId: string): Promise<Errors> {
  const response = await send(new Request(new URL(`/api/v1/api-users/${encodeURIComponent(apiUserId)}/errors`, window.location.origin)));
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Errors;
}

/**
 * The id of the one who made an API user, or null if the audit trail does not tell: the system made it, or it is too long ago.
 * @throws {Problem}
 */
export async function readCreator(subject: string): Promise<string | null> {
  const query = { subject, action: 'apiUserRegistered', pageSize: 1 } as const;
  const { entries } = await answerOf(api.GET('/api/v1/audit', { params: { query } }));
  return entries[0]?.actor ?? null;
}
