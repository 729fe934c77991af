import { lazy, useEffect, useRef, useState } from 'react';
import { sessionCalls } from './calls';
import { type Idle, idleSince } from './idle';
import { sessionStore, useSession } from './store';
import { useSignOut } from './useSignOut';

const IdleDialog = lazy(() => import('./IdleDialog'));

const input = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Signs out after the time without input that the server allows, with a warning a minute before. Input in any tab counts for all. */
export function IdleGuard() {
  const { idleTimeoutSeconds } = useSession();
  const { signOut } = useSignOut();
  const [idle, setIdle] = useState<Idle>({ state: 'active', secondsLeft: idleTimeoutSeconds });
  const lastInput = useRef(Date.now());
  const lastTold = useRef(Date.now());
  const warned = idle.state === 'warned';

  useEffect(() => {
    const onInput = () => {
      const now = Date.now();
      if (idleSince(lastInput.current, now, idleTimeoutSeconds).state !== 'active') return;
      lastInput.current = now;
      if (now - lastTold.current < Math.min(60_000, idleTimeoutSeconds * 250)) return;
      // Typing alone calls nothing: tell the server and the other tabs that somebody is here.
      lastTold.current = now;
      keepAlive();
    };
    for (const name of input) window.addEventListener(name, onInput, { passive: true });
    sessionStore.onActiveElsewhere = () => {
      lastInput.current = Date.now();
    };
    const timer = setInterval(() => {
      const next = idleSince(lastInput.current, Date.now(), idleTimeoutSeconds);
      setIdle((previous) => (next.state === 'active' && previous.state === 'active' ? previous : next));
      if (next.state !== 'over') return;
      clearInterval(timer);
      sessionCalls.signOut().catch(() => {});
      sessionStore.signedOut('idle');
    }, 1000);
    return () => {
      for (const name of input) window.removeEventListener(name, onInput);
      sessionStore.onActiveElsewhere = () => {};
      clearInterval(timer);
    };
  }, [idleTimeoutSeconds]);

  function stay() {
    lastInput.current = lastTold.current = Date.now();
    setIdle({ state: 'active', secondsLeft: idleTimeoutSeconds });
    keepAlive();
  }

  return warned ? <IdleDialog secondsLeft={idle.secondsLeft} onStay={stay} onSignOut={() => void signOut()} /> : null;
}

function keepAlive() {
  sessionStore.active();
  // If the session has ended meanwhile, the next call that needs it asks to sign in again.
  sessionCalls.read().catch(() => {});
}
