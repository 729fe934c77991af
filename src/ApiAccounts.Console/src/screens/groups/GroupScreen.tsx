import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { Section } from '#/shared/Section';
import { useNotify } from '#/shared/useNotify';
import { type Group, groupCalls, groupsKey } from './calls';
import { type GroupDraft, GroupForm } from './GroupForm';
import { GroupMembers } from './GroupMembers';
import { GroupPermissions } from './GroupPermissions';
import { groupRoute } from './route';

const useStyles = makeStyles({
  sections: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
});

/** One group: its members, its permissions, and its name. */
export function GroupScreen() {
  const styles = useStyles();
  const t = useTranslations('groups');
  const { groupId } = groupRoute.useParams();
  const group = useQuery({ queryKey: [...groupsKey, groupId], queryFn: () => groupCalls.read(groupId) });
  const mayManage = can(useSession(), 'manageRights');
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={group.data?.name ?? t('one')}
      crumbs={[{ label: t('title'), link: { to: '/groups' } }]}
      actions={mayManage && group.data && <Button onClick={() => setDeleting(true)}>{t('delete')}</Button>}
    >
      <Loaded query={group}>
        {(data) => (
          <div className={styles.sections}>
            <Section title={t('settings')}>
              <EditGroup group={data} mayManage={mayManage} />
            </Section>
            <Section title={t('members')}>
              <GroupMembers group={data} mayManage={mayManage} />
            </Section>
            <Section title={t('permissions')}>
              <GroupPermissions group={data} mayManage={mayManage} />
            </Section>
            <DeleteGroup group={data} open={deleting} onClose={() => setDeleting(false)} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function EditGroup({ group, mayManage }: { group: Group; mayManage: boolean }) {
  const t = useTranslations('groups');
  const notify = useNotify();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<GroupDraft | null>(null);
  const draft = typed ?? { name: group.name, description: group.description ?? '' };
  const changed = draft.name !== group.name || draft.description !== (group.description ?? '');
  const save = useMutation({
    mutationFn: () => groupCalls.update(group.groupId, { name: draft.name.trim(), description: draft.description }),
    onSuccess(saved) {
      cache.setQueryData([...groupsKey, group.groupId], saved);
      setTyped(null);
      notify(t('saved'));
      return cache.invalidateQueries({ queryKey: groupsKey });
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
      <GroupForm
        label={t('settings')}
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

function DeleteGroup({ group, open, onClose }: { group: Group; open: boolean; onClose: () => void }) {
  const t = useTranslations('groups');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = groupRoute.useNavigate();
  const remove = useMutation({
    mutationFn: () => groupCalls.delete(group.groupId),
    async onSuccess() {
      notify(t('deleted', { name: group.name }));
      await navigate({ to: '/groups', ignoreBlocker: true });
      cache.removeQueries({ queryKey: [...groupsKey, group.groupId] });
      await Promise.all([groupsKey, ['operators'], ['summary']].map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
  return (
    <ConfirmDialog
      open={open}
      title={t('deleteTitle', { name: group.name })}
      confirm={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => !remove.isPending && remove.mutate()}
      onCancel={() => {
        remove.reset();
        onClose();
      }}
    >
      {t('deleteText', { count: group.membershipCount })}
    </ConfirmDialog>
  );
}
