import type { NewApiUser } from './staged';

export const types = ['Generic', 'MobileApp', 'TransactionRecorder', 'Grafana'] as const;
export type ApiUserType = (typeof types)[number];

/** What is typed in the wizard. */
export interface Form {
  readonly description: string;
  readonly type: ApiUserType;
  readonly ends: boolean;
  /** The last day on which it works, as `<input type="date">` has it: 2026-12-31. */
  readonly lastDay: string;
  readonly limited: boolean;
  readonly requests: string;
  readonly seconds: string;
}

export const emptyForm: Form = {
  description: '',
  type: 'Generic',
  ends: false,
  lastDay: '',
  limited: false,
  requests: '100',
  seconds: '60',
};

export type Fault = 'descriptionMissing' | 'lastDayMissing' | 'lastDayPast' | 'requestsRange' | 'secondsRange';

/** The instant at which the day after the given one begins, in the zone of the browser. */
export function endOf(lastDay: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(lastDay);
  return match === null ? null : new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + 1);
}

const isWholeUpTo = (text: string, most: number) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;

export function faultsOf(form: Form, now: Date): readonly Fault[] {
  const faults: Fault[] = [];
  if (form.description.trim() === '') faults.push('descriptionMissing');
  if (form.ends) {
    const end = endOf(form.lastDay);
    if (end === null) faults.push('lastDayMissing');
    else if (end <= now) faults.push('lastDayPast');
  }
  if (form.limited && !isWholeUpTo(form.requests, 1_000_000)) faults.push('requestsRange');
  if (form.limited && !isWholeUpTo(form.seconds, 86_400)) faults.push('secondsRange');
  return faults;
}

export function apiUserOf(form: Form): NewApiUser {
  return {
    description: form.description.trim(),
    type: form.type,
    expiresAt: form.ends ? (endOf(form.lastDay)?.toISOString() ?? null) : null,
    rateLimit: form.limited ? { requests: Number(form.requests), seconds: Number(form.seconds) } : null,
  };
}
