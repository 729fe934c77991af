import type { Schema } from '#/api/client';
import { can, type Session } from '#/session/session';

export type ApiUser = Schema<'ApiUser'>;

/** Whether an API user works: a disabled one can be enabled again, an expired one needs another end. */
export function stateOf({ enabled, expiresAt }: Pick<ApiUser, 'enabled' | 'expiresAt'>, now: Date): 'active' | 'disabled' | 'expired' {
  if (!enabled) return 'disabled';
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'active';
}

/** Whether one may change, rotate and delete an API user: those of oneself, and with the right, all. */
export function mayManage(session: Session, { operatorId }: Pick<ApiUser, 'operatorId'>): boolean {
  return can(session, 'manageApiUsers') || session.operatorId === operatorId;
}
