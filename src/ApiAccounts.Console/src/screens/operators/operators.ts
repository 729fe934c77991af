import { problemOf } from '#/api/problem';
import { send } from '#/api/send';

/** An operator, as the console shows it. */
export interface Operator {
  readonly operatorId: string;
  readonly userId: number;
  readonly userName: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly status: 'active' | 'inactive' | 'locked' | 'expired' | 'invited';
  readonly apiOnly: boolean;
  readonly isAdministrator: boolean;
  readonly lastLoginAt: string | null;
  readonly invitationEndsAt: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly groups: readonly { readonly groupId: number; readonly name: string }[];
  readonly roles: readonly { readonly roleId: number; readonly name: string }[];
}

export interface OperatorPage {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly list: readonly Operator[];
}

/** What the list can be sorted by. */
export const sortKeys = ['name', 'userName', 'lastLogin'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface ListOfOperators {
  readonly search: string;
  readonly sortBy: SortKey;
  readonly descending: boolean;
}

export const pageSize = 100;

export const operatorKey = (operatorId: string) => ['operators', operatorId] as const;

export async function readOperators({ search, sortBy, descending }: ListOfOperators, page: number): Promise<OperatorPage> {
  const query = new URLSearchParams({ sortBy, descending: String(descending), page: String(page), pageSize: String(pageSize) });
  if (search !== '') query.set('search', search);
  return read(`/api/v1/operators?${query}`);
}

export async function readOperator(operatorId: string): Promise<Operator> {
  return read(`/api/v1/operators/${encodeURIComponent(operatorId)}`);
}

async function read<T>(path: string): Promise<T> {
  const response = await send(new Request(new URL(path, window.location.origin)));
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

export function nameOf(operator: Pick<Operator, 'firstName' | 'lastName' | 'userName'>): string {
  return `${operator.firstName} ${operator.lastName}`.trim() || operator.userName;
}

export type LastLogin = 'at' | 'invited' | 'invitationExpired' | 'none';

/** What the column *Last login* says: an invited operator has none yet, and whether it still can. */
export function lastLoginOf(operator: Pick<Operator, 'status' | 'lastLoginAt' | 'invitationEndsAt'>, now: Date): LastLogin {
  if (operator.status === 'invited') {
    const over = operator.invitationEndsAt !== null && new Date(operator.invitationEndsAt) <= now;
    return over ? 'invitationExpired' : 'invited';
  }
  return operator.lastLoginAt === null ? 'none' : 'at';
}
