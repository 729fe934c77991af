import { Problem } from '#/api/problem';
import { sessionCalls } from './calls';
import { sessionStore } from './store';

/** Signs out of this browser, or of every session there is. Without an answer one is signed out here all the same. */
export function useSignOut() {
  return {
    signOut: () => end(sessionCalls.signOut),
    signOutEverywhere: () => end(sessionCalls.signOutEverywhere, 'everywhere'),
  };
}

async function end(call: () => Promise<unknown>, reason?: 'everywhere'): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Whoever leaves a shared computer must not stay signed in because the network is down; but "everywhere" must not be claimed.
    return sessionStore.signedOut();
  }
  sessionStore.signedOut(reason);
}
