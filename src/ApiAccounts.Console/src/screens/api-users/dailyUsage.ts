import { Problem, problemOf } from '#/api/problem';
import { send } from '#/api/send';

/** The requests of the last 30 UTC days of each API user, the oldest first. */
export type ReadDailyUsage = (apiUserIds: readonly string[]) => Promise<ReadonlyMap<string, readonly number[]>>;

/** @throws {Problem} */
export const readDailyUsage: ReadDailyUsage = async (apiUserIds) => {
  const address = new URL('/api/v1/api-users/daily-usage', window.location.origin);
  address.searchParams.set('apiUserIds', apiUserIds.join(','));
  const response = await send(new Request(address));
  if (!response.ok) throw await problemOf(response);
  const { list } = (await response.json()) as { list: { apiUserId: string; requests: number[] }[] };
  return new Map(list.map(({ apiUserId, requests }) => [apiUserId, requests]));
};

/** What a row has to be for its usage to be read. */
export interface Counted {
  readonly apiUserId: string;
  readonly requestsLast30Days: number;
}

export interface DailyUsageState {
  readonly byApiUser: ReadonlyMap<string, readonly number[]>;
  /** Whether this server has no such route: there are no sparklines then. */
  readonly missing: boolean;
}

const batch = 100;

/** Reads the daily usage of the rows in sight, many in one call, and again when the count of a row changed. */
export class DailyUsage {
  private state: DailyUsageState = { byApiUser: new Map(), missing: false };
  private readonly counts = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private readonly read: ReadDailyUsage;
  private reading = false;

  constructor(read: ReadDailyUsage) {
    this.read = read;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = () => this.state;

  async ask(rows: readonly Counted[]): Promise<void> {
    if (this.state.missing || this.reading) return;
    // Without requests, there is nothing to ask.
    const wanted = rows.filter((row) => row.requestsLast30Days > 0 && this.counts.get(row.apiUserId) !== row.requestsLast30Days);
    if (wanted.length === 0) return;
    this.reading = true;
    try {
      const byApiUser = new Map(this.state.byApiUser);
      for (let first = 0; first < wanted.length; first += batch) {
        const part = wanted.slice(first, first + batch);
        for (const [apiUserId, requests] of await this.read(part.map((row) => row.apiUserId))) byApiUser.set(apiUserId, requests);
        for (const row of part) this.counts.set(row.apiUserId, row.requestsLast30Days);
      }
      this.set({ ...this.state, byApiUser });
    } catch (error) {
      // An outage shows in the list itself; the sparklines come with the next rows.
      if (error instanceof Problem && (error.status === 404 || error.status === 400)) this.set({ ...this.state, missing: true });
    } finally {
      this.reading = false;
    }
  }

  private set(state: DailyUsageState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** The line of a sparkline as the path of an SVG: the first day at the left, the largest day at the top. */
export function pathOf(requests: readonly number[], width: number, height: number): string {
  const most = Math.max(...requests, 1);
  const step = requests.length > 1 ? width / (requests.length - 1) : 0;
  const points = requests.map((count, day) => `${round(day * step)},${round(height - (count / most) * height)}`);
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
