import type { Schema } from '#/api/client';
import { kindOf } from '#/api/ids';

export type AuditAction = Schema<'AuditAction'>;

/** The kinds of changes by what they are about, in the order in which the filter shows them. */
export const actions = {
  operators: [
    'operatorCreated',
    'operatorChanged',
    'operatorDeleted',
    'operatorInvited',
    'invitationSent',
    'invitationAccepted',
    'invitationWithdrawn',
    'invitationExpired',
  ],
  apiUsers: ['apiUserRegistered', 'apiUserChanged', 'apiUserRotated', 'apiUserDeleted'],
  customServices: ['customServiceCreated', 'customServiceChanged', 'customServiceRotated', 'customServiceDeleted'],
  rights: [
    'authorizationGranted',
    'authorizationWithdrawn',
    'groupCreated',
    'groupChanged',
    'groupDeleted',
    'groupMemberAdded',
    'groupMemberRemoved',
    'roleCreated',
    'roleChanged',
    'roleDeleted',
    'credentialsStopped',
    'credentialConfirmed',
  ],
  signIns: ['signedIn', 'signInLocked', 'sessionEnded', 'refreshTokenReused'],
  mails: ['mailRefused', 'expiryWarned'],
} as const satisfies Record<string, readonly AuditAction[]>;

export const actionAreas = Object.keys(actions) as (keyof typeof actions)[];
const known: readonly AuditAction[] = Object.values(actions).flat();

/** What the audit is filtered by: it stays in the address. Times are ISO 8601 in UTC. */
export interface AuditFilter {
  readonly from?: string;
  readonly before?: string;
  readonly action?: AuditAction;
  readonly subject?: string;
  readonly actor?: string;
}

/** The filter of an address. What the server would refuse is left out. */
export function filterOf(search: Record<string, unknown>): AuditFilter {
  const time = (name: string) => (typeof search[name] === 'string' && !Number.isNaN(Date.parse(search[name])) ? search[name] : undefined);
  const id = (name: string) => (typeof search[name] === 'string' && kindOf(search[name]) !== null ? search[name] : undefined);
  const action = known.find((each) => each === search.action);
  const all = { from: time('from'), before: time('before'), action, subject: id('subject'), actor: id('actor') };
  return withoutEmpty(all);
}

/** A filter with a part changed. Undefined removes the part. */
export function withPart(filter: AuditFilter, part: { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined }): AuditFilter {
  return withoutEmpty({ ...filter, ...part });
}

function withoutEmpty(parts: Record<string, string | undefined>): AuditFilter {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** A time as `<input type="datetime-local">` has it, in the zone of the browser. */
export function toLocal(time: string | undefined): string {
  if (time === undefined) return '';
  const at = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** And back: undefined if nothing, or no whole time, is typed. */
export function fromLocal(text: string): string | undefined {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace('.000Z', 'Z');
}
