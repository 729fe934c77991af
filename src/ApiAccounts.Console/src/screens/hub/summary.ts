import { problemOf } from '#/api/problem';
import { send } from '#/api/send';

/** What there is in the partner, counted by the server. Null: one may not see it. */
export interface Summary {
  readonly operators: number | null;
  readonly invited: number | null;
  readonly apiUsers: number | null;
  readonly usedToday: number | null;
  readonly unusedFor90Days: number | null;
  readonly expiringSoon: number | null;
  readonly groups: number | null;
  readonly roles: number | null;
  readonly customServices: number | null;
  readonly invitations: number | null;
}

export async function readSummary(): Promise<Summary> {
  const response = await send(new Request(new URL('/console/summary', window.location.origin)));
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Summary;
}
