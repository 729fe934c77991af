import { Spinner } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemBar } from './ProblemBar';

/** The states of what a page reads: loading, an error with a button to try again, and the data, which stays when reading it anew fails. */
export function Loaded<Data>(props: { query: UseQueryResult<Data>; loading?: ReactNode; children: (data: Data) => ReactNode }) {
  const t = useTranslations('shared');
  const { data, error, isPending, fetchStatus, refetch } = props.query;
  const retry = () => void refetch();
  if (data !== undefined) {
    return (
      <>
        {error && <ProblemBar error={error} intent="warning" onRetry={retry} />}
        {props.children(data)}
      </>
    );
  }
  if (error) return <ProblemBar error={error} onRetry={retry} />;
  if (!isPending) return null;
  const label = fetchStatus === 'paused' ? t('offline') : t('loading');
  return props.loading && fetchStatus !== 'paused' ? props.loading : <Spinner label={label} />;
}
