import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const tabs = ['main', 'apiManagement', 'groupsAndRoles', 'sessions', 'audit'] as const;
export type Tab = (typeof tabs)[number];

export const operatorRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/operators/$operatorId',
  validateSearch(search: Record<string, unknown>): { tab?: Tab } {
    const tab = tabs.find((each) => each === search.tab);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('./OperatorScreen'), 'OperatorScreen'),
});
