import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';
import { filterOf } from './filter';

export const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/audit',
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import('./AuditScreen'), 'AuditScreen'),
});
