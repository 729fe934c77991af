import { makeStyles, Spinner, Title2, tokens } from '@fluentui/react-components';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { AppLink } from '#/shared/links';
import { ProblemBar } from '#/shared/ProblemBar';

const useStyles = makeStyles({
  title: { margin: 0 },
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, padding: tokens.spacingHorizontalXXL },
});

/** What a page shows that could not be shown: an error of the code, or of the network while its code was loaded. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const styles = useStyles();
  const router = useRouter();
  function retry() {
    // Code that failed to load stays failed for the browser: only a new page loads it.
    if (error instanceof TypeError) window.location.reload();
    else {
      reset();
      void router.invalidate();
    }
  }
  return (
    <div className={styles.page}>
      <ProblemBar error={error} onRetry={retry} />
    </div>
  );
}

export function NoSuchPage() {
  const styles = useStyles();
  const t = useTranslations('shell');
  return (
    <main className={styles.page}>
      <Title2 as="h1" className={styles.title}>
        {t('noSuchPage')}
      </Title2>
      <AppLink to="/">{t('toHub')}</AppLink>
    </main>
  );
}

export function WaitingPage() {
  const styles = useStyles();
  const t = useTranslations('shared');
  return (
    <div className={styles.page}>
      <Spinner label={t('loading')} />
    </div>
  );
}
