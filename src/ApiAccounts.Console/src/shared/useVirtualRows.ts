import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

/**
 * Which rows of a long table are near the window. `start` goes to an empty
 * element above the table. `before` and `after` are the heights, in pixels, of the rows that are left out.
 * Rows have one height, so that nothing moves while one scrolls.
 */
export function useVirtualRows(count: number, rowHeight: number) {
  const start = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const rectangle = start.current?.getBoundingClientRect();
    if (rectangle) setTop(rectangle.top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({ count, estimateSize: () => rowHeight, overscan: 10, scrollMargin: top });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  return { start, indexes: items.map(({ index }) => index), before: first * rowHeight, after: (count - last - 1) * rowHeight };
}
