import { createContext, useContext } from 'react';
import type { useFormats } from '#/formats/useFormats';
import type { ApiUserRow } from './calls';
import type { PagesState } from './pages';

/** What the cells need beside their row. They have it from the table: a clock in each cell would slow down scrolling. */
export interface Tools {
  readonly formats: ReturnType<typeof useFormats>;
  readonly daily: PagesState['daily'];
  readonly mayDelete: (row: ApiUserRow) => boolean;
  readonly onDelete: (row: ApiUserRow) => void;
}

export const ToolsContext = createContext<Tools | null>(null);

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (tools === null) throw new Error('A cell was shown outside of the overview.');
  return tools;
}
