import { Button, Field, Input, makeStyles, tokens, useAnnounce } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  text: { flexGrow: 1, minWidth: 0, fontFamily: tokens.fontFamilyMonospace },
});

/** A value to copy: selected as a whole when it gets the focus, with a button that copies it and says so. */
export function CopyField(props: { label: string; value: string }) {
  const styles = useStyles();
  const t = useTranslations('shared');
  const { announce } = useAnnounce();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(props.value);
    setCopied(true);
    announce(t('copied', { what: props.label }));
  }
  return (
    <Field label={props.label}>
      {(field) => (
        <div className={styles.row}>
          <Input
            {...field}
            className={styles.text}
            readOnly
            value={props.value}
            autoComplete="off"
            spellCheck={false}
            onFocus={(event) => event.target.select()}
          />
          <Button
            icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
            aria-label={t('copy', { what: props.label })}
            onClick={() => void copy()}
          />
        </div>
      )}
    </Field>
  );
}
