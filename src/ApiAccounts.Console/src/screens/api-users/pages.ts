import type { OverviewPage, OverviewWindow } from './calls';
import { keyOf, type OverviewQuery } from './query';
import { type Range, Snapshot } from './snapshot';

/** How the overview is read: pages of one read, and parts of it anew, with the requests by day. */
export interface Reads {
  readonly page: (query: OverviewQuery, page: number, pageSize: number) => Promise<OverviewPage>;
  readonly window: (query: OverviewQuery, page: number, pageSize: number) => Promise<OverviewWindow>;
}

/** What the screen shows. Every change is a new object. */
export interface PagesState {
  /** Null until the first page was loaded. Its rows change in place; then this state is another. */
  readonly snapshot: Snapshot | null;
  /** Whether another order or filter is being loaded, while the rows of the previous one are still shown. */
  readonly busy: boolean;
  readonly error: unknown;
  /** How many rows came, went or moved meanwhile, as far as is known. */
  readonly changes: number;
  /** The requests of the last 30 days by API user, of those that have been in sight. */
  readonly daily: ReadonlyMap<string, readonly number[]>;
  /** How the rows moved when this snapshot replaced another: by so many places, or all anew. */
  readonly moved: { readonly by: number | 'all' };
}

const pageSize = 1000;

/** The number of rows that are read anew at once: what one sees, and a little around it. */
const windowSize = 100;

/** How long the server can continue a read that it began, in milliseconds. */
const readLives = 5 * 60_000;

/**
 * Loads the overview page by page as one scrolls. All pages are of one read of the server (docs/decisions/0023), so that none skips or
 * repeats a row. Where the server can no longer continue that read, the rows in sight are loaded anew as well, and stay in their place.
 */
export class OverviewPages {
  private state: PagesState = { snapshot: null, busy: false, error: null, changes: 0, daily: new Map(), moved: { by: 0 } };
  private query: OverviewQuery = {};
  private range: Range = { first: 0, last: 0 };
  private loading = 0;
  private filling = false;
  private refreshing = false;
  private continuesUntil = 0;
  private readonly listeners = new Set<() => void>();
  private readonly reads: Reads;
  private readonly now: () => number;

  constructor(reads: Reads, now: () => number = () => Date.now()) {
    this.reads = reads;
    this.now = now;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = () => this.state;

  /** Shows another order or filter, from its top. */
  show(query: OverviewQuery): Promise<void> {
    this.query = query;
    return this.load('all');
  }

  /** Shows what changed meanwhile. The first row in sight stays where it is, unless it is the first of all. */
  reload(): Promise<void> {
    return this.load(this.state.snapshot === null ? 'all' : 'anchored');
  }

  /** Loads what has come into sight. */
  look(range: Range): Promise<void> {
    this.range = range;
    return this.fill();
  }

  remove(apiUserId: string): void {
    this.state.snapshot?.remove(apiUserId);
    this.set({});
  }

  /** Reads the rows in sight anew if the days of one of them are not known yet: for when the scrolling rests. */
  async rest(): Promise<void> {
    const { snapshot, daily } = this.state;
    const { first, last } = this.range;
    const isUnknown = (index: number) => {
      const row = snapshot?.rowAt(index);
      return row !== undefined && !daily.has(row.apiUserId);
    };
    if (Array.from({ length: last - first + 1 }, (_, index) => first + index).some(isUnknown)) await this.refresh();
  }

  /**
   * Reads the rows in sight anew, with their requests by day: new values appear at once; rows that came, went or moved are counted, and
   * shown by `reload`.
   */
  async refresh(): Promise<void> {
    const { snapshot, busy } = this.state;
    if (snapshot === null || snapshot.count === 0 || busy || this.filling || this.refreshing) return;
    if (snapshot.missing(this.range).length > 0) return;
    this.refreshing = true;
    try {
      await this.merge(snapshot);
    } catch (error) {
      if (this.state.snapshot === snapshot) this.set({ error });
    } finally {
      this.refreshing = false;
    }
  }

  private async merge(snapshot: Snapshot): Promise<void> {
    const windowOf = (index: number) => Math.floor(Math.min(index, snapshot.count - 1) / windowSize);
    const daily = new Map(this.state.daily);
    const counted: number[] = [];
    let isNews = this.state.error !== null;
    for (let number = windowOf(this.range.first), last = windowOf(this.range.last); number <= last; number++) {
      const window = await this.reads.window(snapshot.query, number, windowSize);
      if (this.state.snapshot !== snapshot) return;
      const merged = snapshot.merge(number * windowSize, window);
      if (merged !== null) counted.push(merged.changes);
      isNews ||= merged?.valuesChanged === true;
      for (const [apiUserId, requests] of window.daily) {
        isNews ||= daily.get(apiUserId)?.join() !== requests.join();
        daily.set(apiUserId, requests);
      }
    }
    const changes = counted.length === 0 ? this.state.changes : Math.max(...counted);
    if (isNews || changes !== this.state.changes) this.set({ changes, daily, error: null });
  }

  private async load(how: 'all' | 'anchored'): Promise<void> {
    const loading = ++this.loading;
    const { query, range } = this;
    const before = this.state.snapshot;
    this.set({ busy: true, error: null });
    try {
      const next = new Snapshot(query, await this.reads.page(query, 0, pageSize), pageSize);
      const continuesUntil = this.now() + readLives;
      if (how === 'anchored') {
        for (const page of next.missing(range)) next.add(page, await this.reads.page(query, page, pageSize));
      }
      if (loading !== this.loading) return;
      this.continuesUntil = continuesUntil;
      if (how === 'all') this.range = { first: 0, last: 0 };
      this.set({ snapshot: next, busy: false, changes: 0, moved: { by: how === 'all' ? 'all' : movement(before, next, range.first) } });
    } catch (error) {
      if (loading === this.loading) this.set({ busy: false, error });
      return;
    }
    await this.fill();
  }

  /** One page at a time, always the one that is in sight now: what one has scrolled past is not loaded. */
  private async fill(): Promise<void> {
    if (this.filling || this.state.busy) return;
    this.filling = true;
    try {
      for (;;) {
        const { snapshot } = this.state;
        const page = snapshot?.missing(this.range)[0];
        if (!snapshot || page === undefined || this.state.busy) return;
        if (this.now() >= this.continuesUntil) {
          await this.load('anchored');
          if (this.state.error !== null) return;
          continue;
        }
        const answer = await this.reads.page(snapshot.query, page, pageSize);
        if (this.state.snapshot !== snapshot) continue;
        snapshot.add(page, answer);
        // Another instance of the server answered, which has another read. What may be wrong with the rows is told, not hidden.
        const isOther = answer.asOf !== snapshot.asOf;
        this.set({ error: null, changes: Math.max(this.state.changes, isOther ? 1 : 0) });
      }
    } catch (error) {
      this.set({ error });
    } finally {
      this.filling = false;
    }
  }

  private set(change: Partial<PagesState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** By how many places the first row in sight moved. At the top one stays at the top, where new rows may be. */
function movement(before: Snapshot | null, next: Snapshot, first: number): number | 'all' {
  if (before === null || keyOf(before.query) !== keyOf(next.query)) return 'all';
  const row = first > 0 ? before.rowAt(first) : undefined;
  const index = row === undefined ? -1 : next.indexOf(row.apiUserId);
  return index === -1 ? 0 : index - first;
}
