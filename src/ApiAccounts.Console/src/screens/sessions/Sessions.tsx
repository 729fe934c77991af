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
  Text,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SignedInSession } from '#/session/calls';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { RelativeTime } from '#/shared/RelativeTime';
import { Scrollable } from '#/shared/Scrollable';
import { useNotify } from '#/shared/useNotify';

/** Where an operator is signed in, with address and time, and how to end a session. */
export function Sessions(props: {
  list: readonly SignedInSession[];
  queryKey: readonly string[];
  end: (sessionId: string) => Promise<unknown>;
}) {
  const { list, queryKey } = props;
  const t = useTranslations('sessions');
  const notify = useNotify();
  const cache = useQueryClient();
  const [ending, setEnding] = useState<SignedInSession | null>(null);
  const end = useMutation({
    mutationFn: (session: SignedInSession) => props.end(session.sessionId),
    onSuccess() {
      setEnding(null);
      notify(t('ended'));
      return cache.invalidateQueries({ queryKey });
    },
  });
  if (list.length === 0) return <Text>{t('none')}</Text>;
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
              <TableHeaderCell>{t('actions')}</TableHeaderCell>
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
