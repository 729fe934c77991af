import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from './ConfirmDialog';

/** Asks before one leaves a page, or its tab, with something that would be lost: by a link, the back button, or by closing the window. */
export function LeaveGuard({ unsaved, what = 'changes' }: { unsaved: boolean; what?: 'changes' | 'secrets' }) {
  const t = useTranslations('leave');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      unsaved && (current.pathname !== next.pathname || JSON.stringify(current.search) !== JSON.stringify(next.search)),
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      title={t(`titles.${what}`)}
      confirm={t('confirm')}
      cancel={t('cancel')}
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t(`texts.${what}`)}
    </ConfirmDialog>
  );
}
