import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { readPage } from './calls';
import { DailyUsage, readDailyUsage } from './dailyUsage';
import { OverviewPages } from './pages';
import { keyOf, type OverviewQuery } from './query';
import type { Range } from './snapshot';

/** How often the rows in sight are read anew, in milliseconds. */
const refreshInterval = 15_000;

/** How long the scrolling has to rest before the sparklines of the rows are read, in milliseconds. */
const restBeforeUsage = 150;

/** The overview with one order and filter: what is loaded of it, and what came into sight. */
export function useOverview(query: OverviewQuery) {
  const [pages] = useState(() => new OverviewPages(readPage));
  const [usage] = useState(() => new DailyUsage(readDailyUsage));
  const state = useSyncExternalStore(pages.subscribe, pages.current);
  const usageState = useSyncExternalStore(usage.subscribe, usage.current);
  const range = useRef<Range>({ first: 0, last: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = keyOf(query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the query is another.
  useEffect(() => void pages.show(query), [pages, key]);

  const askUsage = useCallback(() => {
    const { snapshot } = pages.current();
    if (snapshot === null) return;
    const { first, last } = range.current;
    const rows = Array.from({ length: last - first + 1 }, (_, index) => snapshot.rowAt(first + index) ?? []).flat();
    void usage.ask(rows);
  }, [pages, usage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every new state may have brought rows or counts.
  useEffect(askUsage, [askUsage, state]);

  useEffect(() => {
    const interval = setInterval(() => {
      if (document.visibilityState === 'visible' && navigator.onLine) void pages.refresh();
    }, refreshInterval);
    return () => {
      clearInterval(interval);
      clearTimeout(timer.current);
    };
  }, [pages]);

  const look = useCallback(
    (next: Range) => {
      range.current = next;
      void pages.look(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(askUsage, restBeforeUsage);
    },
    [pages, askUsage],
  );
  return { pages, state, usage: usageState, look };
}
