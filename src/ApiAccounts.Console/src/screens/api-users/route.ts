import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';
import { queryOf } from './query';

export const apiUsersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/api-users',
  /** What is sorted, filtered and searched stays in the address, so that it can be bookmarked and comes back with the back button. */
  validateSearch: queryOf,
  component: lazyRouteComponent(() => import('./ApiUsersScreen'), 'ApiUsersScreen'),
});
