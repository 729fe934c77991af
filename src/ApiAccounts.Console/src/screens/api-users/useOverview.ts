import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { readPage, readWindow } from './calls';
import { OverviewPages } from './pages';
import { keyOf, type OverviewQuery } from './query';
import type { Range } from './snapshot';

/** How often the rows in sight are read anew, in milliseconds. */
const refreshInterval = 15_000;

/** How long the scrolling has to rest before the days of the rows in sight are read, in milliseconds. */
const restTime = 150;

/** The overview with one order and filter: what is loaded of it, and what came into sight. */
export function useOverview(query: OverviewQuery) {
  const [pages] = useState(() => new OverviewPages({ page: readPage, window: readWindow }));
  const state = useSyncExternalStore(pages.subscribe, pages.current);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = keyOf(query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the query is another.
  useEffect(() => void pages.show(query), [pages, key]);

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
    async (range: Range) => {
      clearTimeout(timer.current);
      await pages.look(range);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void pages.rest(), restTime);
    },
    [pages],
  );
  return { pages, state, look };
}
