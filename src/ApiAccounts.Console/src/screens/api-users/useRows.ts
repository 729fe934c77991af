import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { PagesState } from './pages';
import type { Range } from './snapshot';

/** The rows that are rendered: those in sight and a few around them. Rows of another snapshot appear where those in sight were. */
export function useRows(state: PagesState, height: number, look: (range: Range) => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const count = state.snapshot?.count ?? 0;
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 4 });
  const { startIndex = 0, endIndex = 0 } = rows.range ?? {};

  // biome-ignore lint/correctness/useExhaustiveDependencies: each movement happens once, when the snapshot that brought it appears.
  useLayoutEffect(() => {
    const { by } = state.moved;
    if (scroller.current === null) return;
    if (by === 'all') scroller.current.scrollTop = 0;
    else scroller.current.scrollTop += by * height;
  }, [state.moved]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another snapshot has other pages.
  useEffect(() => {
    if (count > 0) look({ first: startIndex, last: endIndex });
  }, [startIndex, endIndex, state.snapshot, count, look]);

  return { scroller, rows };
}
