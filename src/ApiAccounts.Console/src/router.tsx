import { createRouter } from '@tanstack/react-router';
import { queries } from './api/queries';
import { routeTree } from './routes';
import { sessionStore } from './session/store';
import { FailedPage, NoSuchPage, WaitingPage } from './shell/StatePages';

export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: NoSuchPage,
  defaultPendingComponent: WaitingPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Nothing of one person is left for the next. */
sessionStore.onSignedOut = async (reason) => {
  queries.clear();
  const next = reason === undefined || reason === 'everywhere' ? {} : { next: router.state.location.publicHref };
  await router.navigate({ to: '/sign-in', search: { ...next, ...(reason && { reason }) }, ignoreBlocker: true });
};
