import type { PermissionName, Permissions } from './calls';

/** What a group can be granted over the whole partner, in the order in which it is shown. */
export const onPartner = ['ReadOperators', 'ManageOperators', 'ReadApiUsers', 'ManageApiUsers', 'RecordUsage', 'ReadAudit'] as const;
/** And over what one operator owns. */
export const onOperator = ['ReadApiUsers', 'ManageApiUsers'] as const;

/** The permissions of a group as they are edited. */
export interface Granted {
  readonly partner: readonly PermissionName[];
  readonly operators: readonly { readonly userId: number; readonly permissions: readonly PermissionName[] }[];
}

export function grantedOf(permissions: Permissions): Granted {
  return {
    partner: permissions.filter(({ objectType }) => objectType === 'PARTNER').flatMap((each) => each.permissions),
    operators: permissions
      .filter(({ objectType }) => objectType === 'OPERATOR')
      .map(({ objectId, permissions }) => ({ userId: objectId, permissions })),
  };
}

/** What is sent. Objects without permissions are left out, as the server leaves them out. */
export function permissionsOf(granted: Granted, pid: number): Permissions {
  const all: Permissions = [
    { objectType: 'PARTNER', objectId: pid, permissions: [...granted.partner] },
    ...granted.operators.map(({ userId, permissions }) => ({
      objectType: 'OPERATOR' as const,
      objectId: userId,
      permissions: [...permissions],
    })),
  ];
  return all.filter(({ permissions }) => permissions.length > 0);
}

export function isSame(one: Granted, other: Granted): boolean {
  const text = (granted: Granted) =>
    JSON.stringify(
      permissionsOf(granted, 0)
        .map((each) => ({ ...each, permissions: [...each.permissions].sort() }))
        .sort((a, b) => a.objectId - b.objectId),
    );
  return text(one) === text(other);
}

export function toggled(names: readonly PermissionName[], name: PermissionName): PermissionName[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
}
