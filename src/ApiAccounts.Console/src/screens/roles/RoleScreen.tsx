import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { useNotify } from '#/shared/useNotify';
import { RoleForm } from './RoleForm';
import { isSameRole, type Role, type RoleDraft, roleCalls, roleRequestOf, rolesQuery } from './roles';
import { roleRoute } from './route';

/** One role. A built-in one can only be looked at. */
export function RoleScreen() {
  const t = useTranslations('roles');
  const { roleId } = roleRoute.useParams();
  const role = useQuery({ queryKey: [...rolesQuery.queryKey, roleId], queryFn: () => roleCalls.read(roleId) });
  const mayManage = can(useSession(), 'manageRights') && role.data?.builtIn === false;
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={role.data?.name ?? t('one')}
      crumbs={[{ label: t('title'), link: { to: '/roles' } }]}
      actions={mayManage && <Button onClick={() => setDeleting(true)}>{t('delete')}</Button>}
    >
      <Loaded query={role}>
        {(data) => (
          <>
            {data.builtIn && (
              <MessageBar>
                <MessageBarBody>{t('builtInText')}</MessageBarBody>
              </MessageBar>
            )}
            <EditRole role={data} mayManage={mayManage} />
            <DeleteRole role={data} open={deleting} onClose={() => setDeleting(false)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function EditRole({ role, mayManage }: { role: Role; mayManage: boolean }) {
  const t = useTranslations('roles');
  const notify = useNotify();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<RoleDraft | null>(null);
  const draft = typed ?? role;
  const changed = !isSameRole(draft, role);
  const save = useMutation({
    mutationFn: () => roleCalls.update(role.roleId, roleRequestOf(draft)),
    onSuccess(saved) {
      cache.setQueryData([...rolesQuery.queryKey, role.roleId], saved);
      setTyped(null);
      notify(t('saved'));
      return cache.invalidateQueries({ queryKey: rolesQuery.queryKey });
    },
  });
  const buttons = (
    <>
      <Button type="submit" appearance="primary" disabledFocusable={!changed || save.isPending}>
        {save.isPending ? t('busy') : t('save')}
      </Button>
      {changed && <Button onClick={() => setTyped(null)}>{t('discard')}</Button>}
    </>
  );
  return (
    <>
      <LeaveGuard unsaved={changed} />
      <RoleForm
        label={role.name}
        draft={draft}
        error={save.error}
        readOnly={!mayManage}
        buttons={mayManage && buttons}
        onChange={setTyped}
        onSubmit={() => changed && !save.isPending && save.mutate()}
      />
    </>
  );
}

function DeleteRole({ role, open, onClose }: { role: Role; open: boolean; onClose: () => void }) {
  const t = useTranslations('roles');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = roleRoute.useNavigate();
  const remove = useMutation({
    mutationFn: () => roleCalls.delete(role.roleId),
    async onSuccess() {
      notify(t('deleted', { name: role.name }));
      await navigate({ to: '/roles', ignoreBlocker: true });
      cache.removeQueries({ queryKey: [...rolesQuery.queryKey, role.roleId] });
      await Promise.all([rolesQuery.queryKey, ['summary']].map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
  return (
    <ConfirmDialog
      open={open}
      title={t('deleteTitle', { name: role.name })}
      confirm={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => !remove.isPending && remove.mutate()}
      onCancel={() => {
        remove.reset();
        onClose();
      }}
    >
      {t('deleteText')}
    </ConfirmDialog>
  );
}
