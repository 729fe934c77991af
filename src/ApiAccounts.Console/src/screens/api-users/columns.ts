import { type SortKey, sortKeys } from './query';

/** The columns in the order of the documents. What is not in them comes last and is hidden until it is chosen. */
export const columnIds = [
  'operator',
  'userName',
  'type',
  'createdAt',
  'lastUsed',
  'requestsLast30Days',
  'usage',
  'description',
  'status',
  'expiresAt',
  'rateLimit',
  'previousSecret',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** The user name is always shown: it leads to the page of the API user. */
export const choosable = columnIds.filter((id) => id !== 'userName');

const hiddenAtFirst: readonly ColumnId[] = ['status', 'expiresAt', 'rateLimit', 'previousSecret'];

/** As `grid-template-columns` has them, with the least width in pixels. */
const widths: Record<ColumnId, { readonly least: number; readonly share?: number }> = {
  operator: { least: 130, share: 2 },
  userName: { least: 224 },
  type: { least: 134 },
  createdAt: { least: 112 },
  lastUsed: { least: 116 },
  requestsLast30Days: { least: 112 },
  usage: { least: 112 },
  description: { least: 150, share: 3 },
  status: { least: 100 },
  expiresAt: { least: 116 },
  rateLimit: { least: 140 },
  previousSecret: { least: 150 },
};
const widthOfActions = 48;

export function layoutOf(shown: readonly ColumnId[]): { readonly columns: string; readonly minWidth: number } {
  const columns = shown.map((id) => {
    const { least, share } = widths[id];
    return share === undefined ? `${least}px` : `minmax(${least}px, ${share}fr)`;
  });
  const minWidth = shown.reduce((sum, id) => sum + widths[id].least, widthOfActions);
  return { columns: [...columns, `${widthOfActions}px`].join(' '), minWidth };
}

export const sortKeyOf = (id: ColumnId): SortKey | undefined => sortKeys.find((key) => key === id);

export type Visibility = Readonly<Record<string, boolean>>;

const key = 'api-accounts-api-user-columns';

/** The columns that were chosen in this browser, else those of the documents. A column that is new since then is as at first. */
export function keptVisibility(storage: Pick<Storage, 'getItem'>): Visibility {
  const first = Object.fromEntries(choosable.map((id) => [id, !hiddenAtFirst.includes(id)]));
  const kept = parsed(storage.getItem(key));
  for (const id of choosable) if (typeof kept[id] === 'boolean') first[id] = kept[id];
  return first;
}

export function keepVisibility(storage: Pick<Storage, 'setItem'>, visibility: Visibility): void {
  storage.setItem(key, JSON.stringify(visibility));
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
