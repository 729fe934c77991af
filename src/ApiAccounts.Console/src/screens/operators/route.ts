import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '#/shell/routes';
import { type ListOfOperators, sortKeys } from './operators';

export const operatorsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/operators',
  /** What is searched for stays in the address, so that it can be bookmarked and comes back with the back button. */
  validateSearch(search: Record<string, unknown>): Partial<ListOfOperators> {
    const sortBy = sortKeys.find((key) => key === search.sortBy);
    const text = typeof search.search === 'string' || typeof search.search === 'number' ? String(search.search).slice(0, 255) : '';
    return { ...(text && { search: text }), ...(sortBy && { sortBy }), ...(search.descending === true && { descending: true }) };
  },
  component: lazyRouteComponent(() => import('./OperatorsScreen'), 'OperatorsScreen'),
});
