import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { problemOf } from '#/api/problem';
import { send } from '#/api/send';
import type { Operator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Choices } from './GroupsAndRolesTab';

/** The roles that an operator holds. A role for API-only operators is offered to those, and the others to the others. */
export function RolesForm({ operator, roles }: { operator: Operator; roles: readonly Schema<'Role'>[] }) {
  const t = useTranslations('groupsAndRoles');
  const cache = useQueryClient();
  const session = useSession();
  const held = operator.roles.map((role) => role.roleId);
  return (
    <Choices
      label={t('roles')}
      none={t('noRoles')}
      choices={roles
        .filter((role) => role.apiOnly === operator.apiOnly || held.includes(role.roleId))
        .map((role) => ({ id: role.roleId, name: role.name, hint: role.description }))}
      chosen={held}
      mayChange={can(session, 'manageRights')}
      save={async (chosen) => {
        const path = `/api/v1/operators/$encodeURIComponent(operator.operatorId)/roles`;
        const body = JSON.stringify({ roles: chosen.map((roleId) => ({ roleId })) });
        const headers = { 'Content-Type': 'application/json' };
        const response = await send(new Request(new URL(path, window.location.origin), { method: 'PUT', headers, body }));
        if (!response.ok) throw await problemOf(response);
        await cache.invalidateQueries({ queryKey: ['operators'] });
      }}
    />
  );
}
