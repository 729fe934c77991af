import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const apiUserRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/api-users/$apiUserId',
  component: lazyRouteComponent(() => import('./ApiUserScreen'), 'ApiUserScreen'),
});
