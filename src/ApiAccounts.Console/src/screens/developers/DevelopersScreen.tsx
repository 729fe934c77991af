import { Spinner, Tab, TabList } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Page } from '#/shared/Page';
import { developersRoute, tabs } from './route';

// The viewer is larger than the whole console, and only here.
const ApiReference = lazy(() => import('./ApiReference'));
const Gateways = lazy(() => import('./Gateways'));

/** For those who write against the API: its reference, to be tried out, and snippets for gateways. */
export function DevelopersScreen() {
  const t = useTranslations('developers');
  const { tab = 'reference' } = developersRoute.useSearch();
  const navigate = developersRoute.useNavigate();
  return (
    <Page title={t('title')} crumbs={[]}>
      <TabList
        aria-label={t('title')}
        selectedValue={tab}
        onTabSelect={(_, { value }) => {
          const chosen = tabs.find((name) => name === value);
          void navigate({ search: chosen && chosen !== 'reference' ? { tab: chosen } : {} });
        }}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`developers-${name}`} aria-controls="developers-panel">
            {t(`tabs.${name}`)}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id="developers-panel" aria-labelledby={`developers-${tab}`}>
        <Suspense fallback={<Spinner label={t('loading')} />}>{tab === 'reference' ? <ApiReference /> : <Gateways />}</Suspense>
      </div>
    </Page>
  );
}
