import { Card as FluentCard, makeStyles, Text, Title3, tokens, useAnnounce } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { LanguageMenu, ThemeMenu } from '#/shell/menus';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100dvh',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    height: '48px',
    paddingInline: tokens.spacingHorizontalM,
  },
  middle: { display: 'flex', flexGrow: 1, justifyContent: 'center', alignItems: 'flex-start', padding: tokens.spacingHorizontalM },
  card: { width: '100%', maxWidth: '420px', padding: tokens.spacingHorizontalXXL, marginTop: '6vh', boxSizing: 'border-box' },
  title: { margin: 0 },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** The card in which one signs in, and the pages about it: one form in the middle of the page. */
export function Card(props: { title: string; onSubmit?: () => void; children: ReactNode }) {
  const styles = useStyles();
  const t = useTranslations('shell');
  const { announce } = useAnnounce();
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
    announce(title);
  }, [title, t, announce]);
  function submit(event: FormEvent) {
    event.preventDefault();
    props.onSubmit?.();
  }
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <Text weight="semibold">{t('product')}</Text>
        <span>
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </header>
      <main className={styles.middle}>
        <FluentCard className={styles.card}>
          <form className={styles.form} onSubmit={submit} noValidate>
            <Title3 as="h1" className={styles.title}>
              {title}
            </Title3>
            {props.children}
          </form>
        </FluentCard>
      </main>
    </div>
  );
}
