import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { nameOf, type Operator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { useNotify } from '#/shared/useNotify';

const useStyles = makeStyles({ actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

/** What ends something for an operator, so it is asked first. */
export function OperatorActions({ operator }: { operator: Operator }) {
  const styles = useStyles();
  const t = useTranslations('operators');
  const session = useSession();
  const navigate = useNavigate();
  const notify = useNotify();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<'delete' | 'reset' | null>(null);
  const name = nameOf(operator);
  const path = { params: { path: { userId: operator.userId } } };
  const reset = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/users/{userId}/reset-password', path)),
    onSuccess() {
      setAsking(null);
      notify(t('resetDone', { name }));
    },
  });
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/users/{userId}', path)),
    onSuccess() {
      notify(t('deleteDone', { name }));
      void navigate({ to: '/operators' });
      cache.removeQueries({ queryKey: ['operators', operator.operatorId] });
      void cache.invalidateQueries({ queryKey: ['operators'] });
      void cache.invalidateQueries({ queryKey: ['summary'] });
    },
  });
  const own = operator.operatorId === session.operatorId;
  if (own || !can(session, 'manageOperators')) return null;
  const doing = asking === 'delete' ? remove : reset;
  return (
    <div className={styles.actions}>
      {!operator.apiOnly && operator.status !== 'invited' && <Button onClick={() => setAsking('reset')}>{t('reset')}</Button>}
      <Button onClick={() => setAsking('delete')}>{t('delete')}</Button>
      {asking && (
        <ConfirmDialog
          open
          title={t(`asked.${asking}.title`, { name })}
          confirm={asking === 'delete' ? t('delete') : t('reset')}
          busy={doing.isPending}
          error={doing.error}
          onConfirm={() => doing.mutate()}
          onCancel={() => {
            doing.reset();
            setAsking(null);
          }}
        >
          {t(`asked.${asking}.text`)}
        </ConfirmDialog>
      )}
    </div>
  );
}
