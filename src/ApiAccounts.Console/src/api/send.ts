import { Problem } from './problem';

/** Who is asked when a call finds the session ended: resolves once one is signed in again, rejects if one does not want to. */
type SignInAgain = () => Promise<void>;

let signInAgain: SignInAgain | null = null;

/** The session registers itself here, so that the calls do not depend on it. */
export function onSessionEnded(ask: SignInAgain): void {
  signInAgain = ask;
}

/**
 * Sends a call of the console. A call that finds the session ended waits until one is signed in again and is then sent once more, so
 * that nothing typed is lost.
 * @throws {Problem} with the code `unreachable` if no answer comes.
 */
export async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await sendOnce(request);
  if (response.status !== 401 || signInAgain === null) return response;
  try {
    await signInAgain();
  } catch {
    return response;
  }
  return sendOnce(again);
}

/** Sends a call of the console whatever it answers: for those that sign in. */
export async function sendOnce(request: Request): Promise<Response> {
  request.headers.set('X-Console', '1');
  try {
    return await fetch(request, { credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'unreachable', 'The service does not answer.');
  }
}
