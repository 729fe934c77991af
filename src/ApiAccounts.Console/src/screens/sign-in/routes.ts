import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { SignedOutReason } from '#/session/store';
import { sessionStore } from '#/session/store';
import { rootRoute } from '#/shell/routes';

const reasons: readonly SignedOutReason[] = ['idle', 'elsewhere', 'everywhere'];

export interface SignInSearch {
  /** The page to come back to, as the address bar has it. */
  readonly next?: string;
  readonly reason?: SignedOutReason;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch(search: Record<string, unknown>): SignInSearch {
    const reason = reasons.find((each) => each === search.reason);
    // Only pages of the console: a link must not send anybody elsewhere after the sign-in.
    const next = typeof search.next === 'string' && /^\/console\/[^\\]*$/.test(search.next) ? search.next : undefined;
    return { ...(next && { next }), ...(reason && { reason }) };
  },
  async beforeLoad() {
    if ((await sessionStore.known()) !== null) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./SignInScreen'), 'SignInScreen'),
});

export const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./ForgotPasswordScreen'), 'ForgotPasswordScreen'),
});

export const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./ResetPasswordScreen'), 'ResetPasswordScreen'),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./InvitationScreen'), 'InvitationScreen'),
});

/** Outside the frame of the other pages: with a temporary password, nothing else may be called. */
export const changePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/change-password',
  async beforeLoad({ location }) {
    if ((await sessionStore.known()) === null) throw redirect({ to: '/sign-in', search: { next: location.publicHref } });
  },
  component: lazyRouteComponent(() => import('./ChangePasswordScreen'), 'ChangePasswordScreen'),
});
