import { useBlocker } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from './ConfirmDialog';

/** Asks before one leaves a page with changes that are not saved: by a link, the back button, or by closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const t = useTranslations('leave');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      title={t('title')}
      confirm={t('confirm')}
      cancel={t('cancel')}
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t('text')}
    </ConfirmDialog>
  );
}
