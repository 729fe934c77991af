import { Button, makeStyles, tokens, useAnnounce } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

const useStyles = makeStyles({
  block: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    minWidth: 0,
  },
  scroll: { flexGrow: 1, minWidth: 0, overflowX: 'auto' },
  text: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
});

/** Text to copy as a whole, as it is. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  const styles = useStyles();
  const t = useTranslations('shared');
  const { announce } = useAnnounce();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(t('copied', { what: label }));
  }
  return (
    <div className={styles.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={label}>
        <pre className={styles.text}>{text}</pre>
      </section>
      <Button
        appearance="subtle"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={t('copy', { what: label })}
        onClick={() => void copy()}
      />
    </div>
  );
}
