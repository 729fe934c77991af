import {
  Badge,
  Button,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type SignedInSession, sessionCalls } from '#/session/calls';
import { useSignOut } from '#/session/useSignOut';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { RelativeTime } from '#/shared/RelativeTime';
import { Scrollable } from '#/shared/Scrollable';
import { useNotify } from '#/shared/useNotify';

const key = ['sessions'];

/** Where one is signed in, with address and time, and how to end it. */
export function SessionsScreen() {
  const t = useTranslations('sessions');
  const sessions = useQuery({ queryKey: key, queryFn: sessionCalls.list });
  const [asking, setAsking] = useState(false);
  const { signOutEverywhere } = useSignOut();
  return (
    <Page title={t('title')} crumbs={[]} actions={<Button onClick={() => setAsking(true)}>{t('everywhere')}</Button>}>
      <Loaded query={sessions}>{(list) => <Sessions list={list} />}</Loaded>
      <ConfirmDialog
        open={asking}
        title={t('everywhere')}
        confirm={t('everywhereConfirm')}
        onConfirm={() => void signOutEverywhere()}
        onCancel={() => setAsking(false)}
      >
        {t('everywhereText')}
      </ConfirmDialog>
    </Page>
  );
}

function Sessions({ list }: { list: SignedInSession[] }) {
  const t = useTranslations('sessions');
  const notify = useNotify();
  const cache = useQueryClient();
  const [ending, setEnding] = useState<SignedInSession | null>(null);
  const end = useMutation({
    mutationFn: (session: SignedInSession) => sessionCalls.end(session.sessionId),
    onSuccess() {
      setEnding(null);
      notify(t('ended'));
      return cache.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <>
      <Scrollable label={t('title')} minWidth="640px">
        <Table aria-label={t('title')}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{t('client')}</TableHeaderCell>
              <TableHeaderCell>{t('address')}</TableHeaderCell>
              <TableHeaderCell>{t('signedIn')}</TableHeaderCell>
              <TableHeaderCell>{t('lastUsed')}</TableHeaderCell>
              <TableHeaderCell>{t('ends')}</TableHeaderCell>
              <TableHeaderCell />
            </TableRow>
          </TableHeader>
          <TableBody>
            {list.map((session) => (
              <TableRow key={session.sessionId}>
                <TableCell>
                  <TableCellLayout truncate>{session.client === 'console' ? t('console') : session.client}</TableCellLayout>
                </TableCell>
                <TableCell>{session.address ?? t('unknownAddress')}</TableCell>
                <TableCell>
                  <RelativeTime time={session.createdAt} />
                </TableCell>
                <TableCell>
                  <RelativeTime time={session.lastUsedAt} />
                </TableCell>
                <TableCell>
                  <RelativeTime time={session.expiresAt} />
                </TableCell>
                <TableCell>
                  {session.current ? (
                    <Badge appearance="tint">{t('current')}</Badge>
                  ) : (
                    <Button size="small" onClick={() => setEnding(session)}>
                      {t('end')}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Scrollable>
      <ConfirmDialog
        open={ending !== null}
        title={t('endTitle')}
        confirm={t('end')}
        busy={end.isPending}
        error={end.error}
        onConfirm={() => ending && end.mutate(ending)}
        onCancel={() => {
          end.reset();
          setEnding(null);
        }}
      >
        {t('endText')}
      </ConfirmDialog>
    </>
  );
}
