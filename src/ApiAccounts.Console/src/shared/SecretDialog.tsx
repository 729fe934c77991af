import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Divider,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CopyField } from './CopyField';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  name: { margin: 0, overflowWrap: 'anywhere' },
});

export interface Secret {
  /** What the secret belongs to, as the person named it. */
  readonly of: string;
  readonly userNameLabel: string;
  readonly userName: string;
  readonly secretLabel: string;
  readonly secret: string;
}

/**
 * Shows secrets the only time that they can be shown. It closes only by its button, once one has ticked that they are noted down. The
 * secrets live in the properties alone: the caller forgets them in `onClose` (its state, and `reset()` of the mutation).
 */
export function SecretDialog(props: { title: string; secrets: readonly Secret[]; onClose: () => void }) {
  const styles = useStyles();
  const t = useTranslations('secrets');
  const [noted, setNoted] = useState(false);
  return (
    <Dialog modalType="alert" open>
      <DialogSurface onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{t('once')}</MessageBarBody>
            </MessageBar>
            {props.secrets.map((secret, index) => (
              <Fragment key={secret.userName}>
                {index > 0 && <Divider />}
                {secret.of && (
                  <Subtitle2 as="h3" className={styles.name}>
                    {secret.of}
                  </Subtitle2>
                )}
                <CopyField label={secret.userNameLabel} value={secret.userName} />
                <CopyField label={secret.secretLabel} value={secret.secret} />
              </Fragment>
            ))}
            <Checkbox label={t('noted')} checked={noted} onChange={(_, { checked }) => setNoted(checked === true)} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={!noted} onClick={() => noted && props.onClose()}>
              {t('close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
