import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const unconfirmedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/unconfirmed-credentials',
  component: lazyRouteComponent(() => import('./UnconfirmedScreen'), 'UnconfirmedScreen'),
});
