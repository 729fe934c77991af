import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** What was read: shown at once when one comes back to a page, and read anew behind it. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && error instanceof Problem && error.isPassing,
    },
    mutations: {
      // A call that changes something is never sent into the dark, and what it answered (a secret, it may be) is not cached.
      networkMode: 'always',
      gcTime: 0,
    },
  },
});
