import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const tabs = ['reference', 'gateways'] as const;
export type DevelopersTab = (typeof tabs)[number];

export const developersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/developers',
  validateSearch(search: Record<string, unknown>): { tab?: DevelopersTab } {
    const tab = tabs.find((name) => name === search.tab);
    return tab && tab !== 'reference' ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('./DevelopersScreen'), 'DevelopersScreen'),
});
