import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { countdown } from '#/formats/useFormats';

/** Warns before the sign-out. Only its buttons count as input, so that nobody stays signed in by a stray key. */
export default function IdleDialog(props: { secondsLeft: number; onStay: () => void; onSignOut: () => void }) {
  const t = useTranslations('idle');
  return (
    <Dialog modalType="alert" open>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogContent>{t('text', { left: countdown(props.secondsLeft) })}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={props.onStay}>
              {t('stay')}
            </Button>
            <Button onClick={props.onSignOut}>{t('signOut')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
