import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const hubRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./HubScreen'), 'HubScreen'),
});
