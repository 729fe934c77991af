import { problemOf } from '#/api/problem';
import { send } from '#/api/send';

export type LastLoginStatus = 'signedIn' | 'invited' | 'invitationExpired' | 'none';

/** An operator with its last sign-in, groups and roles, as `/api/v1/operators` has it. */
export interface Operator {
  readonly operatorId: string;
  readonly userId: number;
  readonly userName: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly status: 'active' | 'inactive' | 'locked' | 'expired' | 'invited';
  readonly isAdministrator: boolean;
  readonly apiOnly: boolean;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastLogin: { readonly status: LastLoginStatus; readonly at: string | null };
  /** The numbers of its groups. */
  readonly groups: readonly number[];
  readonly roles: readonly { readonly roleId: number; readonly workspaceId: number }[];
}

/** What the list can be sorted by. */
export const sortKeys = ['name', 'userName', 'lastLogin'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface ListOfOperators {
  readonly search: string;
  readonly sortBy: SortKey;
  readonly descending: boolean;
}

export const operatorsKey = ['operators'] as const;
export const operatorKey = (operatorId: string) => [...operatorsKey, operatorId] as const;

export const readOperators = () => read<Operator[]>('/api/v1/operators');

export const readOperator = (operatorId: string) => read<Operator>(`/api/v1/operators/${encodeURIComponent(operatorId)}`);

async function read<T>(path: string): Promise<T> {
  const response = await send(new Request(new URL(path, window.location.origin)));
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

export function nameOf(operator: Pick<Operator, 'firstName' | 'lastName' | 'userName'>): string {
  return `${operator.firstName} ${operator.lastName}`.trim() || operator.userName;
}

/** Those that have every word of the search in their name, user name or address, whatever the letter case. */
export function found(operators: readonly Operator[], search: string): readonly Operator[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return operators;
  return operators.filter((operator) => {
    const text = `${nameOf(operator)}\n${operator.userName}\n${operator.email}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

// Whoever has not signed in comes before whoever has, and those in the order of how far they came.
const orderOfStatus: Record<LastLoginStatus, number> = { none: 0, invitationExpired: 1, invited: 2, signedIn: 3 };

export function sorted(operators: readonly Operator[], by: SortKey, descending: boolean, locale: string): readonly Operator[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const order: Record<SortKey, (a: Operator, b: Operator) => number> = {
    name: (a, b) => compare(nameOf(a), nameOf(b)),
    userName: (a, b) => compare(a.userName, b.userName),
    lastLogin: (a, b) =>
      orderOfStatus[a.lastLogin.status] - orderOfStatus[b.lastLogin.status] ||
      Date.parse(a.lastLogin.at ?? '1970-01-01') - Date.parse(b.lastLogin.at ?? '1970-01-01'),
  };
  const sign = descending ? -1 : 1;
  return operators.toSorted((a, b) => sign * order[by](a, b) || a.userId - b.userId);
}
