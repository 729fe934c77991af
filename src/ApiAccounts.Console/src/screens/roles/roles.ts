import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '#/api/client';
import { can, type Permission, type Session } from '#/session/session';

export type Role = Schema<'Role'>;
export type RolePermission = Role['permissions'][number];

export const rolesQuery = queryOptions({ queryKey: ['roles'], queryFn: () => answerOf(api.GET('/api/v1/roles')) });

/** The permissions of roles by area, in the order in which they are shown. */
export const areas = {
  apis: ['accessApi', 'accessUserManagementApi'],
  operators: ['accessUsers'],
  apiUsers: ['readApiUsers', 'manageApiUsers', 'recordUsage'],
  audit: ['readAudit'],
} as const satisfies Record<string, readonly RolePermission[]>;
export const areaNames = Object.keys(areas) as (keyof typeof areas)[];

/** What each permission of a role grants its holders (docs/rights.md). */
const grants: Record<RolePermission, readonly Permission[]> = {
  accessApi: ['accessApi'],
  accessUsers: ['readOperators', 'manageOperators'],
  accessUserManagementApi: ['accessUserManagementApi'],
  readApiUsers: ['readApiUsers'],
  manageApiUsers: ['readApiUsers', 'manageApiUsers'],
  recordUsage: ['recordUsage'],
  readAudit: ['readAudit'],
};

/** The number of the built-in role that makes an administrator. */
const administrator = 1;

/** Nobody can assign more than it has. */
export function mayAssign(session: Session, role: Pick<Role, 'roleId' | 'permissions'>): boolean {
  if (role.roleId === administrator) return session.isAdministrator;
  return role.permissions.every((permission) => grants[permission].every((granted) => can(session, granted)));
}

/** A role as it is edited. */
export interface RoleDraft {
  readonly name: string;
  readonly description: string;
  readonly apiOnly: boolean;
  readonly permissions: readonly RolePermission[];
}

export const emptyRole: RoleDraft = { name: '', description: '', apiOnly: false, permissions: [] };

/** What is sent: the permissions in the order of the areas, so that the same choice is the same request. */
export function roleRequestOf(draft: RoleDraft): Schema<'WholeRole'> {
  const order = areaNames.flatMap((area): readonly RolePermission[] => areas[area]);
  const { description, apiOnly } = draft;
  return { name: draft.name.trim(), description, apiOnly, permissions: order.filter((each) => draft.permissions.includes(each)) };
}

export const isSameRole = (one: RoleDraft, other: RoleDraft) => JSON.stringify(roleRequestOf(one)) === JSON.stringify(roleRequestOf(other));

const path = (roleId: number) => ({ path: { roleId } });

export const roleCalls = {
  create: (body: Schema<'NewRole'>, key: string) => answerOf(api.POST('/api/v1/roles', { body, headers: { 'Idempotency-Key': key } })),
  read: (roleId: number) => answerOf(api.GET('/api/v1/roles/{roleId}', { params: path(roleId) })),
  update: (roleId: number, body: Schema<'WholeRole'>) => answerOf(api.PUT('/api/v1/roles/{roleId}', { params: path(roleId), body })),
  delete: (roleId: number) => answerOf(api.DELETE('/api/v1/roles/{roleId}', { params: path(roleId) })),
};
