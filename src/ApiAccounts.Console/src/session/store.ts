import { useSyncExternalStore } from 'react';
import { onSessionEnded } from '#/api/send';
import { sessionCalls } from './calls';
import type { Session } from './session';

/** Why one is signed out, for the sentence on the sign-in page. */
export type SignedOutReason = 'idle' | 'elsewhere' | 'everywhere';

/** What the tabs of one browser tell each other. */
type Message = { kind: 'signedIn'; operatorId: string } | { kind: 'signedOut'; reason?: SignedOutReason } | { kind: 'active' };

interface State {
  /** Undefined until it was read. */
  readonly session: Session | null | undefined;
  /** The session that ended last, until the page that was made for it is left. */
  readonly last: Session | null;
  /** Whether a call found the session ended and waits until one is signed in again. */
  readonly endedMeanwhile: boolean;
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The session of this tab, and its agreement with the other tabs. */
class SessionStore {
  private state: State = { session: undefined, last: null, endedMeanwhile: false };
  private waiting: Waiting | null = null;
  private reading: Promise<Session | null> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly tabs = new BroadcastChannel('api-accounts-session');

  /** Set by the router: what happens to the page when one is signed in or out. */
  onSignedOut: (reason?: SignedOutReason) => Promise<void> = async () => {};
  onOtherOperator: () => void = () => window.location.assign('/console/');
  onActiveElsewhere: () => void = () => {};

  constructor() {
    this.tabs.onmessage = (event: MessageEvent<Message>) => void this.heard(event.data);
    onSessionEnded(() => this.signInAgain());
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = () => this.state;

  /** Reads the session once; later calls answer what is known. */
  async known(): Promise<Session | null> {
    if (this.state.session !== undefined) return this.state.session;
    this.reading ??= sessionCalls.read().finally(() => {
      this.reading = null;
    });
    const session = await this.reading;
    if (this.state.session === undefined) this.set({ session });
    return session;
  }

  signedIn(session: Session): void {
    this.set({ session, endedMeanwhile: false });
    this.tabs.postMessage({ kind: 'signedIn', operatorId: session.operatorId } satisfies Message);
    this.waiting?.resolve();
    this.waiting = null;
  }

  /** Forgets the session here and in the other tabs. The call that ends it on the server comes first. */
  signedOut(reason?: SignedOutReason): void {
    this.tabs.postMessage((reason === undefined ? { kind: 'signedOut' } : { kind: 'signedOut', reason }) satisfies Message);
    this.forget(reason);
  }

  /** Tells the other tabs that somebody uses this one, so that none of them signs out. */
  active(): void {
    this.tabs.postMessage({ kind: 'active' } satisfies Message);
  }

  /** The person does not want to sign in again: what waited fails as it would have. */
  giveUp(): void {
    this.waiting?.reject(new Error('not signed in again'));
    this.waiting = null;
    this.set({ endedMeanwhile: false });
  }

  private signInAgain(): Promise<void> {
    if (!this.state.session) return Promise.reject(new Error('signed out'));
    if (this.waiting === null) {
      this.waiting = withResolvers();
      this.set({ endedMeanwhile: true });
    }
    return this.waiting.promise;
  }

  private async heard(message: Message): Promise<void> {
    if (message.kind === 'active') this.onActiveElsewhere();
    else if (message.kind === 'signedOut') this.forget(message.reason === 'idle' ? 'idle' : 'elsewhere');
    else if (this.state.session && this.state.session.operatorId !== message.operatorId) this.onOtherOperator();
    else if (this.waiting !== null || this.state.session === null) {
      const session = await sessionCalls.read();
      if (session === null) return;
      const wasSignedOut = this.state.session === null;
      this.set({ session, endedMeanwhile: false });
      this.waiting?.resolve();
      this.waiting = null;
      if (wasSignedOut) this.onOtherOperator();
    }
  }

  private forget(reason?: SignedOutReason): void {
    if (this.state.session === null) return;
    this.giveUp();
    this.set({ session: null, last: this.state.session ?? null });
    void this.onSignedOut(reason).finally(() => this.set({ last: null }));
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

function withResolvers(): Waiting {
  let resolve: () => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((onResolved, onRejected) => {
    resolve = onResolved;
    reject = onRejected;
  });
  return { promise, resolve, reject };
}

export const sessionStore = new SessionStore();

export function useSessionState(): State {
  return useSyncExternalStore(sessionStore.subscribe, sessionStore.snapshot);
}

/** The session of a page that is only shown when signed in. */
export function useSession(): Session {
  const { session, last } = useSessionState();
  const shown = session ?? last;
  if (!shown) throw new Error('A page that needs a session was shown without one.');
  return shown;
}
