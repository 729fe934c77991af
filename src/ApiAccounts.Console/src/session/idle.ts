/** How long before the sign-out one is warned, in seconds. */
export const warningSeconds = 60;

export interface Idle {
  readonly state: 'active' | 'warned' | 'over';
  readonly secondsLeft: number;
}

/** What follows from the time without input. Times in milliseconds. A computer that slept through the warning is over it. */
export function idleSince(lastInput: number, now: number, timeoutSeconds: number): Idle {
  const secondsLeft = timeoutSeconds - (now - lastInput) / 1000;
  const state = secondsLeft <= 0 ? 'over' : secondsLeft <= Math.min(warningSeconds, timeoutSeconds / 2) ? 'warned' : 'active';
  return { state, secondsLeft: Math.max(0, secondsLeft) };
}
