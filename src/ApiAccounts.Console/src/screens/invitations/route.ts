import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const invitationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/invitations',
  component: lazyRouteComponent(() => import('./InvitationsScreen'), 'InvitationsScreen'),
});

export const inviteRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/invitations/new',
  component: lazyRouteComponent(() => import('./InviteScreen'), 'InviteScreen'),
});
