import type { Schema } from '#/api/client';
import { Problem } from '#/api/problem';
import { isAbout } from '#/shared/faults';

/** What was typed into the wizard *Invite new user*. */
export interface Draft {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userName: string;
  readonly reason: string;
  /** The last day of access, as `<input type="date">` has it; empty for no end. */
  readonly lastDay: string;
  readonly roles: readonly number[];
  readonly apiOnly: boolean;
}

export const emptyDraft: Draft = {
  email: '',
  firstName: '',
  lastName: '',
  userName: '',
  reason: '',
  lastDay: '',
  roles: [],
  apiOnly: false,
};

export const steps = ['person', 'rights', 'send'] as const;
export type Step = (typeof steps)[number];

/** Access lasts until the end of the day in the zone of whoever invites. Null for no end. */
export function expiresAtOf(lastDay: string): string | null {
  const [year, month, day] = lastDay.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return new Date(year, month - 1, day + 1).toISOString();
}

export type PersonFault = 'emailMissing' | 'nameMissing' | 'lastDayPast';

/** What the first step lacks, by field. The server checks everything else. */
export function faultsOfPerson(draft: Draft, now: Date): { email?: PersonFault; name?: PersonFault; lastDay?: PersonFault } {
  const end = expiresAtOf(draft.lastDay);
  return {
    ...(draft.email.trim() === '' && { email: 'emailMissing' as const }),
    ...(`${draft.firstName}${draft.lastName}`.trim() === '' && { name: 'nameMissing' as const }),
    ...(end !== null && new Date(end) <= now && { lastDay: 'lastDayPast' as const }),
  };
}

export type RightsFault = 'roleMissing' | 'apiOnlyRoleMissing' | 'apiOnlyRole';

/** What the second step lacks: an API-only user needs both the flag and an API-only role, and nobody else may have such a role. */
export function faultOfRights(draft: Draft, roles: readonly Schema<'Role'>[]): RightsFault | null {
  const chosen = roles.filter(({ roleId }) => draft.roles.includes(roleId));
  if (chosen.length === 0) return 'roleMissing';
  const some = chosen.some(({ apiOnly }) => apiOnly);
  if (draft.apiOnly) return some ? null : 'apiOnlyRoleMissing';
  return some ? 'apiOnlyRole' : null;
}

export function requestOf(draft: Draft): Schema<'NewInvitation'> {
  return {
    email: draft.email.trim(),
    firstName: draft.firstName.trim(),
    lastName: draft.lastName.trim(),
    userName: draft.userName.trim() || null,
    reason: draft.reason.trim() || null,
    expiresAt: expiresAtOf(draft.lastDay),
    apiOnly: draft.apiOnly,
    roles: draft.roles.map((roleId) => ({ roleId, workspaceId: 0 })),
  };
}

const fields: Record<Step, readonly string[]> = {
  person: ['email', 'fullName', 'firstName', 'lastName', 'userName', 'reason', 'expiresAt'],
  rights: ['roles', 'apiOnly'],
  send: [],
};

/** The field that a refusal is about. A user name that is taken has none of its own in the answer. */
export function aboutField(error: unknown): Problem | null {
  if (!(error instanceof Problem)) return null;
  return error.code === 'user_name_taken' ? new Problem(error.status, error.code, error.message, 'userName') : error;
}

/** The step where a refusal can be mended; the last one if it is about no field. */
export function stepOf(error: unknown): Step {
  const problem = aboutField(error);
  return steps.find((step) => fields[step].some((field) => isAbout(problem, field))) ?? 'send';
}
