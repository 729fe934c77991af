import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionStore } from '#/session/store';

export const rootRoute = createRootRoute();

/** The parent of every page that needs a session: without one, one signs in first and then comes back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  async beforeLoad({ location }) {
    const session = await sessionStore.known();
    if (session === null) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.publicHref } });
    if (session.mustChangePassword) throw redirect({ to: '/change-password' });
  },
  component: lazyRouteComponent(() => import('./Frame'), 'Frame'),
});
