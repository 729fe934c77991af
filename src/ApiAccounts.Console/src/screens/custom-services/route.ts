import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { kindOf } from '#/api/ids';
import { signedInRoute } from '#/shell/routes';

export const customServicesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/custom-services',
  component: lazyRouteComponent(() => import('./CustomServicesScreen'), 'CustomServicesScreen'),
});

export const newCustomServiceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/custom-services/new',
  /** The operator that it is for, where one comes from a page about it. */
  validateSearch(search: Record<string, unknown>): { operator?: string } {
    const { operator } = search;
    return typeof operator === 'string' && kindOf(operator) === 'operator' ? { operator } : {};
  },
  component: lazyRouteComponent(() => import('./NewCustomServiceScreen'), 'NewCustomServiceScreen'),
});

export const customServiceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/custom-services/$clientId',
  component: lazyRouteComponent(() => import('./CustomServiceScreen'), 'CustomServiceScreen'),
});
