import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';

/** The one place that turns what went wrong into a sentence: by its code, with the server's own words where the code has none here. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problems');
  return (error) => {
    if (!(error instanceof Problem)) return t('unexpected_error', { detail: '' });
    const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60));
    const known = error.code as Parameters<typeof t>[0];
    return t.has(known) ? t(known, { detail: error.message, minutes }) : error.message;
  };
}
