import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemBar } from './ProblemBar';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
});

/** Asks before something that cannot be undone. Stays open while it is done, and if that fails, with the reason. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  children: ReactNode;
  confirm: string;
  cancel?: string;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const styles = useStyles();
  const t = useTranslations('shared');
  return (
    <Dialog modalType="alert" open={props.open} onOpenChange={(_, { open }) => !open && props.onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            {props.children}
            {props.error ? <ProblemBar error={props.error} /> : null}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={props.busy ?? false} onClick={props.onConfirm}>
              {props.busy ? t('busy') : props.confirm}
            </Button>
            <Button onClick={props.onCancel}>{props.cancel ?? t('cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
