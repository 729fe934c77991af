import type { Schema } from '#/api/client';
import { types } from '#/screens/api-users/query';
import type { ApiUser } from './apiUser';

/** What is typed in the form. */
export interface Settings {
  readonly description: string;
  readonly type: ApiUser['type'];
  readonly expires: boolean;
  /** As `<input type="datetime-local">` has it, in the zone of the browser: 2026-12-31T23:59. */
  readonly expiresAt: string;
  readonly limited: boolean;
  readonly requests: string;
  readonly seconds: string;
}

export type Fault = 'descriptionTooLong' | 'expiresAtMissing' | 'requestsRange' | 'secondsRange';

export function settingsOf({ description, type, expiresAt, rateLimit }: ApiUser): Settings {
  return {
    description,
    type,
    expires: expiresAt !== null,
    expiresAt: expiresAt === null ? '' : localOf(new Date(expiresAt)),
    limited: rateLimit !== null,
    requests: String(rateLimit?.requests ?? 100),
    seconds: String(rateLimit?.seconds ?? 60),
  };
}

const isWholeUpTo = (text: string, most: number) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;

export function faultsOf(settings: Settings): readonly Fault[] {
  const faults: Fault[] = [];
  if (settings.description.length > 255) faults.push('descriptionTooLong');
  if (settings.expires && Number.isNaN(new Date(settings.expiresAt).getTime())) faults.push('expiresAtMissing');
  if (settings.limited && !isWholeUpTo(settings.requests, 1_000_000)) faults.push('requestsRange');
  if (settings.limited && !isWholeUpTo(settings.seconds, 86_400)) faults.push('secondsRange');
  return faults;
}

/** Whether saving would change anything. What is typed below a switch that is off does not count. */
export function differs(settings: Settings, apiUser: ApiUser): boolean {
  return JSON.stringify(changeOf(settings, apiUser)) !== JSON.stringify(changeOf(settingsOf(apiUser), apiUser));
}

/** The whole change: the server requires all members. An expiry that was not touched keeps its seconds. */
export function changeOf(settings: Settings, apiUser: ApiUser): Schema<'UpdateApiUser'> {
  const untouched = apiUser.expiresAt !== null && settings.expiresAt === localOf(new Date(apiUser.expiresAt));
  const typed = new Date(settings.expiresAt);
  const expiresAt = untouched ? apiUser.expiresAt : Number.isNaN(typed.getTime()) ? null : typed.toISOString();
  return {
    description: settings.description.trim(),
    type: settings.type,
    enabled: apiUser.enabled,
    expiresAt: settings.expires ? expiresAt : null,
    rateLimit: settings.limited ? { requests: Number(settings.requests), seconds: Number(settings.seconds) } : null,
  };
}

/** The same settings, enabled or disabled. */
export function withEnabled({ description, type, expiresAt, rateLimit }: ApiUser, enabled: boolean): Schema<'UpdateApiUser'> {
  return { description, type, enabled, expiresAt, rateLimit };
}

export const typeOf = (value: string): ApiUser['type'] => types.find((type) => type === value) ?? 'Generic';

function localOf(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
