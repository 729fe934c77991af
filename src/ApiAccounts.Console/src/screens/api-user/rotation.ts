import type { ApiUser } from './apiUser';

/** The longest time that a previous secret can go on working, in days (docs/how-to/rotate-a-secret.md). */
export const maxOverlapDays = 30;

/** The days that are typed, or null if they are no whole number that the server takes. */
export function overlapOf(text: string): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= maxOverlapDays ? Number(text) : null;
}

/** Whether the secret before the last rotation still works. */
export function isRunning(previous: ApiUser['previousSecret'], now: Date): previous is NonNullable<ApiUser['previousSecret']> {
  return previous !== null && new Date(previous.endsAt) > now;
}
