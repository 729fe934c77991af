import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';

export const rolesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('./RolesScreen'), 'RolesScreen'),
});

export const newRoleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/roles/new',
  component: lazyRouteComponent(() => import('./NewRoleScreen'), 'NewRoleScreen'),
});

export const roleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/roles/$roleId',
  params: {
    parse: ({ roleId }) => ({ roleId: Number(roleId) }),
    stringify: ({ roleId }) => ({ roleId: String(roleId) }),
  },
  component: lazyRouteComponent(() => import('./RoleScreen'), 'RoleScreen'),
});
