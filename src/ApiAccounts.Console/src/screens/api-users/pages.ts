import type { OverviewPage } from './calls';
import { keyOf, type OverviewQuery } from './query';
import { type Range, Snapshot } from './snapshot';

export type ReadPage = (query: OverviewQuery, page: number, pageSize: number) => Promise<OverviewPage>;

/** What the screen shows. Every change is a new object. */
export interface PagesState {
  /** Null until the first page was loaded. Its rows change in place; then this state is another. */
  readonly snapshot: Snapshot | null;
  /** Whether another order or filter is being loaded, while the rows of the previous one are still shown. */
  readonly busy: boolean;
  readonly error: unknown;
  /** How many rows came, went or moved meanwhile, as far as is known. */
  readonly changes: number;
  /** How the rows moved when this snapshot replaced another: by so many places, or all anew. */
  readonly moved: { readonly by: number | 'all' };
}

const pageSize = 1000;

/** The number of rows that are read anew at once: what one sees, and a little around it. */
const refreshSize = 100;

/** How long the server can continue a read that it began, in milliseconds. */
const readLives = 5 * 60_000;

/**
 * Loads the overview page by page as one scrolls. All pages are of one read of the server (docs/decisions/0023), so that none skips or
 * repeats a row. Where the server can no longer continue that read, the rows in sight are loaded anew as well, and stay in their place.
 */
export class OverviewPages {
  private state: PagesState = { snapshot: null, busy: false, error: null, changes: 0, moved: { by: 0 } };
  private query: OverviewQuery = {};
  private range: Range = { first: 0, last: 0 };
  private loading = 0;
  private filling = false;
  private continuesUntil = 0;
  private readonly listeners = new Set<() => void>();
  private readonly read: ReadPage;
  private readonly now: () => number;

  constructor(read: ReadPage, now: () => number = () => Date.now()) {
    this.read = read;
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

  /** Reads the rows in sight anew: new values appear at once; rows that came, went or moved are counted, and shown by `reload`. */
  async refresh(): Promise<void> {
    const { snapshot, busy } = this.state;
    if (snapshot === null || busy || this.filling || snapshot.missing(this.range).length > 0) return;
    const first = Math.floor(Math.min(this.range.first, Math.max(0, snapshot.count - 1)) / refreshSize);
    const last = Math.floor(Math.min(this.range.last, Math.max(0, snapshot.count - 1)) / refreshSize);
    // The server begins another read for it.
    this.continuesUntil = 0;
    let changes = 0;
    let valuesChanged = false;
    try {
      for (let window = first; window <= last; window++) {
        const merged = snapshot.merge(window * refreshSize, await this.read(snapshot.query, window, refreshSize));
        changes = Math.max(changes, merged.changes);
        valuesChanged ||= merged.valuesChanged;
      }
    } catch (error) {
      if (this.state.snapshot === snapshot) this.set({ error });
      return;
    }
    const isNews = valuesChanged || changes !== this.state.changes || this.state.error !== null;
    if (this.state.snapshot === snapshot && isNews) this.set({ changes, error: null });
  }

  private async load(how: 'all' | 'anchored'): Promise<void> {
    const loading = ++this.loading;
    const { query, range } = this;
    const before = this.state.snapshot;
    this.set({ busy: true, error: null });
    try {
      const next = new Snapshot(query, await this.read(query, 0, pageSize), pageSize);
      const continuesUntil = this.now() + readLives;
      if (how === 'anchored') {
        for (const page of next.missing(range)) next.add(page, await this.read(query, page, pageSize));
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
        const answer = await this.read(snapshot.query, page, pageSize);
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
