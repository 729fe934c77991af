import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sessionCalls } from '#/session/calls';
import { useSignOut } from '#/session/useSignOut';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { Sessions } from './Sessions';

const key = ['sessions'];

/** Where one is signed in, with address and time, and how to end it. */
export function SessionsScreen() {
  const t = useTranslations('sessions');
  const sessions = useQuery({ queryKey: key, queryFn: sessionCalls.list });
  const [asking, setAsking] = useState(false);
  const { signOutEverywhere } = useSignOut();
  return (
    <Page title={t('title')} crumbs={[]} actions={<Button onClick={() => setAsking(true)}>{t('everywhere')}</Button>}>
      <Loaded query={sessions}>{(list) => <Sessions list={list} queryKey={key} end={sessionCalls.end} />}</Loaded>
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
