import type { Schema } from '#/api/client';

export type ApiUser = Schema<'ApiUser'>;
export type NewApiUser = Schema<'CreateApiUser'>;

/** The most changes that can be saved at once. */
export const mostChanges = 49;

/** What is to be saved together: API users to add, each with a key of its own on this page, and the ids of those to delete. */
export interface Staged {
  readonly additions: readonly { readonly key: number; readonly apiUser: NewApiUser }[];
  readonly deletions: readonly string[];
}

export const nothing: Staged = { additions: [], deletions: [] };

export const countOf = (staged: Staged): number => staged.additions.length + staged.deletions.length;

export function withAddition(staged: Staged, apiUser: NewApiUser): Staged {
  const key = 1 + Math.max(0, ...staged.additions.map((addition) => addition.key));
  return { ...staged, additions: [...staged.additions, { key, apiUser }] };
}

export function withoutAddition(staged: Staged, key: number): Staged {
  return { ...staged, additions: staged.additions.filter((addition) => addition.key !== key) };
}

export function withDeletion(staged: Staged, apiUserId: string): Staged {
  return staged.deletions.includes(apiUserId) ? staged : { ...staged, deletions: [...staged.deletions, apiUserId] };
}

export function withoutDeletion(staged: Staged, apiUserId: string): Staged {
  return { ...staged, deletions: staged.deletions.filter((id) => id !== apiUserId) };
}

/** The body of the call that saves all or none. */
export function changesOf(staged: Staged): Schema<'ApiUserChanges'> {
  return { add: staged.additions.map((addition) => addition.apiUser), delete: [...staged.deletions] };
}

/** What others did between two reads of the list. */
export interface Meanwhile {
  readonly added: readonly ApiUser[];
  readonly deleted: readonly ApiUser[];
  readonly changed: readonly ApiUser[];
}

const edited = ({ description, type, enabled, expiresAt, rateLimit }: ApiUser) =>
  JSON.stringify([description, type, enabled, expiresAt, rateLimit?.requests, rateLimit?.seconds]);

export function meanwhile(before: readonly ApiUser[], after: readonly ApiUser[]): Meanwhile {
  const old = new Map(before.map((apiUser) => [apiUser.apiUserId, apiUser]));
  const now = new Set(after.map((apiUser) => apiUser.apiUserId));
  return {
    added: after.filter((apiUser) => !old.has(apiUser.apiUserId)),
    deleted: before.filter((apiUser) => !now.has(apiUser.apiUserId)),
    changed: after.filter((apiUser) => {
      const was = old.get(apiUser.apiUserId);
      return was !== undefined && edited(was) !== edited(apiUser);
    }),
  };
}

/** The same changes without deletions of what is gone already: the rest can be saved. */
export function withoutGone(staged: Staged, after: readonly ApiUser[]): Staged {
  const now = new Set(after.map((apiUser) => apiUser.apiUserId));
  return { ...staged, deletions: staged.deletions.filter((id) => now.has(id)) };
}
