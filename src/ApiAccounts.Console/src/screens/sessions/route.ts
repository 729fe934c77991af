import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const sessionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  // The path /console/sessions itself belongs to the API of the console.
  path: '/my-sessions',
  component: lazyRouteComponent(() => import('./SessionsScreen'), 'SessionsScreen'),
});
