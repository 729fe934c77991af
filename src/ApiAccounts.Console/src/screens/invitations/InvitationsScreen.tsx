import {
  Button,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { rolesQuery } from '#/screens/roles/roles';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { Loaded } from '#/shared/Loaded';
import { LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { RelativeTime } from '#/shared/RelativeTime';
import { Scrollable } from '#/shared/Scrollable';
import { useNotify } from '#/shared/useNotify';
import { invitationCalls, invitationsKey } from './calls';

type Invitation = Schema<'Invitation'>;

const useStyles = makeStyles({
  actions: { width: '220px' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
});

/** Who was invited and has not accepted yet. */
export function InvitationsScreen() {
  const t = useTranslations('invitations');
  const mayInvite = can(useSession(), 'manageOperators');
  const invitations = useQuery({ queryKey: invitationsKey, queryFn: invitationCalls.list });
  const invite = (
    <LinkButton appearance="primary" to="/invitations/new">
      {t('invite')}
    </LinkButton>
  );
  return (
    <Page title={t('title')} crumbs={[]} actions={mayInvite && invite}>
      <Text>{t('text')}</Text>
      <Loaded query={invitations}>
        {(list) => (list.length === 0 ? <Text>{t('none')}</Text> : <Invitations list={list} mayManage={mayInvite} />)}
      </Loaded>
    </Page>
  );
}

function Invitations({ list, mayManage }: { list: readonly Invitation[]; mayManage: boolean }) {
  const styles = useStyles();
  const t = useTranslations('invitations');
  const notify = useNotify();
  const cache = useQueryClient();
  const roles = useQuery(rolesQuery);
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: invitationsKey });
  const resend = useMutation({
    mutationFn: ({ operatorId }: Invitation) => invitationCalls.resend(operatorId),
    onSuccess(_, { email }) {
      notify(t('resent', { email }));
      return refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: ({ operatorId }: Invitation) => invitationCalls.withdraw(operatorId),
    onSuccess(_, { email }) {
      setWithdrawing(null);
      notify(t('withdrawn', { email }));
      return Promise.all([refresh(), cache.invalidateQueries({ queryKey: ['operators'] })]);
    },
  });
  const nameOf = (roleId: number) => roles.data?.find((role) => role.roleId === roleId)?.name ?? String(roleId);
  return (
    <>
      {resend.error && <ProblemBar error={resend.error} />}
      <Scrollable label={t('title')} minWidth="900px">
        <Table aria-label={t('title')}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{t('name')}</TableHeaderCell>
              <TableHeaderCell>{t('email')}</TableHeaderCell>
              <TableHeaderCell>{t('roles')}</TableHeaderCell>
              <TableHeaderCell>{t('invitedAt')}</TableHeaderCell>
              <TableHeaderCell>{t('validUntil')}</TableHeaderCell>
              {mayManage && <TableHeaderCell className={styles.actions}>{t('actions')}</TableHeaderCell>}
            </TableRow>
          </TableHeader>
          <TableBody>
            {list.map((invitation) => {
              const name = `${invitation.firstName} ${invitation.lastName}`.trim();
              const given = invitation.roles.map(({ roleId }) => nameOf(roleId)).join(', ');
              return (
                <TableRow key={invitation.operatorId}>
                  <TableCell>
                    <TableCellLayout truncate title={name} {...(invitation.reason && { description: invitation.reason })}>
                      {name}
                    </TableCellLayout>
                  </TableCell>
                  <TableCell>
                    <TableCellLayout truncate title={invitation.email}>
                      {invitation.email}
                    </TableCellLayout>
                  </TableCell>
                  <TableCell>
                    <TableCellLayout truncate title={given}>
                      {given}
                    </TableCellLayout>
                  </TableCell>
                  <TableCell>
                    <RelativeTime time={invitation.invitedAt} />
                  </TableCell>
                  <TableCell>{invitation.invitationEndsAt && <RelativeTime time={invitation.invitationEndsAt} />}</TableCell>
                  {mayManage && (
                    <TableCell className={styles.actions}>
                      <div className={styles.buttons}>
                        <Button
                          size="small"
                          aria-label={t('resendTo', { email: invitation.email })}
                          disabledFocusable={resend.isPending}
                          onClick={() => !resend.isPending && resend.mutate(invitation)}
                        >
                          {t('resend')}
                        </Button>
                        <Button
                          size="small"
                          aria-label={t('withdrawOf', { email: invitation.email })}
                          onClick={() => setWithdrawing(invitation)}
                        >
                          {t('withdraw')}
                        </Button>
                      </div>
                    </TableCell>
                  )}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Scrollable>
      <ConfirmDialog
        open={withdrawing !== null}
        title={t('withdrawTitle')}
        confirm={t('withdraw')}
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdrawing && !withdraw.isPending && withdraw.mutate(withdrawing)}
        onCancel={() => {
          withdraw.reset();
          setWithdrawing(null);
        }}
      >
        {t('withdrawText', { email: withdrawing?.email ?? '' })}
      </ConfirmDialog>
    </>
  );
}
