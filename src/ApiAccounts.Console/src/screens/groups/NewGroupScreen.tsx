import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RepeatKey } from '#/api/repeatKey';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { useNotify } from '#/shared/useNotify';
import { groupCalls, groupsKey } from './calls';
import { GroupForm } from './GroupForm';
import { newGroupRoute } from './route';

const empty = { name: '', description: '' };

/** Creates a group. Its members and permissions follow on its own page. */
export function NewGroupScreen() {
  const t = useTranslations('groups');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = newGroupRoute.useNavigate();
  const [draft, setDraft] = useState(empty);
  const [key] = useState(() => new RepeatKey());
  const create = useMutation({
    mutationFn() {
      const request = { name: draft.name.trim(), description: draft.description };
      return groupCalls.create(request, key.of(request));
    },
    async onSuccess({ groupId, name }) {
      notify(t('created', { name }));
      await navigate({ to: '/groups/$groupId', params: { groupId }, ignoreBlocker: true });
      await Promise.all([groupsKey, ['summary']].map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
  return (
    <Page title={t('new')} crumbs={[{ label: t('title'), link: { to: '/groups' } }]}>
      <LeaveGuard unsaved={draft !== empty && !create.isSuccess} />
      <GroupForm
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
            <LinkButton to="/groups">{t('cancel')}</LinkButton>
          </>
        }
      />
    </Page>
  );
}
