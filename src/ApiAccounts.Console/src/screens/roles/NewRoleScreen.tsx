import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RepeatKey } from '#/api/repeatKey';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { useNotify } from '#/shared/useNotify';
import { RoleForm } from './RoleForm';
import { emptyRole, roleCalls, roleRequestOf, rolesQuery } from './roles';
import { newRoleRoute } from './route';

/** Creates a role. Nobody holds it yet. */
export function NewRoleScreen() {
  const t = useTranslations('roles');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = newRoleRoute.useNavigate();
  const [draft, setDraft] = useState(emptyRole);
  const [key] = useState(() => new RepeatKey());
  const create = useMutation({
    mutationFn() {
      const request = roleRequestOf(draft);
      return roleCalls.create(request, key.of(request));
    },
    async onSuccess({ name }) {
      notify(t('created', { name }));
      await navigate({ to: '/roles', ignoreBlocker: true });
      await Promise.all([rolesQuery.queryKey, ['summary']].map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
  return (
    <Page title={t('new')} crumbs={[{ label: t('title'), link: { to: '/roles' } }]}>
      <LeaveGuard unsaved={draft !== emptyRole && !create.isSuccess} />
      <RoleForm
        label={t('new')}
        draft={draft}
        error={create.error}
        onChange={setDraft}
        onSubmit={() => !create.isPending && create.mutate()}
        buttons={
          <>
            <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
              {create.isPending ? t('busy') : t('create')}
            </Button>
            <LinkButton to="/roles">{t('cancel')}</LinkButton>
          </>
        }
      />
    </Page>
  );
}
